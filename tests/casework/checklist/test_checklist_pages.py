"""The checklist beside the document: take one, do not take one, ask for the rest, look at pages."""

import json
from datetime import date, timedelta
from html import unescape
from io import BytesIO

import pytest
import requests
import transaction
from lxml import html
from PIL import Image

from casework_builders import PASSWORD, a_paper
from decision_builders import acting
from documents.files import a_pdf, a_photo
from permitdesk import documents, privacy
from permitdesk.casework import applicant, papers
from permitdesk.casework.checklist import judging, preview
from permitdesk.casework.checklist.deadlines import pauses
from permitdesk.casework.checklist.entries import Accepted, Rejected, Requested, Validity
from permitdesk.casework.checklist.facts import facts_of
from permitdesk.casework.checklist.missing import items, missing, open_asked
from permitdesk.casework.checklist.text_store import text_module
from permitdesk.casework.checklist.waiting import dated, waiting
from permitdesk.casework.later import Asked
from permitdesk.core import clock
from permitdesk.documents import scanner
from status_visitor import Visitor, an_employment_case, an_office_with_services

JSON = {"Accept": "application/json", "Content-Type": "application/json"}


@pytest.fixture
def portal(server):
    an_office_with_services(server["portal"], "employment")
    transaction.commit()
    return server["portal"]


@pytest.fixture
def case(portal):
    preview._seen.clear()
    preview._failed.clear()
    found = an_employment_case(
        "Abbas",
        documents=[
            a_paper(a_pdf(3), "Pass.pdf"),
            a_paper(a_photo(), "Vertrag.jpg", "employment_contract"),
        ],
    )
    transaction.commit()
    return found


class Staff:
    """A caseworker's browser without JavaScript."""

    def __init__(self, case, user="anna"):
        self.case, self.auth, self.answer = case, (user, PASSWORD), None

    def open(self, query=""):
        return self._seen(
            requests.get(self.case.absolute_url() + query, auth=self.auth, timeout=60)
        )

    def send(self, form, button=None, **fields):
        (found,) = self.page.xpath(f"//form[@id='{form}']")
        data = [(name, value) for name, value in found.form_values() if name not in fields]
        for name, value in fields.items():
            data += [(name, each) for each in (value if isinstance(value, list) else [value])]
        return self._seen(requests.post(found.get("action"), data=data, auth=self.auth, timeout=60))

    def get(self, path, **more):
        answer = requests.get(
            f"{self.case.absolute_url()}/{path}", auth=self.auth, timeout=60, **more
        )
        transaction.begin()
        return answer

    @property
    def page(self):
        return html.fromstring(self.answer.text)

    @property
    def text(self):
        return unescape(" ".join(self.page.xpath("//main")[0].text_content().split()))

    def row(self, requirement):
        (row,) = self.page.xpath(f"//li[@id='item-{requirement}']")
        return " ".join(row.text_content().split())

    def _seen(self, answer):
        transaction.begin()
        assert answer.status_code == 200, answer.text[:500]
        self.answer = answer
        return self


@pytest.fixture
def anna(case):
    return Staff(case)


def state_of(case, requirement):
    return next(each.state for each in items(case) if each.id == requirement)


def call(case, method, path, user="anna", **more):
    answer = requests.request(
        method,
        f"{case.absolute_url()}/{path}",
        auth=(user, PASSWORD) if user else None,
        headers={**JSON, **more.pop("headers", {})},
        timeout=60,
        **more,
    )
    transaction.begin()
    return answer


def reads(case):
    return [
        e.why for e in privacy.trail(clock.today(), case.reference) if e.action == "document.read"
    ]


def test_one_document_after_the_other_is_taken(case, anna):
    anna.open()
    assert "Zu prüfen" in anna.row("passport")
    assert "Pass.pdf" in anna.page.xpath("//section[@id='preview']")[0].text_content()
    anna.send("accept")
    assert "Angenommen" in anna.row("passport")
    # The next one that nobody has looked at is shown.
    assert "Vertrag.jpg" in anna.page.xpath("//section[@id='preview']")[0].text_content()
    assert [each.document for each in case.later.of(Accepted)] == ["1"]
    assert "Dokument angenommen" in anna.text


