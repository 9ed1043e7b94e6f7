"""After sending: the applicant's side of a case."""

from documents.files import a_pdf
from matrix import tour
from matrix.visit import Visit


@tour(
    "tracking/views/sign_in.pt",
    "tracking/views/status.pt",
    "tracking/views/documents.pt",
    "tracking/views/messages.pt",
    "tracking/views/contact.pt",
    "tracking/views/mails.pt",
    "tracking/views/withdraw.pt",
    "tracking/views/withdraw_confirm.pt",
)
def waiting(visit: Visit) -> None:
    visit.go("/{}/status")
    visit.look("tracking/views/sign_in.pt")
    visit.press("form button")
    visit.look("tracking/views/sign_in.pt")
    at_status(visit, visit.world.sent(visit.language))
    visit.look("tracking/views/status.pt")
    for name in ("documents", "messages", "contact", "mails", "withdraw"):
        visit.go(f"/{{}}/status/{name}")
        visit.look(f"tracking/views/{name}.pt")
    visit.go("/{}/status/messages")
    visit.press("#main-form button[type=submit]")
    visit.look("tracking/views/messages.pt")
    visit.go("/{}/status/withdraw/confirm")
    visit.look("tracking/views/withdraw_confirm.pt")


@tour("tracking/views/link.pt", "tracking/views/third_party.pt", "tracking/views/stop.pt")
def handing_in(visit: Visit) -> None:
    """The office asks for a document, and somebody else hands it in with a code."""
    application = visit.world.sent(visit.language)
    visit.sign_in("frau.seidel")
    visit.world.open_case(visit, application)
    visit.press("[name=transition][value=take_up]")
    visit.fill(requirement="employer_declaration")
    visit.press("#ask button[type=submit]")
    visit.arrive()
    at_status(visit, application)
    visit.go("/{}/status/link")
    visit.look("tracking/views/link.pt")
    visit.press("button[name=make]")
    visit.look("tracking/views/link.pt")
    code = visit.page.locator(".pd-reference bdi").first.inner_text()
    visit.arrive()
    visit.go("/{}/hand-in")
    visit.look("tracking/views/third_party.pt")
    visit.fill(code=code)
    visit.press("form button")
    visit.look("tracking/views/third_party.pt")
    paper = {"name": "Erklaerung.pdf", "mimeType": "application/pdf", "buffer": a_pdf(2)}
    visit.page.locator("[name=file]").set_input_files(paper)
    visit.press("button[name=upload]")
    visit.look("tracking/views/third_party.pt")
    visit.go(visit.world.link_to_stop(visit.language))
    visit.look("tracking/views/stop.pt")


@tour("tracking/views/decision.pt")
def reading_the_decision(visit: Visit) -> None:
    application = visit.world.decided(visit.language)
    at_status(visit, application)
    visit.go("/{}/status/decision")
    visit.look("tracking/views/decision.pt")


def at_status(visit: Visit, application: dict) -> None:
    """Open the status page with what the applicant got."""
    visit.go("/{}/status")
    visit.fill(reference=application["reference"], code=application["access_code"])
    visit.date("birth_date", *map(int, application["born"].split("-")))
    visit.press("form button[type=submit]")
