"""Text modules of a unit: a list with the gaps, an editor with versions, and the same over REST."""

from html import unescape

import pytest
import requests
import transaction
from lxml import html

from casework_builders import PASSWORD, a_case, an_office
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.entries import Rejected
from permitdesk.casework.checklist.text_store import retire, save, text_module, text_modules
from permitdesk.casework.office import office

JSON = {"Accept": "application/json", "Content-Type": "application/json"}
MARKUP = "<script>alert(1)</script> ${python:1} <b tal:content='x'>"


@pytest.fixture
def unit(functional):
    unit = an_office(functional["portal"])
    transaction.commit()
    return unit


class Person:
    def __init__(self, unit, user):
        self.unit, self.auth, self.answer = unit, (user, PASSWORD), None

    def open(self, query):
        answer = requests.get(f"{self.unit.absolute_url()}/{query}", auth=self.auth, timeout=60)
        return self._seen(answer)

    def save(self, **fields):
        (form,) = self.page.xpath("//form[@id='text-module']")
        typed = {name.replace("__", "."): value for name, value in fields.items()}
        kept = [
            (name, value)
            for name, value in form.form_values()
            if name not in {*typed, "retire", "offer"}
        ]
        data = [*kept, *typed.items()]
        return self._seen(requests.post(form.get("action"), data=data, auth=self.auth, timeout=60))

    def rest(self, method, path="", **more):
        answer = requests.request(
            method,
            f"{self.unit.absolute_url()}/@text-modules{path}",
            auth=self.auth,
            headers=JSON,
            timeout=60,
            **more,
        )
        transaction.begin()
        return answer

    @property
    def page(self):
        return html.fromstring(self.answer.text)

    @property
    def text(self):
        return unescape(" ".join(self.page.xpath("//main")[0].text_content().split()))

    def _seen(self, answer):
        transaction.begin()
        self.answer = answer
        return self


@pytest.fixture
def head(unit):
    return Person(unit, "chef")


def test_the_head_changes_a_shipped_text_and_sees_what_is_outdated(unit, head):
    head.open("@@text-modules")
    assert "Unterlagen fehlen" in head.text and "vollständig" in head.text
    head.open("@@text-module?id=unreadable")
    head.save(text__de="Zu dunkel. Noch einmal.", text__ar="")
    module = text_module(unit, "unreadable")
    assert (module.now.number, module.now.by, module.place) == (2, "chef", "unit")
    assert (module.state("en"), module.state("ar")) == ("outdated", "untranslated")
    assert "English: veraltet" in head.text and "العربية: fehlt" in head.text
    head.open("@@text-module?id=unreadable")
    assert "Fassung 1" in head.text and "Wir können das Bild nicht gut lesen" in head.text
    head.save(right__en="yes")
    assert text_module(unit, "unreadable").state("en") == "current"
    # The office and other units keep theirs.
    assert text_module(office(), "unreadable").now.number == 1


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(unit, head):
    head.open("@@text-module")
    head.save(title="Frist", kind="request", text__de="Bis {datum}", text__en="By {date}")
    (error,) = head.page.xpath("//*[@id='f-text-de-error']")
    assert "{datum}" in error.text_content() and "{documents}" in error.text_content()
    assert head.page.xpath("//textarea[@name='text.de']")[0].text == "Bis {datum}"
    assert head.page.xpath("//input[@name='kind'][@checked]/@value") == ["request"]
    assert len(text_modules(unit)) == 6


def test_who_was_slower_is_told(unit, head):
    head.open("@@text-module?id=unreadable")
    before = text_module(unit, "unreadable").now
    save(unit, "unreadable", "", before.title, {**before.texts, "de": "Von jemand anderem"}, (), 1)
    transaction.commit()
    head.save(text__de="Von mir")
    assert "inzwischen geändert" in head.text
    assert head.page.xpath("//textarea[@name='text.de']")[0].text == "Von mir"
    assert text_module(unit, "unreadable").now.texts["de"] == "Von jemand anderem"