def test_a_document_is_not_taken_and_the_applicant_reads_why_in_arabic(portal, case, anna):
    anna.open("?document=1")
    words = "Die Nummer ist abgeschnitten."
    anna.send("reject", reason="unreadable", words=words, ask="at-once")
    assert "Nicht angenommen" in anna.row("passport")
    (entry,) = case.later.of(Rejected)
    assert (entry.module, entry.version, entry.language) == ("unreadable", 1, "uk")
    visitor = Visitor(portal, "ar")
    visitor.sign_in(case.reference)
    _until, told = visitor.page.xpath("//*[contains(@class, 'pd-notice')]")
    assert told.xpath(".//a[contains(@href, '/ar/status/documents')]")
    visitor.get("documents")
    assert "لا يمكننا قراءة الصورة جيدًا" in visitor.text
    (note,) = visitor.page.xpath("//span[@lang='de'][contains(., 'abgeschnitten')]")
    assert note.get("dir") == "ltr"
    # They hand in another one, and staff see it as new.
    upload = {"file.passport": ("Neu.pdf", a_pdf(), "application/pdf")}
    visitor.post("documents", files=upload, **visitor.hidden("form-passport"))
    anna.open("?document=3")
    assert "Zu prüfen" in anna.row("passport") and "ersetzt" in anna.row("passport")
    assert "Neu.pdf" in anna.page.xpath("//section[@id='preview']")[0].text_content()
    visitor.get("documents")
    assert "لا يمكننا قراءة الصورة" not in visitor.text


def test_what_is_accepted_after_all_is_not_asked_for_any_more(portal, case, anna):
    anna.open("?document=1").send("reject", reason="unreadable", words="", ask="at-once")
    assert [each.requirement for each in open_asked(case)] == ["passport"]
    anna.open("?document=1").send("accept")
    transaction.begin()
    assert state_of(case, "passport") == "accepted"
    assert not open_asked(case)
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "brauchen wir noch einmal" not in visitor.text


def test_what_was_asked_for_with_a_note_may_be_something_else(case, anna):
    anna.open().send("ask", requirement="passport", note="Die Rückseite fehlt.")
    anna.open("?document=1").send("accept")
    transaction.begin()
    assert [each.note for each in open_asked(case)] == ["Die Rückseite fehlt."]
    assert state_of(case, "passport") == "missing"


def test_papers_are_marked_one_by_one_and_asked_for_once(portal, case, anna):
    tool = case.portal_workflow
    with acting(portal, "anna"):
        tool.doActionFor(case, "take_up")
    transaction.commit()
    for number in ("1", "2"):
        anna.open(f"?document={number}").send("reject", reason="unreadable", words="")
    assert [each.document for each in case.later.of(Rejected)] == ["1", "2"]
    assert "Nicht angenommen" in anna.row("passport")
    assert case.state == "in_review" and not case.later.of(Asked)
    assert not pauses(facts_of(case))
    visitor = Visitor(portal)
    visitor.sign_in(case.reference)
    assert "brauchen wir noch einmal" not in visitor.text
    visitor.get("documents")
    assert not visitor.page.xpath("//form[@id='form-passport']")

    anna.send("request")
    (request,) = case.later.of(Requested)
    asked = {each.key: each.requirement for each in case.later.of(Asked)}
    about = [asked[each] for each in request.asked]
    assert {"passport", "employment_contract"} <= set(about)
    assert len(about) == len(set(about)) == len(case.later.of(Asked))
    assert case.state == "documents_requested"
    assert pauses(facts_of(case))
    visitor.get()
    assert "brauchen wir noch einmal" in visitor.text


