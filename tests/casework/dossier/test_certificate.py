"""The marks of a Fiktionsbescheinigung: what was issued, until when, and what it is due for."""

from datetime import date, timedelta

import pytest
from zope.component import subscribers

from casework_builders import a_case, an_office
from permitdesk import district
from permitdesk.casework import history
from permitdesk.casework.dossier import certificate
from permitdesk.casework.dossier.due import due_certificate
from permitdesk.casework.due import IDue
from permitdesk.core import clock


@pytest.fixture
def case(functional):
    an_office(functional["portal"])
    return a_case("Abbas")


def issue(case, days=90, kind="81-4", way="at-desk", **more):
    today = clock.today()
    return certificate.issue(case, kind, today, today + timedelta(days), way, **more)


def test_a_mark_goes_from_wanted_to_handed_over_and_expires(case):
    assert certificate.mark(case) == ""
    assert certificate.want(case) and not certificate.want(case)
    assert certificate.mark(case) == "wanted"
    assert issue(case, key="k") and not issue(case, key="k")
    assert certificate.mark(case) == "issued"
    assert certificate.hand_over(case) and not certificate.hand_over(case)
    assert certificate.mark(case) == "handed-over"
    assert certificate.certificate_until(case) == clock.today() + timedelta(90)
    with clock.frozen(clock.now() + timedelta(91)):
        assert certificate.mark(case) == "expired"
        assert certificate.want(case), "a new one is wanted"
        assert certificate.mark(case) == "wanted"


def test_a_renewal_names_the_one_before(case):
    issue(case, 10, key="one")
    issue(case, 90, key="two")
    first, second = certificate.certificates(case)
    assert (first.renews, second.renews) == ("", "one")
    assert certificate.certificate_until(case) == second.until
    assert history.history(case, history.CERTIFICATE)[0].what.startswith(
        "Fiktionsbescheinigung erneuert"
    )


@pytest.mark.parametrize(
    "wrong", [{"days": -1}, {"days": 2000}, {"kind": "81-9"}, {"way": "by-pigeon"}]
)
def test_what_cannot_be_is_refused(case, wrong):
    with pytest.raises(ValueError):
        issue(case, **wrong)
    assert certificate.current(case) is None


def test_the_day_it_ends_is_due_in_the_lists_while_the_office_has_to_decide(case):
    issue(case, 20)
    (due,) = [each for each in subscribers((case,), IDue) if each.kind == "certificate"]
    assert due.day == certificate.current(case).until
    assert case.row().wishes == ("certificate-issued",)
    case.workflow_history[next(iter(case.workflow_history))][-1]["review_state"] = "closed"
    assert due_certificate(case) is None


def test_the_kinds_are_dated_data_with_their_source():
    kinds = district.certificate_kinds(date(2026, 3, 2))
    assert [each.name for each in kinds] == ["81-3-1", "81-3-2", "81-4"]
    assert all("§ 81" in each.source for each in kinds)
    assert district.certificate_kinds(date(2000, 1, 1)) == ()
    assert district.certificate_kind("81-9") is None


def test_a_contact_message_has_none(case):
    """Who sent it was never identified."""
    contact = a_case("Abbas", "contact", prefix="KO")
    for note in (issue, certificate.want, lambda case: certificate.refuse(case, "Kein Anspruch")):
        with pytest.raises(ValueError):
            note(contact)
    assert certificate.mark(contact) == "" and certificate.current(contact) is None
