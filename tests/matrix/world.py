"""What the tours need beside the demo district: applications, decisions, pages made for the day."""

import re
import secrets
from dataclasses import dataclass

import requests

from builders import an_application, applicants
from matrix import casework
from matrix.visit import Visit

MAILBOX = "ola@example.org"
# The smallest picture there is.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)


MODEL = '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>%s</schema></model>'
QUESTIONS = MODEL % (
    '<field name="name" type="zope.schema.TextLine"><title>Ihr Name</title></field>'
    '<field name="what" type="zope.schema.Text"><title>Worum geht es?</title>'
    "<description>Ein Satz genügt.</description><required>False</required></field>"
)
FILING = MODEL % (
    '<field name="file" type="permitdesk.intake.stock.action.FileIntoCaseworkerFolder">'
    "<title>Ablegen</title><unit>aufenthalt</unit></field>"
)


@dataclass(frozen=True)
class Rare:
    """Addresses of pages that the demo district does not have."""

    document: str
    untranslated: str
    gone: str
    picture: str


class World:
    """``kept`` is what earlier tours of the session made; each thing is made once a language."""

    def __init__(self, demo, open_page, staff, kept: dict) -> None:
        self.demo, self.url = demo, demo.url
        self.open_page, self.staff, self._kept = open_page, staff, kept

    def sent(self, language: str, purpose: str = "") -> dict:
        """An application with all that it needs, and what its applicant knows."""
        return self._once(("sent", purpose, language), lambda: self._send(language))

    def decided(self, language: str) -> dict:
        """An application that was granted, and the letter handed over."""

        def decide() -> dict:
            application = self.sent(language, "decided")
            visit = Visit(language, self, lambda name, text: None)
            visit.sign_in("frau.seidel")
            casework.decide(visit, self.open_case(visit, application))
            return application

        return self._once(("decided", language), decide)

    def open_case(self, visit: Visit, application: dict) -> str:
        """Open the case as whoever stands there; returns its address."""
        visit.go("/office")
        visit.page.locator("[name=q]").fill(application["reference"])
        with visit.page.expect_navigation():
            visit.page.locator("[name=q]").press("Enter")
        found = visit.page.locator("main table a", has_text=application["reference"]).first
        visit.go(found.get_attribute("href"))
        return visit.page.url.partition("?")[0].partition("#")[0]

    def steps_of(self, service: str) -> list[str]:
        """The ids of the steps of a service."""
        form = self._ask("get", f"/services/{service}/@form")
        return [step["name"] for step in form["steps"]]

    def link_to_stop(self, language: str) -> str:
        """The link under a mail with which one ends mails."""
        for mail in reversed(self.demo.mails):
            found = re.search(rf"^http\S+/{language}/status/stop\S+$", mail.read_text(), re.M)
            if found:
                return found[0]
        raise LookupError("There was no mail.")

    def own_form(self, language: str) -> str:
        """A form of two questions that an editor built; returns its path."""

        def make() -> str:
            models = {"fields_model": QUESTIONS, "actions_model": FILING}
            form = self._make(language, "EasyForm", "formular")
            self._ask("patch", form, models, auth=self._manager)
            return form

        return self._once(("own form", language), make)

    def publish_anew(self, service: str, field: str) -> None:
        """Publish a revision in which a question is optional if it was not, and required if it
        was optional."""
        path = f"/services/{service}"
        model = self._ask("get", path, auth=self._manager)["fields_model"]
        found = re.search(rf'<field name="{field}".*?<required>(\w+)<', model, re.S)
        other = model[: found.start(1)] + str(found[1] == "False") + model[found.end(1) :]
        self._ask("post", f"{path}/@workflow/retract", auth=self._manager)
        self._ask("patch", path, {"fields_model": other}, auth=self._manager)
        why = {"comment": "Eine Frage wird anders gestellt."}
        self._ask("post", f"{path}/@workflow/publish", why, auth=self._manager)

    @property
    def _manager(self) -> tuple[str, str]:
        return "admin", (self.demo.instance / "admin-password.txt").read_text().split()[-1]

    def rare(self, language: str) -> Rare:
        return self._once(("rare", language), lambda: self._make_rare(language))

    def _once(self, key: tuple, make):
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _send(self, language: str) -> dict:
        body = next(
            found
            for found in map(an_application, applicants("employment"))
            if found["answers"]["work_basis"] != "blue_card_18g"
        )
        body |= {"language": language, "notify": True}
        body["answers"] |= {"email": MAILBOX, "family_name": "Dahlmann"}
        sent = self._ask(
            "post",
            "/services/employment/@applications",
            body,
            headers={"Idempotency-Key": secrets.token_hex(16)},
        )
        return {**sent, "born": body["answers"]["birth_date"]}

    def _make_rare(self, language: str) -> Rare:
        other = "de" if language != "de" else "en"
        text = {"data": "<p>Ein Text.</p>", "content-type": "text/html"}
        document = self._make(language, "Document", "dokument", text=text)
        gone = self._make(language, "GuidancePage", "weg", answer="Eine Antwort.")
        self._as_admin("post", f"{gone}/@workflow/retract")
        away = self._make(other, "Document", "nur", text=text)
        page = requests.get(self.url + away, timeout=60).text
        (untranslated,) = re.findall(rf'"([^"]+/{language}/untranslated/[^"]+)"', page)[:1]
        picture = {"data": PIXEL, "encoding": "base64", "filename": "a.png"}
        image = self._make(
            language, "Image", "bild", image={**picture, "content-type": "image/png"}
        )
        return Rare(document, untranslated, gone, f"{image}/view")

    def _make(self, language: str, kind: str, id_: str, **values) -> str:
        """Make something that everybody may see; returns its path."""
        id_ = f"{id_}-{secrets.token_hex(4)}"
        self._as_admin("post", f"/{language}", {"@type": kind, "id": id_, "title": id_, **values})
        if kind != "Image":
            self._as_admin("post", f"/{language}/{id_}/@workflow/publish")
        return f"/{language}/{id_}"

    def _as_admin(self, verb: str, path: str, body: dict | None = None):
        return self._ask(verb, path, body, auth=("herr.admin", self.demo.password("herr.admin")))

    def _ask(self, verb: str, path: str, body: dict | None = None, headers=(), auth=None):
        answer = requests.request(
            verb,
            self.url + path,
            json=body,
            headers={"Accept": "application/json", **dict(headers)},
            auth=auth,
            timeout=60,
        )
        assert answer.ok, answer.text
        return answer.json() if answer.content else None
