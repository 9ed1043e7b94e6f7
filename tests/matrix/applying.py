"""The wizard: from the first page of a service to the receipt, and what stands beside it."""

import pytest

from builders import applicants, documents_for, full_answers
from matrix import tour
from matrix.visit import Visit
from walk import walk

FIRST = {"residence_municipality": "neumuehl"}


def begin(visit: Visit, service: str) -> str:
    """Begin a draft; returns the address of the service."""
    visit.open(service)
    start = visit.page.url.partition("?")[0]
    visit.go(f"{start}/step/municipality")
    visit.fill(**FIRST)
    visit.press("button[name=continue]")
    return start


@tour(
    "intake/views/start.pt",
    "intake/views/step.pt",
    "intake/views/save.pt",
    "intake/views/card.pt",
    "intake/views/save_mail.pt",
    "intake/views/resume.pt",
)
def beginning(visit: Visit) -> None:
    visit.open("employment")
    visit.look("intake/views/start.pt")
    visit.follow(".kern-btn--primary")
    visit.look("intake/views/step.pt")
    visit.press("button[name=continue]")
    visit.look("intake/views/step.pt")
    visit.fill(**FIRST)
    visit.press("button[name=save]")
    visit.look("intake/views/save.pt")
    start = visit.page.url.removesuffix("/save")
    visit.go(f"{start}/save/card")
    visit.look("intake/views/card.pt")
    visit.paper(f"{start}/save/card.pdf")
    visit.go(f"{start}/save/mail")
    visit.look("intake/views/save_mail.pt")
    for step in visit.world.steps_of("employment"):
        visit.go(f"{start}/step/{step}")
        if visit.page.url.endswith(f"/{step}"):  # else the step is not for everybody
            visit.look("intake/views/step.pt")
    visit.paper(f"{start}/form.pdf", "de")
    visit.arrive()
    visit.go(f"{start}/resume")
    visit.look("intake/views/resume.pt")
    visit.go("/{}/resume")
    visit.look("intake/views/resume.pt")


@tour("intake/views/help.pt", "intake/views/handover.pt", "intake/views/confirm.pt")
def helping(visit: Visit) -> None:
    visit.open("employment")
    start = visit.page.url.partition("?")[0]
    visit.go(f"{start}/help")
    visit.look("intake/views/help.pt")
    visit.press("button[name=say]")
    visit.look("intake/views/help.pt")
    visit.fill(helper_role="relative", helper_name="Karla Beispiel", helper_mandate="beside")
    visit.press("button[name=say]")
    visit.go(f"{start}/help/handover")
    visit.look("intake/views/handover.pt")
    visit.fill(their_language=visit.language)
    visit.press("button[name=offer]")
    visit.look("intake/views/handover.pt")
    address = visit.page.locator("#code .pd-address").inner_text()
    code = visit.page.locator("#code .pd-reference").inner_text()
    visit.arrive()
    visit.go(address)
    visit.fill(resume_code=code)
    visit.press("form button")
    visit.look("intake/views/confirm.pt")


@tour("intake/views/newer.pt")
def overtaken(visit: Visit) -> None:
    """The form is published anew while somebody fills it in."""
    start = begin(visit, "education")
    visit.world.publish_anew("education", "care_of")
    visit.go(f"{start}/newer")
    visit.look("intake/views/newer.pt")


@tour("intake/views/link.pt")
def asking_somebody(visit: Visit) -> None:
    answers = full_answers("employment", applicants("employment")[0])
    visit.open("employment")
    start = visit.page.url.partition("?")[0]
    visit.follow(".kern-btn--primary")
    wanted = [
        each
        for each in documents_for("employment", answers)
        if each.requirement != "employer_declaration"
    ]
    with pytest.raises(AssertionError, match="does not go on"):
        walk(visit.page, answers, wanted, visit.language)
    visit.look("intake/views/step.pt")
    visit.go(f"{start}/link/employer_declaration")
    visit.look("intake/views/link.pt")
    visit.press("button[name=make]")
    visit.look("intake/views/link.pt")


@tour("intake/views/check.pt", "intake/views/receipt.pt", "intake/views/fingerprint.pt")
def sending(visit: Visit) -> None:
    answers = full_answers("contact", applicants("contact")[0])
    visit.open("contact")
    start = visit.page.url.partition("?")[0]
    visit.follow(".kern-btn--primary")
    walk(visit.page, answers, documents_for("contact", answers), visit.language)
    visit.look("intake/views/check.pt")
    visit.press("button[name=send]")
    visit.look("intake/views/receipt.pt")
    visit.paper(f"{start}/receipt.pdf")
    visit.paper(f"{start}/receipt-to-show.pdf")
    whole = "".join(visit.page.locator(".pd-fingerprint").first.text_content().split())
    visit.arrive()
    visit.go("/{}/fingerprint")
    visit.look("intake/views/fingerprint.pt")
    visit.go(f"/{{}}/fingerprint?f={whole}")
    visit.look("intake/views/fingerprint.pt")
    visit.go(f"/{{}}/fingerprint?f={whole[::-1]}")
    visit.look("intake/views/fingerprint.pt")


@tour("intake/views/another.pt")
def two_of_a_family(visit: Visit) -> None:
    child = next(each for each in applicants("family") if each["birth_date"]["year"] > 2010)
    answers = full_answers("family", child)
    visit.open("family")
    visit.follow(".kern-btn--primary")
    walk(visit.page, answers, documents_for("family", answers), visit.language)
    visit.follow("[href$='/another']")
    visit.look("intake/views/another.pt")
    visit.press("#another button[name=begin]")
    visit.look("intake/views/another.pt")


@tour("intake/views/entry_start.pt", "intake/views/entry_receipt.pt")
def entering(visit: Visit) -> None:
    """What somebody brought to the counter."""
    page = visit.sign_in("frau.kaya")
    visit.go("/office/entry")
    visit.look("intake/views/entry_start.pt")
    visit.fill(service="travel-document", channel="counter", language="ar")
    visit.press("[name=begin]")
    for _page in range(30):
        if page.url.endswith("/check"):
            break
        if page.locator("[name=residence_municipality]").count():
            visit.fill(**FIRST)
        if page.locator("[name=family_name]").count():
            visit.fill(family_name="Lindqvist", given_names="Ada")
        visit.press("button[name=continue]")
    visit.press("button[name=send]")
    visit.look("intake/views/entry_receipt.pt")
