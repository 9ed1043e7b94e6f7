"""What pages remember of the catalogue is never older than the catalogue."""

import transaction
from plone import api
from plone.app.testing import logout

from permitdesk.guidance import published


def titles(visitor, portal) -> str:
    visitor.open(portal.absolute_url() + "/de")
    return visitor.contents


def asked(monkeypatch) -> list[str]:
    """The types that the catalogue is asked for from now on."""
    types, ask = [], published.in_force_in
    monkeypatch.setattr(published, "in_force_in", lambda *rest: types.append(rest[1]) or ask(*rest))
    return types


def test_a_second_visitor_needs_no_query(an_editor, make, visitor, monkeypatch):
    make(an_editor["de"], "Topic", "leben", title="Leben im Kreis")
    transaction.commit()
    assert "Leben im Kreis" in titles(visitor, an_editor)
    types = asked(monkeypatch)
    assert "Leben im Kreis" in titles(visitor, an_editor)
    assert types == []


def test_what_an_editor_changes_shows_at_once(an_editor, make, visitor):
    topic = make(an_editor["de"], "Topic", "leben", title="Leben im Kreis")
    transaction.commit()
    assert "Leben im Kreis" in titles(visitor, an_editor)
    topic.title = "Wohnen im Kreis"
    topic.reindexObject()
    transaction.commit()
    assert "Wohnen im Kreis" in titles(visitor, an_editor)
    api.content.transition(topic, "retract")
    transaction.commit()
    assert "Wohnen im Kreis" not in titles(visitor, an_editor)


def test_an_aborted_change_is_not_remembered(an_editor, make, visitor):
    topic = make(an_editor["de"], "Topic", "leben", title="Leben im Kreis")
    transaction.commit()
    titles(visitor, an_editor)
    topic.title = "Nie gesagt"
    topic.reindexObject()
    logout()
    assert [topic.title for topic in published.topics("de")] == ["Nie gesagt"]
    transaction.abort()
    assert "Nie gesagt" not in titles(visitor, an_editor)


def test_who_is_signed_in_is_not_answered_from_memory(an_editor, make, visitor, monkeypatch):
    make(an_editor["de"], "Topic", "leben", title="Leben im Kreis")
    transaction.commit()
    titles(visitor, an_editor)
    types = asked(monkeypatch)
    published.topics("de")
    assert types == ["Topic"]


def test_addresses_that_there_are_none_of_push_out_nothing(an_editor, make, visitor, monkeypatch):
    make(an_editor["de"], "Topic", "leben", title="Leben im Kreis")
    transaction.commit()
    titles(visitor, an_editor)
    logout()
    for number in range(600):
        published.group_at((f"/plone/de/{number}",))
    types = asked(monkeypatch)
    assert "Leben im Kreis" in titles(visitor, an_editor)
    assert types == []
