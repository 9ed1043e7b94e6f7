"""What goes wrong is written down without what the person typed or holds."""

import sys

import pytest

TYPED, CODE = "Xaverius", "M83Z-QSGN-6D3G-TPX8-5NS2"


@pytest.fixture
def error_log(portal):
    portal.REQUEST.form["family_name"] = TYPED
    portal.REQUEST.cookies["pd-draft-contact"] = CODE
    return portal.error_log


def read_an_answer():
    raise KeyError(TYPED)


def an_error():
    try:
        read_an_answer()
    except KeyError:
        return sys.exc_info()


def test_zope_by_itself_would_keep_it_all(error_log):
    error_log._old_raising(an_error())
    kept = repr(error_log._getLog())
    assert TYPED in kept and CODE in kept


def test_the_place_of_an_error_is_kept_and_nothing_of_the_person(error_log, caplog):
    error_log._old_raising(an_error())
    error_log._getLog().clear()
    error_log.raising(an_error())
    [entry] = error_log._getLog()
    assert entry["type"] == "KeyError"
    assert "KeyError" in entry["tb_text"] and "read_an_answer" in entry["tb_text"]
    caplog.clear()
    error_log.raising(an_error())
    kept = repr(error_log._getLog()) + caplog.text
    assert TYPED not in kept and CODE not in kept
