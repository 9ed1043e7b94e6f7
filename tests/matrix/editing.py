"""What editors, auditors and administrators see, and the pages of the portal's own troubles."""

from matrix import tour
from matrix.visit import Visit


@tour(
    "guidance/translating/views/coverage.pt",
    "guidance/translating/views/translate.pt",
    "guidance/translating/views/file.pt",
    "guidance/upkeep/views/page.pt",
    "guidance/announcing/views/announce.pt",
    "site/views/feedback_list.pt",
    "district/views/glossary.pt",
    "district/views/term.pt",
)
def translating(visit: Visit) -> None:
    visit.sign_in("herr.winter")
    visit.go("/@@coverage")
    visit.look("guidance/translating/views/coverage.pt")
    visit.go("/de/antrag-und-karte/verloren/@@translate?to=ar")
    visit.look("guidance/translating/views/translate.pt")
    visit.go("/@@coverage-file?to=ar")
    visit.look("guidance/translating/views/file.pt")
    visit.go("/@@upkeep")
    visit.look("guidance/upkeep/views/page.pt")
    visit.go("/@@announce")
    visit.look("guidance/announcing/views/announce.pt")
    visit.go("/@@feedback")
    visit.look("site/views/feedback_list.pt")
    visit.sign_in("frau.yildiz")
    visit.go("/@@glossary")
    visit.look("district/views/glossary.pt")
    visit.go("/@@glossary-term")
    visit.look("district/views/term.pt")


@tour("guidance/history/views/versions.pt", "guidance/copies/views/change.pt")
def changing(visit: Visit) -> None:
    visit.sign_in("herr.winter")
    for name, place in (("versions", "history"), ("change", "copies")):
        visit.go(f"/de/antrag-und-karte/gebuehren/@@{name}")
        visit.look(f"guidance/{place}/views/{name}.pt")


@tour(
    "district/views/identity.pt",
    "site/views/jobs.pt",
    "site/views/languages.pt",
    "translation/views/portal_texts.pt",
)
def setting_up(visit: Visit) -> None:
    visit.sign_in("herr.admin")
    visit.go("/@@identity-settings")
    visit.look("district/views/identity.pt")
    visit.go("/@@offered-languages")
    visit.look("site/views/languages.pt")
    visit.go("/@@portal-texts")
    visit.look("translation/views/portal_texts.pt")
    visit.go("/@@jobs")
    visit.look("site/views/jobs.pt")


@tour("privacy/views/audit.pt")
def looking_after(visit: Visit) -> None:
    visit.sign_in("frau.hofmann")
    visit.go("/@@audit")
    visit.look("privacy/views/audit.pt")


@tour(
    "access/views/sign_in.pt",
    "access/views/sign_in_help.pt",
    "access/views/new_password.pt",
    "theme/errors.pt",
    "theme/patterns.pt",
)
def doors(visit: Visit) -> None:
    visit.go("/login")
    visit.look("access/views/sign_in.pt")
    visit.go("/login-help")
    visit.look("access/views/sign_in_help.pt")
    visit.go("/passwordreset/no-such-key")
    visit.look("access/views/new_password.pt")
    visit.go("/{}/nothing-here")
    visit.look("theme/errors.pt")
    visit.sign_in("herr.admin")
    for query in ("", "&state=error"):
        visit.go(f"/@@patterns?lang={{}}{query}")
        visit.look("theme/patterns.pt")


@tour(
    "guidance/views/untranslated.pt",
    "guidance/views/gone.pt",
    "guidance/views/document.pt",
    "guidance/views/media.pt",
)
def rare(visit: Visit) -> None:
    made = visit.world.rare(visit.language)
    visit.go(made.document)
    visit.look("guidance/views/document.pt")
    visit.go(made.untranslated)
    visit.look("guidance/views/untranslated.pt")
    visit.go(made.gone)
    visit.look("guidance/views/gone.pt")
    visit.go(made.picture)
    visit.look("guidance/views/media.pt")
