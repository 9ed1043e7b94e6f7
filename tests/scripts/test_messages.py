"""Extraction and merging keep every text that a person wrote."""

import sys
from pathlib import Path

import polib
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from messages.extract import ExtractionError, Message, message
from messages.merge import merged

NEXT = Message("wizard_continue", "Weiter", ("a.pt",))


def saved(tmp_path, *messages, **texts):
    path = tmp_path / "x.po"
    file = merged(path, "en", messages)
    for entry in file:
        entry.msgstr = texts.get(entry.msgid, "")
    file.save(str(path))
    return path


def test_a_translation_survives_the_next_merge(tmp_path):
    path = saved(tmp_path, NEXT, wizard_continue="Continue")
    (entry,) = merged(path, "en", [NEXT])
    assert (entry.msgstr, entry.fuzzy) == ("Continue", False)


def test_a_changed_german_text_marks_the_translation_for_review_but_keeps_it(tmp_path):
    path = saved(tmp_path, NEXT, wizard_continue="Continue")
    (entry,) = merged(path, "en", [Message("wizard_continue", "Weiter zu Ihrer Adresse", ())])
    assert (entry.msgstr, entry.fuzzy) == ("Continue", True)


def test_a_long_german_text_is_not_taken_for_a_changed_one(tmp_path):
    long = Message("x_y", "Ein Satz, der so lang ist, dass ihn eine Zeile nicht fasst. " * 4, ())
    long = Message(long.msgid, " ".join(long.german.split()), ())
    path = saved(tmp_path, long, x_y="A sentence")
    (entry,) = merged(path, "en", [long])
    assert not entry.fuzzy


def test_a_line_broken_after_a_hyphen_is_not_taken_for_a_change(tmp_path):
    german = (
        "Eine Gebühr je Zeile: Name | Betrag | gültig ab, zum Beispiel dies: ein residence-permit"
    )
    path = saved(tmp_path, Message("x_y", german, ()), x_y="A fee")
    assert "residence-\n" in path.read_text(), "the line must break there, or this proves nothing"
    (entry,) = merged(path, "en", [Message("x_y", german, ())])
    assert not entry.fuzzy


def test_the_remark_at_the_top_of_a_file_stays(tmp_path):
    path = saved(tmp_path, NEXT, wizard_continue="Continue")
    path.write_text(path.read_text().replace("#\n", "# Not reviewed yet.\n", 1))
    assert merged(path, "en", [NEXT]).header == "Not reviewed yet."


def test_a_message_that_is_gone_is_dropped(tmp_path):
    path = saved(tmp_path, NEXT, wizard_continue="Continue")
    assert [entry.msgid for entry in merged(path, "en", [])] == []


def test_the_german_text_is_the_default_or_the_message_itself():
    def text(msgid, comment=""):
        return message(polib.POEntry(msgid=msgid, comment=comment)).german

    assert text("wizard_continue", "Default: Weiter") == "Weiter"
    assert text("mail_body", "Default: Guten Tag,\n\nwir lesen.\n") == "Guten Tag, wir lesen."
    assert text("hours", "Default: &Ouml;ffnungszeiten") == "Öffnungszeiten"
    assert text("not_ranges", "Default: Ak–Al\nnoqa: N818 (naming)") == "Ak–Al"
    assert text("Merkblatt anlegen") == "Merkblatt anlegen"
    assert text("wizard_continue") == "", "an id without a German text must be found"


def test_two_german_texts_for_one_message_are_an_error():
    with pytest.raises(ExtractionError, match="Weiter"):
        message(polib.POEntry(msgid="wizard_continue", comment="Default: Weiter\nDefault: Los"))
