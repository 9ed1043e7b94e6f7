"""Internal notes: never changed, corrected or withdrawn by who wrote them, with a trace."""

import pytest
from plone.app.testing import login

from casework_builders import a_case, an_office
from permitdesk.casework import history
from permitdesk.casework.dossier import notes
from permitdesk.casework.later import Later


@pytest.fixture
def case(functional):
    portal = functional["portal"]
    an_office(portal)
    case = a_case("Abbas")
    login(portal, "anna")
    return case


def test_a_note_has_an_author_and_a_time_and_is_kept_once(case):
    assert notes.add_note(case, "Anwältin rief an.", "k")
    assert not notes.add_note(case, "Anwältin rief an.", "k")
    (note,) = notes.notes(case)
    assert (note.text, note.by, note.is_current) == ("Anwältin rief an.", "anna", True)
    assert note.at is not None
    assert len(case.later) == 0, "not where the applicant's side reads"
    assert isinstance(case._internal, Later)


def test_a_correction_is_a_note_of_its_own(case):
    notes.add_note(case, "Termin am 3.", "k")
    assert notes.add_note(case, "Termin am 4.", "l", corrects="k")
    assert not notes.add_note(case, "Termin am 4.", "l", corrects="k"), "sent twice"
    new, old = notes.notes(case)
    assert (old.text, old.corrected_by) == ("Termin am 3.", "l")
    assert (new.corrects, new.is_current) == ("k", True)
    with pytest.raises(LookupError):
        notes.add_note(case, "Termin am 5.", corrects="k")


def test_what_is_withdrawn_is_not_shown_but_that_it_was_there_is(case):
    notes.add_note(case, "Falscher Vorgang", "k")
    assert notes.withdraw_note(case, "k")
    with pytest.raises(LookupError):
        notes.withdraw_note(case, "k")
    (note,) = notes.notes(case)
    assert (note.text, note.is_current) == ("", False)
    assert [e.what for e in history.history(case, history.NOTE)] == [
        "Notiz zurückgezogen",
        "Notiz geschrieben",
    ]


def test_nobody_touches_the_note_of_somebody_else(functional, case):
    notes.add_note(case, "Meine", "k")
    login(functional["portal"], "chef")
    with pytest.raises(notes.NotYoursError):
        notes.add_note(case, "Deine", corrects="k")
    with pytest.raises(notes.NotYoursError):
        notes.withdraw_note(case, "k")


def test_what_is_withdrawn_takes_along_what_it_corrects_and_leaves_no_bundle(case):
    from permitdesk.casework.handover.bundle.record import entries

    notes.add_note(case, "SICHERES HAUS, Musterweg 9", "a")
    notes.add_note(case, "SICHERES HAUS", "b", corrects="a")
    notes.add_note(case, "Nichts", "c", corrects="b")
    assert notes.withdraw_note(case, "a"), "a corrected one can be withdrawn too"
    assert [each.text for each in notes.notes(case)] == ["Nichts", "SICHERES HAUS", ""]
    assert notes.notes(case)[0].is_current
    notes.withdraw_note(case, "c")
    assert [each.text for each in notes.notes(case)] == ["", "", ""]
    assert "SICHERES" not in str(list(entries(case))) and "Nichts" not in str(list(entries(case)))
    with pytest.raises(LookupError):
        notes.withdraw_note(case, "b")
