import pytest
from plone.i18n.utility import setLanguageBinding

from permitdesk.core.languages import asked_for, direction


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
