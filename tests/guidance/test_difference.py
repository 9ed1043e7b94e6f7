"""What changed in a German text is seen sentence by sentence."""

from permitdesk.guidance.translating.difference import difference, sentences


def drawn(side):
    return "".join(f"<{p.kind}>{p.text}</{p.kind}>" if p.kind else p.text for p in side)


def test_sentences_end_where_people_end_them():
    assert sentences("Nach § 81 Abs. 4 gilt das. Die Gebühr beträgt 100 Euro.\nMehr?") == [
        "Nach § 81 Abs. 4 gilt das.",
        "Die Gebühr beträgt 100 Euro.",
        "Mehr?",
    ]


def test_only_the_words_that_changed_are_marked():
    before = "Sie brauchen einen Pass. Die Gebühr beträgt 100 Euro. Kommen Sie."
    after = "Sie brauchen einen Pass. Die Gebühr beträgt 93 Euro. Kommen Sie."

    pairs = difference(before, after)

    assert [pair.is_changed for pair in pairs] == [False, True, False]
    assert drawn(pairs[1].before) == "Die Gebühr beträgt <del>100</del> Euro."
    assert drawn(pairs[1].after) == "Die Gebühr beträgt <ins>93</ins> Euro."


def test_a_new_sentence_stands_alone_and_another_one_is_not_mixed_with_it():
    pairs = difference("Eins ist hier.", "Neues steht davor! Eins ist hier.")
    assert [(drawn(p.before), drawn(p.after)) for p in pairs] == [
        ("", "<ins>Neues steht davor!</ins>"),
        ("Eins ist hier.", "Eins ist hier."),
    ]
    (gone, new) = difference("Bringen Sie Fotos mit.", "Das Terminal kostet 6 Euro!")
    assert (drawn(gone.before), drawn(gone.after)) == ("<del>Bringen Sie Fotos mit.</del>", "")
    assert drawn(new.after) == "<ins>Das Terminal kostet 6 Euro!</ins>"


def test_both_sides_together_are_the_texts():
    before, after = "A. B b.\nC", "B b! C c. D"
    pairs = difference(before, after)
    for side, text in ((0, before), (1, after)):
        words = "".join(p.text for pair in pairs for p in (pair.before, pair.after)[side])
        assert words.replace(" ", "") == text.replace(" ", "").replace("\n", "")