def test_a_text_is_offered_no_longer_and_again(unit):
    retire(unit, "unreadable")
    assert "unreadable" not in {each.id for each in text_modules(unit)}
    retire(unit, "unreadable", retired=False)
    assert "unreadable" in {each.id for each in text_modules(unit)}
    with pytest.raises(KeyError):
        retire(unit, "poem")


def test_markup_stays_text_wherever_it_is_shown(unit, head):
    module = save(unit, "", "rejection", MARKUP[:100], {"de": MARKUP.replace("{python:1}", "")})
    transaction.commit()
    for query in ("@@text-modules", f"@@text-module?id={module.id}"):
        head.open(query)
        assert not head.page.xpath("//script[contains(., 'alert')]")
        assert not head.page.xpath("//main//b")


def test_what_was_sent_stays_as_it_was_shown(unit):
    case = a_case("Abbas")
    judging.reject(case, "1", text_module(unit, "incomplete"), "", "")
    save(unit, "incomplete", "", "Neu", {"de": "Ganz anders"}, (), 1)
    (entry,) = case.later.of(Rejected)
    assert (entry.module, entry.version) == ("incomplete", 1)
    assert "Es fehlen Seiten" in entry.texts["de"] and "ناقصة" in entry.texts["ar"]


@pytest.mark.parametrize("user", ["anna", "dora"])
def test_caseworkers_read_texts_and_do_not_change_them(unit, user):
    person = Person(unit, user)
    assert person.open("@@text-modules").answer.status_code == 200
    assert not person.page.xpath("//a[contains(@href, '@@text-module?')]")
    assert person.rest("GET").status_code == 200
    answer = requests.get(
        f"{unit.absolute_url()}/@@text-module?id=unreadable",
        auth=person.auth,
        timeout=60,
        allow_redirects=False,
    )
    assert answer.status_code in (302, 401, 403)
    body = {"kind": "message", "title": "Neu", "texts": {"de": "Text"}}
    assert person.rest("POST", json=body).status_code == 401
    assert person.rest("PATCH", "/unreadable", json=body).status_code == 401
    assert person.rest("DELETE", "/unreadable").status_code == 401
    assert len(text_modules(unit)) == 6


def test_a_visitor_learns_nothing(unit):
    answer = requests.get(f"{unit.absolute_url()}/@text-modules", headers=JSON, timeout=60)
    assert answer.status_code == 401
    assert "unreadable" not in answer.text


def test_everything_over_rest(unit, head):
    body = {"kind": "message", "title": "Hallo", "texts": {"de": "Guten Tag", "en": "Hello"}}
    answer = head.rest("POST", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["version"], made["states"]["en"], made["states"]["ar"]) == (
        1,
        "current",
        "untranslated",
    )
    path = f"/{made['id']}"
    changed = head.rest("PATCH", path, json={"texts": {"de": "Hallo"}, "version": 1}).json()
    assert (changed["version"], changed["states"]["en"]) == (2, "outdated")
    assert head.rest("PATCH", path, json={"title": "X", "version": 1}).status_code == 409
    answer = head.rest("PATCH", path, json={"texts": {"ar": "{name}"}})
    assert answer.status_code == 400
    assert "{name}" in answer.json()["error"]["fields"]["ar"][0]
    assert [each["version"] for each in head.rest("GET", path).json()["versions"]] == [1, 2]
    assert head.rest("DELETE", path).status_code == 204
    assert head.rest("GET", path).json()["retired"] is True
    assert head.rest("GET", "/poem").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "poem", "title": "x", "texts": {"de": "x"}},
        {"kind": "message", "title": 3, "texts": {"de": "x"}},
        {"kind": "message", "title": "x", "texts": {"tlh": "x"}},
        {"kind": "message", "title": "x", "texts": {"de": 3}},
        {"kind": "message", "title": "x" * 200, "texts": {"de": "x"}},
        {"kind": "message", "title": "x", "texts": {"de": "x" * 5000}},
    ],
)
def test_rest_says_what_is_wrong(unit, head, body):
    assert head.rest("POST", json=body).status_code == 400
    assert len(text_modules(unit)) == 6
