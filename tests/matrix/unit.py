"""What the head of a unit looks after: rules, absences, who gets what."""

from matrix import GERMAN, tour
from matrix.visit import Visit

UNIT = "/office/aufenthalt"
REPLAY = "form[action*='routing-replay'] button"


@tour(
    "casework/views/unit.pt",
    "casework/routing/views/rules.pt",
    "casework/routing/views/versions.pt",
    "casework/routing/views/draft.pt",
    "casework/routing/views/rule_form.pt",
    "casework/routing/views/replay.pt",
    languages=GERMAN,
)
def rules(visit: Visit) -> None:
    visit.sign_in("frau.seidel")
    visit.go(f"{UNIT}/@@unit")
    visit.look("casework/views/unit.pt")
    visit.go(f"{UNIT}/@@routing")
    visit.look("casework/routing/views/rules.pt")
    visit.go(f"{UNIT}/@@routing-versions")
    visit.look("casework/routing/views/versions.pt", known=False)
    visit.go(f"{UNIT}/@@routing-draft")
    visit.look("casework/routing/views/draft.pt")
    visit.go(f"{UNIT}/@@routing-rule")
    visit.look("casework/routing/views/rule_form.pt")
    visit.go(f"{UNIT}/@@routing-draft")
    if not visit.page.locator(REPLAY).count():
        visit.press("[name=do][value=down]")  # what makes a draft
        visit.look("casework/routing/views/draft.pt")
    visit.press(REPLAY)
    visit.look("casework/routing/views/replay.pt")


@tour(
    "casework/routing/views/absences.pt",
    "casework/routing/views/suspensions.pt",
    "casework/routing/views/unit_services.pt",
    "casework/worklist/views/reassigned.pt",
    "casework/handover/views/handed_on.pt",
    "designer/trying/views/replay_page.pt",
    languages=GERMAN,
)
def absences(visit: Visit) -> None:
    visit.sign_in("frau.seidel")
    for name in ("absences", "suspensions", "unit-services"):
        visit.go(f"{UNIT}/@@{name}")
        visit.look(f"casework/routing/views/{name.replace('-', '_')}.pt")
    visit.go(f"{UNIT}/@@reassign")
    visit.look("casework/handover/views/form.pt")
    visit.go("/office/@@reassigned?from=aufenthalt/desk-1&to=aufenthalt/desk-3&count=2")
    visit.look("casework/worklist/views/reassigned.pt")
    visit.go("/office/@@handed-on?desk=aufenthalt/desk-3")
    visit.look("casework/handover/views/handed_on.pt")
    visit.go(f"{UNIT}/@@service-replay")
    visit.look("designer/trying/views/replay_page.pt")