def test_one_document_can_be_asked_for_at_once_with_a_day(case, anna):
    anna.open("?document=1").send("reject", reason="unreadable", words="", ask="at-once")
    (request,) = case.later.of(Requested)
    assert [each.requirement for each in case.later.of(Asked)] == ["passport"]
    assert request.until > clock.today().isoformat()


def test_without_a_reason_nothing_happens_and_nothing_is_lost(case, anna):
    anna.open("?document=2")
    anna.send("reject", reason="_own", words="")
    assert "Etwas fehlt noch oder stimmt nicht" in anna.text
    assert "Schreiben Sie, warum" in anna.text
    assert "Vertrag.jpg" in anna.page.xpath("//section[@id='preview']")[0].text_content()
    assert not case.later.of(Rejected)
    anna.send("reject", words="Falsche Wohnung.")
    assert [(each.note, dict(each.texts)) for each in case.later.of(Rejected)] == [
        ("Falsche Wohnung.", {})
    ]


def test_a_passport_expires_by_itself(case, anna):
    anna.open("?document=1")
    anna.send("validity", **{"valid.day": "1", "valid.month": "2", "valid.year": "2020"})
    assert [each.until for each in case.later.of(Validity)] == ["2020-02-01"]
    assert "Abgelaufen" in anna.row("passport")
    anna.send("validity", **{"valid.day": "31", "valid.month": "2", "valid.year": "2030"})
    assert "Etwas fehlt noch oder stimmt nicht" in anna.text
    anna.send("validity", **{"valid.day": "", "valid.month": "", "valid.year": ""})
    assert "Zu prüfen" in anna.row("passport")


def test_one_click_asks_for_all_that_is_missing_with_a_date(portal, case, anna):
    open_before = [each.id for each in items(case) if each.is_open]
    assert len(open_before) > 1
    anna.open()
    chosen = anna.page.xpath("//form[@id='request']//input[@name='wanted'][@checked]/@value")
    assert chosen == open_before
    anna.send("request", others="Mietspiegel der Stadt <b>", extra="Alle Seiten")
    (entry,) = case.later.of(Requested)
    assert len(entry.asked) == len(open_before) + 1 == len(open_asked(case))
    until = date.fromisoformat(entry.until)
    assert until >= clock.today() + timedelta(days=21) and until.weekday() < 5
    # Frozen in every language, the requirements in the applicant's.
    assert set(entry.texts) == {"de", "en", "uk", "ar", "ru", "fa", "tr", "fr"}
    assert case.reference in entry.texts["uk"] and entry.language == "uk"
    assert "Mietspiegel der Stadt <b>" in entry.texts["de"]
    assert waiting(case).answer_until == entry.until
    visitor = Visitor(portal, "ar")
    visitor.sign_in(case.reference)
    visitor.get("documents")
    assert "ما زلنا نحتاج إلى هذه الوثائق" in visitor.text
    assert "Mietspiegel der Stadt <b>" in visitor.text and not visitor.page.xpath("//main//b")
    assert {each.until for each in missing(case, "de")} == {entry.until}


def test_what_is_unticked_is_not_asked_for(case, anna):
    first, *_rest = [each.id for each in items(case) if each.is_open]
    anna.open()
    anna.send("request", wanted=[first])
    assert [each.requirement for each in case.later.of(Asked)] == [first]
    # Asked once more, with another day, it is still one.
    anna.send("request", wanted=[first])
    assert len(case.later.of(Asked)) == 1 and len(case.later.of(Requested)) == 2


