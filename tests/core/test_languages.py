import pytest
from plone.i18n.utility import setLanguageBinding
from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import in_words
from permitdesk.core.languages import KNOWN, asked_for, direction, is_tag, matching


@pytest.mark.parametrize(
    "parameter, header, tag",
    [
        (None, "", "de"),
        ("ar", "de", "ar"),
        ("xx", "uk;q=0.9, en;q=0.8", "uk"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "pl, ar;q=0", "de"),
        (None, "de;q=nonsense, uk;q=0.1", "uk"),
        (["ar", "de"], "", "de"),
    ],
)
def test_the_language_asked_for(parameter, header, tag):
    assert asked_for(parameter, header) == tag


def test_arabic_and_persian_run_from_right_to_left():
    assert direction("ar") == direction("fa") == "rtl"
    assert direction("unknown") == "ltr"


@pytest.mark.parametrize(
    "ahead, tag",
    [(["arbeiten", "uk"], "uk"), (["uk", "/", "virtual_hosting"], "uk"), (["login"], "ar")],
)
def test_plone_binds_the_language_of_the_address_else_what_it_negotiates(
    portal, integration, ahead, tag
):
    """Given a browser that prefers Arabic, then a Ukrainian address is Ukrainian all the same."""
    request = portal.REQUEST.clone()
    request.environ["HTTP_ACCEPT_LANGUAGE"] = "ar"
    request["TraversalRequestNameStack"] = ahead

    setLanguageBinding(request)

    assert request["LANGUAGE"] == request["LANGUAGE_TOOL"].LANGUAGE == tag
    assert request["LANGUAGE_TOOL"].DEFAULT_LANGUAGE == "de"


@pytest.mark.parametrize(
    "asked, found",
    [
        ("ps-AF", "ps"),
        ("ku-TR", "kmr"),
        ("kmr-Latn-TR", "kmr"),
        ("de-simple", "de-simple"),
        ("de-x-leicht", "de-simple"),
        ("de-AT", "de"),
        ("ckb", None),
    ],
)
def test_what_browsers_call_a_language_is_found(asked, found):
    assert matching(asked, KNOWN) == found


@pytest.mark.parametrize(
    "tag, good",
    [
        *((tag, True) for tag in ("sw", "kmr", "de-simple", "zh-hant", "sr-latn-rs", "de-x-amt")),
        *((tag, False) for tag in ("", "d", "DE", "de_AT", "../x", "deutsch", "en-", None)),
    ],
)
def test_a_tag_is_well_formed(tag, good):
    assert is_tag(tag) is good


def test_days_and_numbers_are_written_as_the_language_does_or_in_german():
    assert in_words.day("2026-11-30", "kmr") == "30ê mijdara 2026an"
    assert "نومبر" in in_words.day("2026-11-30", "ps")
    for german in ("de-simple", "xx-none"):
        assert in_words.day("2026-11-30", german) == "30. November 2026"
    assert in_words.decimal("1.5", "de-simple") == in_words.decimal("1.5", "kmr") == "1,5"
    assert [in_words.months(2, tag) for tag in ("ps", "kmr", "ti", "pl")] == ["2 Monate"] * 4


def test_without_a_catalogue_texts_are_german_and_not_english():
    text = Message("core_months_other", "permitdesk", "${count} Monate", {"count": "3"})
    assert translate(text, target_language="ps") == "3 Monate"
    assert translate(text, target_language="en") == "3 months"
