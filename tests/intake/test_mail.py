"""The mail that confirms: in the person's language, with a way to the status page."""

import pytest

from permitdesk.core import jobs
from permitdesk.intake.mail import confirm

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


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.every_text
def test_it_says_where_to_see_the_status(functional, language):
    site = functional["portal"]
    queue = jobs.queue(site, create=True)
    before = set(queue)
    confirm(site, "amira@example.org", language)
    (key,) = set(queue) - before
    mail = jobs.payload(queue.get(key))
    assert WORDS[language] in mail["body"]
    assert f"{site.absolute_url()}/{language}/status" in mail["body"]
    assert "${" not in mail["body"] + mail["subject"]