def test_sent_twice_it_is_asked_for_once(case, anna):
    anna.open()
    (form,) = anna.page.xpath("//form[@id='request']")
    for _time in range(2):
        requests.post(form.get("action"), data=form.form_values(), auth=anna.auth, timeout=60)
    transaction.begin()
    assert len(case.later.of(Requested)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"until.day": "1", "until.month": "1", "until.year": "2020"}, "der noch kommt"),
        ({"until.day": "31", "until.month": "2", "until.year": "2030"}, "Etwas fehlt"),
        ({"wanted": []}, "welche Unterlagen Sie anfordern"),
        ({"others": "x" * 200}, "Höchstens 10 andere Unterlagen"),
        ({"module": "poem"}, "Etwas fehlt"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_stays(case, anna, fields, said):
    anna.open()
    anna.send("request", **{"extra": "Nur lesbare Kopien", **fields})
    assert said in anna.text
    assert "Nur lesbare Kopien" in anna.answer.text
    assert not case.later.of(Requested)


def test_the_deadline_pauses_while_the_applicant_is_asked(case):
    before = {each.rule.name: each.deadline.due for each in dated(case)}
    assert before["target"] == date(2026, 5, 1)
    with clock.frozen(clock.now().replace(year=2026, month=3, day=10)):
        wanted = [each.id for each in items(case) if each.is_open][:1]
        module = text_module(case, "documents-missing")
        judging.request_all(case, wanted, [], date(2026, 4, 1), module, "", "k" * 32)
    paused = {each.rule.name: each.deadline for each in dated(case, date(2026, 3, 20))}
    assert paused["target"].due == date(2026, 5, 11)
    assert paused["target"].paused_since == date(2026, 3, 10)
    assert paused["vwgo-75"].due == before["vwgo-75"]  # the law's does not wait
    assert waiting(case, date(2026, 4, 2)).is_answer_overdue(date(2026, 4, 2))


def test_staff_see_that_nothing_came_by_the_day(case, anna):
    past = clock.now().replace(year=2026, month=3, day=10)
    with clock.frozen(past):
        wanted = [each.id for each in items(case) if each.is_open][:1]
        module = text_module(case, "documents-missing")
        judging.request_all(case, wanted, [], date(2026, 3, 20), module, "", "k" * 32)
    transaction.commit()
    anna.open()
    assert "Bis 20. März 2026 sollten Unterlagen kommen" in anna.text
    assert "ruht seit 10. März 2026" in anna.text


# -- looking at pages


def test_pages_are_pictures_that_stay_with_the_person(case, anna):
    anna.open("?document=1&page=2")
    (source,) = anna.page.xpath("//section[@id='preview']//img/@src")
    assert source.endswith("/document-page/1/2")
    assert "Seite 2 von 3" in anna.text
    answer = anna.get("document-page/1/2")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    small = Image.open(BytesIO(answer.content))
    large = Image.open(BytesIO(anna.get("document-page/1/2?size=large").content))
    assert max(small.size) == 1200 and max(large.size) == 2400
    assert anna.get("document-page/2/1").headers["Content-Type"] == "image/jpeg"
    # Read once, however many pages somebody looks at.
    assert sorted(reads(case)) == ["preview: 1", "preview: 2"]


@pytest.mark.parametrize("path", ["1/4", "1/0", "9/1", "1", "1/x", "1/1/1", "1/-1", ""])
def test_a_page_that_there_is_not(anna, path):
    assert anna.get(f"document-page/{path}").status_code == 404
    assert call(anna.case, "GET", f"@document-pages/{path}").status_code == 404


def test_what_is_not_scanned_or_has_a_virus_is_not_drawn(case, anna):
    for word in (scanner.UNSCANNED, scanner.INFECTED):
        papers.papers_of(case).scans["1"] = word
        transaction.commit()
        answer = anna.get("document-page/1/1")
        assert (answer.status_code, answer.headers["Content-Type"][:10]) == (409, "text/plain")
        anna.open("?document=1")
        assert not anna.page.xpath("//section[@id='preview']//img")
        with pytest.raises(judging.CannotJudgeError):
            judging.accept(case, "1", "")
    assert reads(case) == []


def test_a_damaged_document_says_so(case, anna):
    case.application.documents[0].blob.open("w").close()
    transaction.commit()
    answer = anna.get("document-page/1/1")
    assert answer.status_code == 422
    assert "Laden Sie die Datei herunter" in answer.text


def test_what_cannot_be_drawn_is_not_tried_again_and_again(case, anna, monkeypatch):
    tried = []

    def refuse(*asked):
        tried.append(asked)
        raise documents.Refused("too-complex")

    monkeypatch.setattr(preview, "page_image", refuse)
    answers = [anna.get("document-page/1/1").status_code for _time in range(3)]
    assert answers == [422, 422, 422] and len(tried) == 1
    anna.get("document-page/1/2")
    assert len(tried) == 2
    monkeypatch.setattr(preview, "SECONDS_NOT_TRIED", -1)
    anna.get("document-page/1/3"), anna.get("document-page/1/3")
    assert len(tried) == 4


def test_while_others_look_at_papers_one_comes_again(case, anna, monkeypatch):
    def refuse(*asked):
        raise documents.BusyError

    monkeypatch.setattr(preview, "page_image", refuse)
    for answer in (anna.get("document-page/1/1"), call(case, "GET", "@document-pages/1/1")):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "in einigen Sekunden" in answer.text
    monkeypatch.undo()
    assert anna.get("document-page/1/1").status_code == 200


@pytest.mark.parametrize("user", ["berta", "dora", ""])
def test_nobody_else_looks_at_a_page_or_says_anything_of_it(case, user):
    for path in ("document-page/1/1", "@@document-page/1/1", "@document-pages/1/1", "@checklist"):
        assert call(case, "GET", path, user).status_code in (401, 404)
    for path in ("@@accept-document", "@@reject-document", "@@document-validity"):
        assert call(case, "POST", path, user, data={"document": "1"}).status_code in (401, 404)
    assert call(case, "POST", "@checklist", user, json={"accept": "1"}).status_code in (401, 404)
    assert not case.later.of(Accepted)


def test_a_page_of_another_site_changes_nothing(case, anna):
    for name in ("accept-document", "reject-document", "document-validity", "request-documents"):
        answer = requests.post(
            f"{case.absolute_url()}/@@{name}",
            data={"document": "1", "reason": "unreadable"},
            auth=anna.auth,
            timeout=60,
        )
        transaction.begin()
        assert answer.status_code in (403, 500), name
    assert not len(case.later)


# -- over REST


def test_everything_over_rest(case):
    found = call(case, "GET", "@checklist").json()
    (passport,) = [each for each in found["items"] if each["id"] == "passport"]
    assert passport["state"] == "received"
    assert len(passport["documents"][0]["pages"]) == 3
    assert {each["name"] for each in found["deadlines"]} >= {"target", "vwgo-75"}
    page = call(case, "GET", "@document-pages/1/1")
    assert page.headers["Content-Type"] == "image/jpeg"
    assert call(case, "POST", "@checklist", json={"accept": "1"}).status_code == 200
    body = {"reject": "2", "module": "incomplete", "note": "Seite 2"}
    assert call(case, "POST", "@checklist", json=body).status_code == 200
    assert state_of(case, "employment_contract") == "rejected"
    assert not case.later.of(Requested), "it is only marked"
    body = {"validity": "1", "until": "2020-01-31"}
    found = call(case, "POST", "@checklist", json=body).json()
    assert [each["state"] for each in found["items"] if each["id"] == "passport"] == ["expired"]
    body = {
        "request": ["passport", "employment_contract"],
        "others": ["Brief"],
        "until": "2027-01-15",
    }
    key = {"Idempotency-Key": "x" * 32}
    with clock.frozen(clock.now()):
        for _time in range(2):
            answer = call(case, "POST", "@checklist", json=body, headers=key)
            assert answer.status_code == 201, answer.text
    (request,) = answer.json()["requests"]
    assert request["until"] == "2027-01-15" and len(request["requests"]) == 3
    assert answer.json()["answer_until"] == "2027-01-15"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"accept": "9"},
        {"accept": "1", "reject": "1"},
        {"accept": 1},
        {"reject": "1"},
        {"reject": "1", "module": "poem"},
        {"reject": "1", "module": "incomplete", "at_once": "yes"},
        {"validity": "1", "until": "gestern"},
        {"validity": "1", "until": "2027-02-31"},
        {"request": []},
        {"request": "passport"},
        {"request": ["poem"]},
        {"request": [], "others": [3]},
        {"request": [], "others": ["Brief"], "until": "2020-01-01"},
    ],
)
def test_rest_says_what_it_cannot_do(case, body):
    answer = call(case, "POST", "@checklist", json=body)
    assert answer.status_code == 400, json.dumps(answer.json())
    assert not len(case.later)


