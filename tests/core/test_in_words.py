"""Numbers and amounts as people of each language read them."""

import pytest

from permitdesk.core import in_words
from permitdesk.core.languages import LANGUAGES


@pytest.mark.parametrize(
    "language, shown",
    [
        ("de", "45.934,20"),
        ("en", "45,934.20"),
        ("uk", "45\N{NO-BREAK SPACE}934,20"),
        ("ar", "45,934.20"),
        ("ru", "45\N{NO-BREAK SPACE}934,20"),
        ("fa", "45,934.20"),
        ("tr", "45.934,20"),
        ("fr", "45\N{NARROW NO-BREAK SPACE}934,20"),
    ],
)
def test_an_amount_is_grouped_as_its_reader_does_it(language, shown):
    assert in_words.amount("45934.20", language) == shown
    assert in_words.euros("45934.20", language) == f"{shown}\N{NO-BREAK SPACE}€"


def test_an_amount_without_cents_has_none():
    assert in_words.amount("2450.00", "de") == "2.450"
    assert in_words.amount(0, "de") == "0"
    assert in_words.amount("1000000", "en") == "1,000,000"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["viel", "", "1.234,50", "NaN", "Infinity", "1e300"])
def test_what_is_no_amount_stays_as_it_was_typed(language, typed):
    assert in_words.amount(typed, language) == typed
