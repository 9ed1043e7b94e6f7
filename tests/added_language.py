"""Languages for which the portal ships no texts, and small files as a translator sends them.

Nobody who speaks these languages has reviewed the words: they stand for what a file brings.
"""

import pytest

from permitdesk.core import messages
from permitdesk.translation import Entry, catalogue, po, xliff
from permitdesk.translation.portal_texts import portal_texts

PASHTO = {
    "theme_skip_link": "منځپانګې ته ورشئ",
    "theme_office_name": "د بهرنیانو اداره",
    "theme_in_parts_german": "دا پاڼې لا په بشپړه توګه ستاسو ژبې ته نه دي ژباړل شوې.",
    "theme_date_day": "ورځ",
    "theme_date_month": "میاشت",
    "theme_date_year": "کال",
    "theme_yes": "هو",
    "theme_no": "نه",
    "intake_continue": "مخکې لاړ شئ",
    "intake_back": "بېرته",
    "intake_save_code": "د دوام لپاره ستاسو کوډ",
    "intake_pdf_title": "د رسېدو تصدیق",
    "intake_pdf_received": "رسېدلی: ${moment}",
    "theme_not_reviewed": "دا ژباړه لا د دې ژبې کوم ویونکي نه ده کتلې.",
}
KURMANJI = {
    "theme_skip_link": "Biçe naverokê",
    "theme_office_name": "Fermangeha Biyaniyan",
    "theme_date_day": "Roj",
    "theme_date_month": "Meh",
    "theme_date_year": "Sal",
    "theme_yes": "Erê",
    "theme_no": "Na",
    "intake_continue": "Berdewam bike",
    "intake_back": "Paş ve",
    "intake_save_code": "Koda we ji bo berdewamkirinê",
    "intake_pdf_title": "Belgeya wergirtinê",
    "intake_pdf_received": "Hat wergirtin: ${moment}",
}


@pytest.fixture
def asked(monkeypatch):
    """The ids of the messages that pages asked for in an added language."""
    found, before = set(), messages._added

    def added(message, tag):
        found.add(str(message))
        return before(message, tag)

    monkeypatch.setattr(messages, "_added", added)
    return found


def german(msgid: str) -> str:
    return next((text.german for text in portal_texts() if text.msgid == msgid), "Weg")


def as_po(tag: str, texts: dict[str, str], **instead: str) -> bytes:
    """A PO file with these texts by message id; ``instead`` is another German of some."""
    return po.write(tag, _entries(texts, instead))


def as_xliff(tag: str, texts: dict[str, str], state: str = "", **instead: str) -> bytes:
    return xliff.write("portal", tag, _entries(texts, instead, state))


def read_in(tag: str, texts: dict[str, str]) -> None:
    """As if an administrator had read such a file in."""
    plan = catalogue.planned(tag, as_xliff(tag, texts))
    assert not plan.refused, plan.refused
    catalogue.take(tag, plan.taken)


def _entries(texts, instead, state=""):
    return [
        Entry(msgid, instead.get(msgid) or german(msgid), text, state=state)
        for msgid, text in texts.items()
    ]
