"""A service's own texts: what a change leaves."""

from permitdesk.designer.own_texts import paragraphs, with_changes


def test_a_change_keeps_the_place_of_each_text():
    kept = {"summary": "Kurz", "title": "Alt", "who": "Alle"}
    changed = with_changes(kept, {"title": "Neu", "summary": "Kurz", "who": "Alle"})
    assert list(changed.items()) == [("summary", "Kurz"), ("title", "Neu"), ("who", "Alle")]


def test_new_texts_come_in_the_order_of_the_page_and_emptied_ones_go():
    changed = with_changes(
        {"title": "T", "cost": "Nichts"}, {"title": "T", "cost": " ", "next": "n", "need": "x"}
    )
    assert list(changed) == ["title", "need", "next"]


def test_a_text_that_no_page_edits_stays():
    assert with_changes({"odd": "bleibt", "title": "T"}, {"title": "T"})["odd"] == "bleibt"


def test_lines_of_browsers_are_lines_of_files():
    assert with_changes({}, {"privacy": "Wer?\r\n\r\nWir.\r\n"}) == {"privacy": "Wer?\n\nWir."}
    assert paragraphs("Pass\n\n  Foto \n") == ["Pass", "Foto"]
