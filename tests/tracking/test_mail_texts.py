"""What mails say: in the person's language, with a way to the status page, nothing personal."""

import base64
import re
from datetime import date

import pytest
import transaction
from zope.event import notify

import smtp
from builders import SERVICES, applicants, full_answers
from casework_builders import a_submission, do_jobs
from permitdesk.casework.interfaces import MESSAGE, News
from permitdesk.casework.person import Person
from permitdesk.casework.reading import revision_of
from permitdesk.casework.routing.filing import file_case
from permitdesk.core import in_words
from permitdesk.core.languages import LANGUAGES
from permitdesk.intake import consent_evidence
from permitdesk.tracking.notices import RECEIVED, compose
from status_visitor import an_office_with_services

WORDS = {
    "de": "wir haben erhalten",
    "en": "we have received",
    "uk": "Ми отримали",
    "ar": "لقد تلقينا",
    "ru": "Мы получили",
    "fa": "دریافت کردیم",
    "tr": "aldık",
    "fr": "nous avons reçu",
}
ADDRESS = re.compile(r"https?://\S+")


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.every_text
def test_it_says_where_to_see_the_status(functional, language):
    site = functional["portal"]
    news = compose(site, "EM-2026-7KQ4M-9TX2B", "amira@example.org", language, MESSAGE)
    mail = compose(site, "EM-2026-7KQ4M-9TX2B", "amira@example.org", language, RECEIVED)
    assert WORDS[language] in mail["body"]
    for each in (mail, news):
        assert f"{site.absolute_url()}/{language}/status\n" in each["body"]
        assert f"{site.absolute_url()}/{language}/status/stop?t=" in each["body"]
        assert "${" not in each["body"] + each["subject"]
        assert language == "de" or "Bitte antworten" not in each["body"]


@pytest.mark.rotating(2)
@pytest.mark.parametrize("service", SERVICES)
def test_nothing_of_an_applicant_is_in_their_mails(functional, monkeypatch, service):
    portal = functional["portal"]
    an_office_with_services(portal, service)
    monkeypatch.setattr("permitdesk.casework.notice.queue_mail", lambda *mail: None)
    cases = {}
    for applicant in applicants(service):
        to = f"mailbox{applicant['id']}@example.org"
        answers = {**full_answers(service, applicant), "email": to}
        language = applicant["language"] if applicant["language"] in LANGUAGES else "en"
        submission = a_submission(
            applicant["family_name"],
            service=service,
            language=language,
            answers=answers,
            documents=[],
            evidence={"notices": consent_evidence(language)},
            notice_address=to,
        )
        someone = Person(applicant["family_name"], applicant["given_names"])
        kind = "contact" if service == "contact" else "application"
        cases[to] = file_case(submission, kind, someone), applicant
    with smtp.a_mail_server() as server:
        smtp.use(server, monkeypatch)
        do_jobs(portal)
        for case, _applicant in cases.values():
            notify(News(case, MESSAGE))
        do_jobs(portal)
        transaction.begin()
        assert len(server.mails) == 2 * len(cases)
        said = set()
        for (to,), message in server.mails:
            case, applicant = cases[to]
            for personal in _personal(case, applicant):
                assert not _says(message, personal), (personal, message.get_content())
            _assert_unreadable(message, case.reference)
            said.add((case.application.language, message["Subject"], _said(message)))
        languages = {case.application.language for case, _applicant in cases.values()}
        assert len(said) == 2 * len(languages), "everybody gets the same two mails"


def _personal(case, applicant):
    """Everything that tells who somebody is or what they want."""
    born = applicant["birth_date"]
    yield from (case.reference, case.service, *case.reference.split("-")[2:])
    names = ("family_name", "given_names", "name_original_script", "municipality", "email")
    yield from filter(None, (applicant[name] for name in names))
    if born["day"] and born["month"]:
        day = date(born["year"], born["month"], born["day"])
        yield from (day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d %m %Y}", str(day.year))
        yield from (in_words.day(day.isoformat(), tag) for tag in LANGUAGES)
    definition = revision_of(case).definition
    for name, value in case.application.answers.items():
        # What was typed; codes are words, and shorter texts could stand anywhere.
        is_typed = definition.field(name).type not in ("choice", "multi-choice")
        if is_typed and isinstance(value, str) and len(value) > 5:
            yield value


def _says(message, personal):
    names = ("Subject", "From", "Message-ID", "List-Unsubscribe")
    headers = "\n".join(_without_tokens(str(message[name])) for name in names)
    said = f"{headers}\n{_said(message)}"
    return re.search(rf"(?<!\w){re.escape(personal)}(?!\w)", said, re.IGNORECASE)


def _said(message):
    return _without_tokens(message.get_content())


def _without_tokens(text):
    """What the tokens hold is looked at apart."""
    return re.sub(r"\?t=[\w-]+", "", text)


def _assert_unreadable(message, reference):
    token = message["List-Unsubscribe"].partition("?t=")[2].rstrip(">")
    raw = base64.urlsafe_b64decode(token + "==")
    for part in (reference, *reference.split("-")[2:]):
        assert part.encode() not in raw and part not in token


def test_all_addresses_in_a_mail_are_the_portal_s_own(functional):
    site = functional["portal"]
    mail = compose(site, "EM-2026-7KQ4M-9TX2B", "amira@example.org", "de", MESSAGE)
    found = ADDRESS.findall(mail["body"])
    assert len(found) == 2
    assert all(each.startswith(site.absolute_url() + "/de/status") for each in found)
