"""The screens in which staff configure services."""

import re

from builders import applicants, documents_for, full_answers
from matrix import tour
from matrix.visit import Visit
from walk import walk

SERVICE = "/services/conditions"
TRIAL = re.compile("trial[/=](?P<id>[0-9a-f]{32})")
FORM = "designer/views/form.pt"


@tour(
    "designer/views/folder.pt",
    "designer/moving/new_service.pt",
    "designer/moving/take_in.pt",
    "designer/moving/library.pt",
    "designer/moving/all_blocks.pt",
    "designer/moving/blocks.pt",
    "designer/moving/package_page.pt",
)
def services(visit: Visit) -> None:
    visit.sign_in("frau.yildiz")
    visit.go("/services")
    visit.look("designer/views/folder.pt")
    visit.go("/services/@@new-service")
    visit.look("designer/moving/new_service.pt")
    visit.go("/services/@@import-service")
    visit.look("designer/moving/take_in.pt")
    visit.go("/services/@@library")
    visit.look("designer/moving/library.pt")
    visit.go("/services/@@blocks")
    visit.look("designer/moving/all_blocks.pt")
    visit.go(f"{SERVICE}/@@blocks")
    visit.look("designer/moving/blocks.pt")
    visit.go(f"{SERVICE}/@@moving")
    visit.look("designer/moving/package_page.pt")


@tour(
    "designer/views/design.pt",
    FORM,
    "designer/views/fees.pt",
    "designer/views/findings.pt",
    "designer/views/texts.pt",
    "designer/views/availability.pt",
    "designer/views/paper_forms.pt",
)
def a_form(visit: Visit) -> None:
    visit.sign_in("frau.yildiz")
    visit.go(f"{SERVICE}/@@design")
    visit.look("designer/views/design.pt")
    for kind in ("question", "document", "hint", "prerequisite", "step", "add"):
        visit.go(f"{SERVICE}/@@design")
        visit.follow(f"[href*='@@design-{kind}']")
        visit.look(FORM, known=kind == "question")
    for name in ("findings", "texts", "availability"):
        visit.go(f"{SERVICE}/@@{name}")
        visit.look(f"designer/views/{name}.pt", known=name != "availability")
    visit.go(f"{SERVICE}/@@design-fees")
    visit.look("designer/views/fees.pt")
    visit.go(f"{SERVICE}/@@paper-forms")
    visit.look("designer/views/paper_forms.pt")


@tour(
    "designer/views/translations.pt",
    "designer/views/translation.pt",
    "designer/views/translation_file.pt",
    "designer/views/changed_texts.pt",
    "designer/views/revisions.pt",
    "designer/views/revision.pt",
    "designer/views/compare.pt",
)
def revisions(visit: Visit) -> None:
    visit.sign_in("frau.yildiz")
    visit.go(f"{SERVICE}/@@translations")
    visit.look("designer/views/translations.pt", known=False)
    visit.go(f"{SERVICE}/@@translations?to=ar")
    visit.look("designer/views/translations.pt")
    visit.follow("[href*='@@translation?']")
    visit.look("designer/views/translation.pt")
    visit.go(f"{SERVICE}/@@translation-file?to=ar")
    visit.look("designer/views/translation_file.pt")
    visit.go(f"{SERVICE}/@@changed-texts")
    visit.look("designer/views/changed_texts.pt")
    visit.go(f"{SERVICE}/@@revisions")
    visit.look("designer/views/revisions.pt")
    visit.follow("[href*='@@revision?']")
    visit.look("designer/views/revision.pt")
    visit.go(f"{SERVICE}/@@compare")
    visit.look("designer/views/compare.pt")


@tour(
    "designer/trying/views/try_out.pt",
    "designer/trying/views/framed.pt",
    "designer/trying/views/outcome_page.pt",
    "designer/trying/views/example_page.pt",
    "intake/views/trial_aside.pt",
)
def trying(visit: Visit) -> None:
    """A trial of the contact form to what would come of it, kept as an example."""
    page, service = visit.sign_in("frau.yildiz"), "/services/contact"
    answers = full_answers("contact", applicants("contact")[0])
    visit.go(f"{service}/@@try-out")
    visit.look("designer/trying/views/try_out.pt")
    visit.press("[name=begin]")
    trial = TRIAL.search(page.url)["id"]
    visit.look("intake/views/start.pt")
    visit.follow(".kern-btn--primary")
    visit.look("intake/views/step.pt")
    visit.go(f"{service}/trial/{trial}/de/aside")
    visit.look("intake/views/trial_aside.pt")
    visit.go(f"{service}/trial/{trial}/de/step/municipality")
    walk(page, answers, documents_for("contact", answers), "de")
    visit.press("button[name=send]")
    visit.look("designer/trying/views/outcome_page.pt")
    visit.fill(title="Ein Beispiel")
    visit.press("form:has([name=title]) button")
    visit.look("designer/trying/views/example_page.pt")
    visit.go(f"{service}/@@try-out-frame?trial={trial}")
    visit.look("designer/trying/views/framed.pt")
