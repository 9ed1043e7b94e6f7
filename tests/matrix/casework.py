"""The workplace: lists, a case, and what a caseworker does with it."""

from datetime import timedelta

from matrix import GERMAN, tour
from matrix.visit import Visit
from permitdesk.core import clock

FORM = "casework/views/form.pt"
GO_ON = ".pd-bulk button"


@tour(
    "casework/worklist/views/workplace.pt",
    "casework/worklist/views/tasks.pt",
    "casework/worklist/views/bulk.pt",
    "casework/worklist/views/errand.pt",
    "casework/worklist/views/print.pt",
    "casework/views/not_here.pt",
    languages=GERMAN,
)
def listing(visit: Visit) -> None:
    visit.sign_in("frau.seidel")
    visit.go("/office")
    visit.look("casework/worklist/views/workplace.pt")
    visit.go("/office/@@tasks")
    visit.look("casework/worklist/views/tasks.pt")
    visit.go("/office")
    visit.fill(case=visit.page.locator("[name=case]").first.get_attribute("value"))
    visit.fill(action="assign")
    visit.press(GO_ON)
    visit.look("casework/worklist/views/bulk.pt")
    visit.fill(to="aufenthalt/desk-3", reason="Vertretung")
    visit.press("[name=go]")
    visit.look("casework/worklist/views/errand.pt", known=False)
    visit.go("/office")
    visit.page.locator("main [name=which][value=all]").check()
    visit.fill(action="print")
    visit.press(GO_ON)
    visit.look("casework/worklist/views/print.pt")
    visit.sign_in("frau.kaya")
    visit.go("/office/aufenthalt/desk-3/no-such-case")
    visit.look("casework/views/not_here.pt")


@tour(
    "casework/case_page/views/page.pt",
    "casework/case_page/views/asked.pt",
    "casework/case_page/views/access_code.pt",
    "casework/case_page/views/access_code_new.pt",
    FORM,
    "casework/handover/views/form.pt",
    languages=GERMAN,
)
def a_case(visit: Visit) -> None:
    application = visit.world.sent(visit.language, "new code")
    page = visit.sign_in("frau.seidel")
    case = visit.world.open_case(visit, application)
    visit.look("casework/case_page/views/page.pt")
    visit.go(f"{case}?answers=all")
    visit.look("casework/case_page/views/page.pt")
    visit.go(f"{case}?document=1")
    visit.look("casework/case_page/views/page.pt")
    visit.go(f"{case}/@@asked")
    visit.look("casework/case_page/views/asked.pt")
    for name in ("hearing", "decide", "record-delivery"):
        visit.go(f"{case}/@@{name}")
        visit.look(FORM)
    for name in ("assign", "deliver", "give-away"):
        visit.go(f"{case}/@@{name}")
        visit.look("casework/handover/views/form.pt")
    visit.go(f"{case}/@@access-code")
    visit.look("casework/case_page/views/access_code.pt")
    page.locator("main [name=reason]").first.check()
    page.locator("main [name=proof]").first.check()
    page.locator("main [name=checked]").check()
    visit.press("#code button")
    visit.look("casework/case_page/views/access_code.pt")
    visit.press("[name=confirm]")
    visit.look("casework/case_page/views/access_code_new.pt")


@tour("casework/letters/views/finished.pt", languages=GERMAN)
def a_letter(visit: Visit) -> None:
    visit.world.decided(visit.language)
    visit.sign_in("frau.seidel")
    visit.world.open_case(visit, visit.world.decided(visit.language))
    visit.look("casework/case_page/views/page.pt")
    case = visit.page.url
    visit.follow("[href*='@@letter/']")
    visit.look("casework/letters/views/finished.pt")
    for link in visit.page.locator("main a[href*='.pdf'], main a[href$='pdf']").all():
        visit.paper(link.get_attribute("href"), "de")
    visit.go(case)
    visit.fill(template="freier-brief")
    visit.press("[action$='@@letter-new'] button")
    visit.look(FORM)


@tour(
    "casework/letters/views/templates.pt",
    "casework/checklist/views/texts.pt",
    "casework/checklist/views/text.pt",
    "casework/dossier/views/unit_labels.pt",
    languages=GERMAN,
)
def wordings(visit: Visit) -> None:
    visit.sign_in("frau.seidel")
    visit.go("/office/@@letter-templates")
    visit.look("casework/letters/views/templates.pt")
    visit.go("/office/@@letter-template/anhoerung")
    visit.look(FORM)
    visit.go("/office/aufenthalt/@@text-modules")
    visit.look("casework/checklist/views/texts.pt")
    visit.go("/office/aufenthalt/@@text-module")
    visit.look("casework/checklist/views/text.pt")
    visit.go("/office/aufenthalt/@@labels")
    visit.look("casework/dossier/views/unit_labels.pt")


def decide(visit: Visit, case: str) -> None:
    """From a new case to a decision that was handed over."""
    visit.press("[name=transition][value=take_up]")
    for _document in range(30):
        if not visit.page.locator("[action$='accept-document'] button").count():
            break
        visit.press("[action$='accept-document'] button")
    today, until = clock.today(), clock.today() + timedelta(days=700)
    visit.go(f"{case}/@@decide")
    visit.fill(outcome="granted", legal_basis="§ 18b AufenthG", reason="Alles liegt vor.")
    visit.date("valid_from", today.year, today.month, today.day)
    visit.date("valid_until", until.year, until.month, until.day)
    visit.press("form button[type=submit]")
    visit.fill(template="erteilung")
    visit.press("[action$='@@letter-new'] button")
    visit.press("button[name=do][value=finish]")
    visit.go(f"{case}/@@record-delivery")
    visit.page.locator("[name=letter]").first.check()
    visit.fill(way="handed-over", remedy="none")
    visit.date("arrived", today.year, today.month, today.day)
    visit.press("form button[type=submit]")
