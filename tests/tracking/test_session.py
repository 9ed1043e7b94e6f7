"""Signing in with the check question, and a session that is nobody else's."""

from datetime import timedelta

import pytest
import transaction

from casework_builders import CODE, a_case
from permitdesk.core import clock, reference, tries
from permitdesk.core.languages import LANGUAGES
from permitdesk.tracking import session
from permitdesk.tracking.check_question import fits
from status_visitor import BORN, Visitor, an_employment_case, an_office_with_services

OTHER_CODE = reference.make_code(b"the code of another case")


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office_with_services(portal, "employment")
    return portal


@pytest.fixture
def case(portal):
    case = an_employment_case()
    transaction.commit()
    return case


@pytest.fixture
def visitor(portal):
    return Visitor(portal)


@pytest.mark.parametrize(
    ("expected", "typed", "right"),
    [
        ("1987-04-12", "1987-04-12", True),
        ("1987-04-12", "1987-04-13", False),
        ("1987-04-12", "1987-04-00", False),
        ("1987-04-12", "", False),
        ("1987-04-12", "4.12.x", False),
        ("1987-00-00", "1987-00-00", True),
        ("1987-00-00", "1987-05-01", True),
        ("1987-00-00", "1986-00-00", False),
        ("", "", True),
        ("", "1987-01-01", True),
    ],
)
def test_the_check_question_counts_what_the_application_knows(expected, typed, right):
    assert fits(expected, typed) is right


def test_a_wrong_day_of_birth_answers_like_a_wrong_code(case, visitor):
    wrong_day = visitor.sign_in(case.reference, born="1987-04-13")
    wrong_code = visitor.sign_in(case.reference, code=OTHER_CODE)
    no_day = visitor.sign_in(case.reference, born="")
    assert "finden wir nichts" in wrong_day
    assert wrong_day == wrong_code == no_day
    assert not visitor.http.cookies
    assert "Ihr Antrag ist bei uns angekommen" in visitor.sign_in(case.reference)


def test_wrong_days_of_birth_are_limited_for_the_address_and_for_the_case(case, visitor, portal):
    for _ in range(tries.ALLOWED):
        visitor.sign_in(case.reference, born="1900-01-01")
    assert "zu viele Versuche" in visitor.sign_in(case.reference)
    assert visitor.answer.status_code == 429
    # From another address of the network: the case itself is closed for a while.
    for key in [key for key in tries._wrong if key[0] == "status"]:
        del tries._wrong[key]
    assert "finden wir nichts" in visitor.sign_in(case.reference)
    tries._wrong.clear()
    assert "angekommen" in visitor.sign_in(case.reference)


def test_without_a_day_of_birth_nothing_is_asked(portal, visitor):
    case = a_case("Kaya")  # of no revision that is known
    transaction.commit()
    assert "angekommen" in visitor.sign_in(case.reference, born="")


def test_the_cookies_are_for_the_status_pages_only(case, visitor):
    visitor.sign_in(case.reference)
    cookies = list(visitor.http.cookies)
    assert {each.name for each in cookies} == {f"pd-status-{tag}" for tag in LANGUAGES}
    for each in cookies:
        assert each.path == f"/plone/{each.name.removeprefix('pd-status-')}/status"
        assert each.has_nonstandard_attr("HttpOnly")
        assert each.get_nonstandard_attr("SameSite") == "Strict"
        assert case.reference not in each.value
    assert "no-store" in visitor.answer.headers["Cache-Control"]
    assert case.reference not in visitor.answer.url


def test_the_session_goes_along_when_the_language_is_switched(case, visitor, portal):
    visitor.sign_in(case.reference)
    assert case.reference in visitor.get()
    visitor.start = visitor.start.replace("/de/", "/ar/")
    assert case.reference in visitor.get()
    assert visitor.page.get("dir") == "rtl"


def test_nothing_personal_stands_on_the_page(case, visitor):
    shown = visitor.sign_in(case.reference)
    answers = case.application.answers
    for personal in ("Xaverius", answers["email"], answers["street"], "1987", "Reisepass.pdf"):
        assert personal not in shown


def test_after_signing_out_nobody_brings_the_session_back(case, visitor):
    visitor.sign_in(case.reference)
    stolen = {each.name: each.value for each in visitor.http.cookies}
    token = visitor.hidden()["token"]
    assert "abgemeldet" in visitor.post("leave", token=token)
    assert not visitor.http.cookies
    visitor.get()
    assert not visitor.is_signed_in
    for name, value in stolen.items():
        visitor.http.cookies.set(name, value, path="/")
    visitor.get()
    assert not visitor.is_signed_in
    visitor.post("leave", token=token)
    assert not visitor.is_signed_in


def test_signing_out_takes_a_post_with_the_token(case, visitor):
    visitor.sign_in(case.reference)
    visitor.get("leave")
    assert visitor.is_signed_in
    visitor.post("leave", token="0" * 64)
    assert visitor.get() and visitor.is_signed_in


def test_a_session_opens_no_other_case(portal, case, visitor):
    other = an_employment_case("Yilmaz", code=OTHER_CODE)
    transaction.commit()
    visitor.sign_in(case.reference)
    mine = visitor.hidden()["token"]
    second = Visitor(portal)
    second.sign_in(other.reference, code=OTHER_CODE)
    # The token of one session is of no use in another.
    second.post("leave", token=mine)
    second.get()
    assert second.is_signed_in and other.reference in second.text
    assert case.reference not in second.text


@pytest.mark.parametrize("value", ["", "x", "AAAA", "é", "A" * 5000, "W10="])
def test_a_cookie_of_ones_own_making_opens_nothing(case, visitor, value):
    visitor.http.headers["Cookie"] = f"pd-status-de={value}".encode()
    visitor.get()
    assert not visitor.is_signed_in
    assert visitor.answer.status_code == 200


def test_a_session_ends_by_itself_and_with_a_new_code(portal, case, visitor):
    now = clock.now()
    with clock.frozen(now):
        visitor.sign_in(case.reference)
    with clock.frozen(now + session.IDLE - timedelta(seconds=5)):
        visitor.get()
        assert visitor.is_signed_in
    with clock.frozen(now + session.IDLE * 2 - timedelta(seconds=10)):
        visitor.get()
        assert visitor.is_signed_in  # the visit before kept it going
    with clock.frozen(now + session.IDLE * 3):
        visitor.get()
        assert not visitor.is_signed_in
    with clock.frozen(now):
        visitor.sign_in(case.reference)
    moment = now
    while moment < now + session.LONGEST:
        with clock.frozen(moment):
            visitor.get()
        moment += timedelta(minutes=15)
    with clock.frozen(now + session.LONGEST + timedelta(minutes=1)):
        visitor.get()
        assert not visitor.is_signed_in
    visitor.sign_in(case.reference)
    case.replace_access_code(reference.digest(OTHER_CODE))
    transaction.commit()
    visitor.get()
    assert not visitor.is_signed_in
    assert "finden wir nichts" in visitor.sign_in(case.reference)
    assert "angekommen" in visitor.sign_in(case.reference, code=OTHER_CODE, born=BORN)


def test_looking_and_signing_in_write_nothing(portal, case, visitor, functional):
    before = functional["app"]._p_jar.db().lastTransaction()
    visitor.sign_in(case.reference, code=CODE)
    for path in ("", "leave"):
        visitor.get(path)
    visitor.sign_in(case.reference, code=OTHER_CODE)
    assert functional["app"]._p_jar.db().lastTransaction() == before
