"""Text modules: places that are filled from a table, versions, what of a translation holds."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.casework.checklist.text_module import (
    KINDS,
    PLACEHOLDERS,
    TextModule,
    Version,
    changed,
    filled,
    missing_places,
    unknown_places,
)
from permitdesk.casework.checklist.text_store import shipped, wrong
from permitdesk.core.languages import LANGUAGES

NOW = datetime(2026, 3, 2, tzinfo=UTC)
VALUES = {"documents": "– Pass", "date": "2. März 2026", "reference": "EM-1"}


def test_what_is_filled_in_is_text_and_not_looked_at_again():
    text = filled("{documents} bis {date}", {"documents": "<b>{date}</b>", "date": "{reference}"})
    assert text == "<b>{date}</b> bis {reference}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{documents} {date} {reference}", []),
        ("{Documents}", ["{Documents}"]),
        ("{name} {python:1}", ["{name}", "{python:1}"]),
        ("{}", ["{}"]),
        ("eine { Klammer", ["{"]),
        ("${path/to}", ["{path/to}"]),
    ],
)
def test_a_place_that_there_is_not_is_named(text, found):
    assert unknown_places(text, "request") == found


def test_a_request_says_what_and_until_when():
    assert missing_places("Bis {date}", "request") == ["{documents}"]
    assert missing_places("Nicht lesbar", "rejection") == []


def test_errors_stand_beside_the_language_that_has_them():
    said = wrong("request", "", {"de": "{documents} {date}", "ar": "{name} {documents} {date}"})
    assert set(said) == {"title", "ar"}
    assert "{name}" in said["ar"][0].mapping["places"]
    assert set(wrong("poem", "Titel", {"de": "Text"})) == {"kind"}
    assert set(wrong("message", "Titel", {"de": " ".strip(), "en": "Text"})) == {"de"}


def test_a_changed_german_text_outdates_what_was_not_touched():
    first = changed(None, "Titel", {"de": "Alt", "en": "Old", "fr": "Vieux"}, frozenset(), "a", NOW)
    texts = {"de": "Neu", "en": "Old", "fr": "Vieux", "ar": "جديد"}
    second = changed(first, "Titel", texts, frozenset({"fr"}), "b", NOW)
    module = TextModule("t1", "message", (first, second))
    assert {tag: module.state(tag) for tag in ("de", "en", "fr", "ar", "uk")} == {
        "de": "current",
        "en": "outdated",
        "fr": "current",
        "ar": "current",
        "uk": "untranslated",
    }
    # A change of another language leaves it so, an own one mends it.
    third = changed(second, "Titel", {**texts, "ar": "جدید"}, frozenset(), "b", NOW)
    assert TextModule("t1", "message", (third,)).state("en") == "outdated"
    fourth = changed(third, "Titel", {**texts, "en": "New"}, frozenset(), "b", NOW)
    assert TextModule("t1", "message", (fourth,)).state("en") == "current"


@pytest.mark.parametrize("module", shipped(), ids=lambda module: module.id)
def test_what_is_shipped_is_whole_in_every_language(module):
    assert module.kind in KINDS
    assert set(module.now.texts) == set(LANGUAGES)
    assert wrong(module.kind, module.title, module.now.texts) == {}
    assert set(module.states().values()) == {"current"}
    for text in module.now.texts.values():
        assert "{" not in filled(text, VALUES)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("{}adet \n<$", max_size=30), st.sampled_from(sorted(KINDS)))
def test_what_passes_can_be_filled(text, kind):
    if not unknown_places(text, kind):
        values = dict.fromkeys(PLACEHOLDERS[kind], "X")
        assert "{" not in filled(text, values) and "}" not in filled(text, values)


def test_a_version_of_before_reads():
    assert Version(1, "Titel", {"de": "Text"}).german == 1
