"""Makes the world of the status page's tests: a published service, a case, a visitor."""

from datetime import UTC, datetime
from html import unescape

import requests
from lxml import html

from builders import applicants, full_answers
from casework_builders import CODE, a_submission, an_office
from permitdesk.casework.person import Person
from permitdesk.casework.routing.filing import file_case
from permitdesk.core import tries
from testing import with_services

BORN = "1987-04-12"


def an_office_with_services(portal, *services):
    """Desks of anna (A–K) and berta (L–Z) for published services."""
    with_services(portal, *services)
    unit = an_office(portal)
    unit.services = list(services)
    tries._wrong.clear()
    return unit


def an_employment_case(
    name="Xaverius",
    code=CODE,
    born=BORN,
    documents=None,
    later=(),
    notice_address="",
    evidence=None,
    **answers,
):
    """A case of a real service: answers are complete, documents only as given."""
    from permitdesk.core.reference import digest

    applicant = applicants("employment")[0]
    known = {"family_name": name, "birth_date": born, **answers}
    submission = a_submission(
        name,
        language="uk",
        answers=full_answers("employment", applicant, **known),
        access_code_digest=digest(code),
        received_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        announced=later,
        **({} if documents is None else {"documents": documents}),
        **({} if evidence is None else {"evidence": evidence}),
        notice_address=notice_address,
    )
    return file_case(submission, "application", Person(name, "Geheimvorname"))


class Visitor:
    """A browser without JavaScript, on the status pages of one portal."""

    def __init__(self, portal, language="de"):
        self.start = f"{portal.absolute_url()}/{language}/status"
        self.http = requests.Session()
        self.answer = None

    def get(self, path=""):
        address = f"{self.start}/{path}" if path else self.start
        return self._seen(self.http.get(address, timeout=60))

    def post(self, path="", files=None, **fields):
        address = f"{self.start}/{path}" if path else self.start
        data = {name.replace("__", "."): value for name, value in fields.items()}
        return self._seen(self.http.post(address, data=data, files=files, timeout=60))

    def sign_in(self, reference, code=CODE, born=BORN, path="", **more):
        year, month, day = born.split("-") if born else ("", "", "")
        return self.post(
            path,
            reference=reference,
            code=code,
            birth_date__day=day,
            birth_date__month=month,
            birth_date__year=year,
            **more,
        )

    def send(self, path, files=None, form="main-form", **fields):
        """Open a page and send its form with these fields, its hidden ones as they are."""
        self.get(path)
        return self.post(path, files=files, **{**self.hidden(form), **fields})

    def hidden(self, form="main-form"):
        inputs = self.page.xpath(f"//form[@id='{form}']//input[@type='hidden'][@name]")
        return {each.get("name"): each.get("value") for each in inputs}

    @property
    def page(self):
        return html.fromstring(self.answer.text)

    @property
    def text(self):
        return unescape(" ".join(self.page.xpath("//main")[0].text_content().split()))

    @property
    def is_signed_in(self):
        return not self.page.xpath("//input[@name='code']")

    def _seen(self, answer):
        self.answer = answer
        return self.text if "html" in answer.headers["Content-Type"] else answer.content