def test_the_status_api_tells_that_a_document_was_not_taken(portal, case):
    until, request = clock.today() + timedelta(days=21), text_module(case, "documents-missing")
    judging.reject_and_ask(case, "1", text_module(case, "unreadable"), "Nummer", until, request, "")
    transaction.commit()
    from casework_builders import CODE

    address = f"{portal.absolute_url()}/@applications/{case.reference}?lang=ar"
    headers = {"Accept": "application/json", "X-Access-Code": CODE}
    plain = requests.get(address, headers=headers, timeout=60).json()
    (item,) = [each for each in plain["missing"] if each["id"] == "passport"]
    assert set(item["rejected"]) == {"at"}
    known = {**headers, "X-Birth-Date": "1987-04-12"}
    told = requests.get(address, headers=known, timeout=60).json()
    (item,) = [each for each in told["missing"] if each["id"] == "passport"]
    assert "لا يمكننا قراءة الصورة" in item["rejected"]["reason"]
    assert item["rejected"]["note"] == "Nummer"


def test_the_code_alone_does_not_tell_when_a_passport_ends(portal, case):
    judging.set_validity(case, "1", "2020-01-31", "")
    transaction.commit()
    from casework_builders import CODE

    address = f"{portal.absolute_url()}/@applications/{case.reference}"
    headers = {"Accept": "application/json", "X-Access-Code": CODE}
    for born, expired in (({}, None), ({"X-Birth-Date": "1987-04-12"}, "2020-01-31")):
        told = requests.get(address, headers={**headers, **born}, timeout=60).json()
        (item,) = [each for each in told["missing"] if each["id"] == "passport"]
        assert item["expired"] == expired


