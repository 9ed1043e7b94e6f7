"""The history of a case: everything in it, each by whoever knows how it reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zope.component import getGlobalSiteManager

from casework_builders import a_case, an_office
from permitdesk import privacy
from permitdesk.casework import applicant, caseworker, history
from permitdesk.casework.dossier import labels, tasks
from permitdesk.casework.later import Entry
from permitdesk.core import clock


@pytest.fixture
def case(functional):
    an_office(functional["portal"])
    return a_case("Abbas")


def kinds(case):
    return [each.kind for each in history.history(case)]


def test_one_list_of_what_both_sides_and_the_office_alone_did(case):
    applicant.write(case, "Wann?", "uk", "1")
    caseworker.write(case, "Bald.", "2")
    tasks.add_task(case, "Anrufen", clock.today(), "anna")
    whole = history.history(case)
    assert [each.kind for each in whole] == ["task", "message", "message", "state"]
    assert "Anrufen" in whole[0].what
    assert [each.what for each in history.history(case, history.MESSAGE)] == [
        "Nachricht geschrieben",
        "Nachricht bekommen",
    ]


def test_the_latest_stands_first(case):
    caseworker.write(case, "Bald.", "2")
    tasks.add_task(case, "Anrufen")
    moments = [each.at for each in history.history(case)]
    assert moments == sorted(moments, reverse=True)


def test_a_part_of_the_room_tells_its_own_entries_and_may_keep_quiet(case, request):
    class Stamped(Entry):
        is_news = False
        comment = "zweifach"

    stamps = history.Telling()

    @stamps.of(Stamped, history.HANDOVER)
    def _stamped(case, entry):
        return entry.word

    registry = getGlobalSiteManager()
    registry.registerUtility(stamps, history.ITelling, "stamps")
    request.addfinalizer(lambda: registry.unregisterUtility(stamps, history.ITelling, "stamps"))
    assert case.add_later(Stamped(clock.now(), "anna", word="Gestempelt"))
    assert case.add_later(Stamped(clock.now(), "anna", word=""))
    (event,) = history.history(case, history.HANDOVER)
    assert (event.what, event.who, event.comment) == ("Gestempelt", "anna", "zweifach")


def test_a_kind_that_nobody_can_choose_is_refused():
    with pytest.raises(KeyError):
        history.Telling().of(Entry, "other")


def test_labels_are_given_and_taken_off_by_id(case):
    unit = case.aq_parent.aq_parent
    label = labels.define(unit, "  Rückfrage   Gesundheitsamt ", "warning")
    assert label.title == "Rückfrage Gesundheitsamt"
    assert labels.set_label(case, label.id)
    assert not labels.set_label(case, label.id)
    assert labels.labels_of(case) == (label.id,)
    labels.retire(unit, label.id)
    assert labels.shown_on(case)[0].is_retired, "it stays where it is"
    assert labels.unset_label(case, label.id)
    assert not labels.unset_label(case, label.id)
    with pytest.raises(labels.UnknownLabelError):
        labels.set_label(case, label.id)
    assert labels.labels_of(case) == ()
    assert kinds(case)[:2] == ["label", "label"]


@pytest.mark.parametrize(
    ("title", "colour"), [("", "info"), ("x" * 41, "info"), ("Neu", "pink"), ("EILIG", "info")]
)
def test_a_label_has_a_title_of_its_own_and_a_colour_that_there_is(case, title, colour):
    unit = case.aq_parent.aq_parent
    labels.define(unit, "Eilig", "stop")
    with pytest.raises(ValueError):
        labels.define(unit, title, colour)


def test_tasks_are_given_to_who_may_read_the_case_only(case):
    with pytest.raises(tasks.MayNotReadError):
        tasks.add_task(case, "Anrufen", None, "berta")
    assert tasks.add_task(case, "Anrufen", None, "chef", key="k")
    assert not tasks.add_task(case, "Anrufen", None, "chef", key="k")
    with pytest.raises(tasks.MayNotReadError):
        tasks.change_task(case, "k", None, "berta")


def test_a_task_is_done_and_open_again_with_a_trace(case):
    today = clock.today()
    tasks.add_task(case, "Anrufen", today, "anna", key="k")
    tasks.add_task(case, "Ohne Tag", None, "", key="l")
    assert tasks.next_due(case) == today
    assert [each.title for each in tasks.open_tasks(case)] == ["Anrufen", "Ohne Tag"]
    assert tasks.open_tasks(case)[0].is_for_today(today)
    assert tasks.finish_task(case, "k")
    assert not tasks.finish_task(case, "k")
    assert tasks.next_due(case) is None
    assert [each.is_open for each in tasks.tasks(case)] == [True, False]
    assert tasks.reopen_task(case, "k")
    assert not tasks.reopen_task(case, "k")
    assert not tasks.finish_task(case, "unknown")
    done = [e.action for e in privacy.trail(today, case.reference)]
    assert {"case.task-given", "case.task-done", "case.task-reopened"} <= set(done)


def test_a_task_can_get_another_day_and_person(case):
    tasks.add_task(case, "Anrufen", None, "", key="k")
    assert tasks.change_task(case, "k", clock.today(), "chef")
    assert not tasks.change_task(case, "k", clock.today(), "chef")
    (task,) = tasks.open_tasks(case)
    assert (task.due, task.assignee) == (clock.today(), "chef")


DOING = st.lists(
    st.tuples(st.sampled_from(("given", "done", "open", "later")), st.sampled_from("abc")),
    max_size=30,
)


@given(DOING)
def test_a_task_is_open_or_done_and_never_lost(doing):
    entries, expected = [], {}
    for what, id_ in doing:
        at = clock.now()
        if what == "given" and id_ not in expected:
            entries.append(tasks.TaskGiven(at, "anna", id_, title=id_, due="", assignee=""))
            expected[id_] = True
        elif what == "done":
            entries.append(tasks.TaskDone(at, "anna", task=id_))
            expected.update({id_: False} if id_ in expected else {})
        elif what == "open":
            entries.append(tasks.TaskReopened(at, "anna", task=id_))
            expected.update({id_: True} if id_ in expected else {})
        elif what == "later":
            entries.append(tasks.TaskChanged(at, "anna", task=id_, due="2026-01-02", assignee=""))
    assert {each.id: each.is_open for each in tasks.told(entries)} == expected