def test_the_answers_stand_in_german_beside_what_the_applicant_saw(case, anna):
    anna.open()
    originals = anna.page.xpath("//div[@id='answers']//span[@lang='uk']")
    assert originals and {each.get("dir") for each in originals} == {"ltr"}
    anna.open("?answers=german")
    assert not anna.page.xpath("//div[@id='answers']//span[@lang='uk']")
    assert anna.page.xpath("//div[@id='answers']//dt")


def test_nothing_more_is_asked_of_an_application_that_is_withdrawn(case, anna):
    module = text_module(case, "documents-missing")
    applicant.withdraw(case)
    transaction.commit()
    assert waiting(case).due == ""
    anna.open()
    assert not anna.page.xpath("//form[@id='accept' or @id='reject' or @id='request']")
    assert anna.page.xpath("//section[@id='preview']//img")
    with pytest.raises(judging.CannotJudgeError):
        judging.accept(case, "1", "")
    with pytest.raises(judging.NothingAskedError):
        judging.request_all(case, ["passport"], [], date(2027, 1, 1), module, "", "")
    assert call(case, "POST", "@checklist", json={"accept": "1"}).status_code == 400


def test_a_text_module_is_a_message_in_the_language_of_who_reads_it(portal, case, anna):
    anna.open()
    anna.send("send-text", send="working-on-it")
    assert "Sie müssen jetzt nichts tun." in anna.text
    for language, words in (("ar", "نحن نفحصها"), ("de", "Wir prüfen sie"), ("tr", "inceliyoruz")):
        visitor = Visitor(portal, language)
        visitor.sign_in(case.reference)
        visitor.get("messages")
        assert words in visitor.text
    answer = call(case, "POST", "@messages", json={"module": "working-on-it"})
    assert answer.status_code == 201
    assert [each["module"] for each in answer.json()["items"]] == ["working-on-it"] * 2
    assert call(case, "POST", "@messages", json={"module": "poem"}).status_code == 400
