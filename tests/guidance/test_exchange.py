"""Pages as a file for an agency: out and in again, nothing saved over in silence."""

import io

import pytest
import transaction
from plone import api

from guidance.translating import change, entry, say, told
from permitdesk.guidance.translating import exchange
from permitdesk.translation import (
    MISSING,
    REVIEWED,
    TRANSLATED,
    UnreadableFileError,
    xliff,
)


def key(page, name):
    return f"{api.content.get_uuid(page)}.{name}"


def file(page, tag="en", **texts):
    """The page's file, with other texts in it: ``name=text`` or ``name=(German, text)``."""
    changed = {key(page, name): text for name, text in texts.items()}
    read = []
    for each in xliff.read(exchange.export([api.content.get_uuid(page)], tag), tag):
        text = changed.get(each.key, each.text)
        source, text = text if isinstance(text, tuple) else (each.source, text)
        state = TRANSLATED if each.key in changed else each.state
        read.append(type(each)(**{**vars(each), "source": source, "text": text, "state": state}))
    return xliff.write("guidance", tag, read)


def refused(plan):
    return {
        each.entry.key.partition(".")[2]: [str(reason) for reason in each.reasons]
        for each in plan.refused
    }


def test_out_and_in_again_changes_nothing(page, english):
    say(page, who=("For **skilled workers** [(more)](/en).", REVIEWED))
    data = exchange.export([api.content.get_uuid(page)], "en")

    plan, _known = exchange.planned("en", data)

    assert (plan.taken, plan.refused) == ((), ())
    assert plan.unchanged == len(told(page)) == 4
    assert exchange.export([api.content.get_uuid(page)], "en") == data


def test_what_a_file_brings_is_what_the_next_one_takes_along(page):
    assert told(page, "fr")["who"] == (MISSING, "")
    data = file(page, "fr", title="Travailler", who="Pour **les qualifiés**.")
    plan, _known = exchange.planned("fr", data)
    exchange.take("fr", plan.taken)

    assert told(page, "fr")["who"] == (TRANSLATED, "Pour **les qualifiés**.")
    assert told(page, "fr")["title"] == (TRANSLATED, "Travailler")
    again, _known = exchange.planned("fr", data)
    assert again.taken == ()


@pytest.mark.parametrize(
    "texts, name, reason",
    [
        ({"who": "<p onclick='x()'>A</p>"}, "who", "guidance_translate_lost"),
        ({"who": "<script>x</script>"}, "who", "guidance_translate_lost"),
        ({"who": "[Pay here](https://example.net)"}, "who", "guidance_file_other_link"),
        ({"answer": "<b>A</b>"}, "answer", "translation_markup"),
        ({"title": "One\ntwo"}, "title", "guidance_translate_one_line"),
        ({"answer": ("Anderes Deutsch", "A")}, "answer", "translation_import_german"),
        ({"answer": ""}, "answer", "translation_import_empty"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    page,
    english,
    texts,
    name,
    reason,
):
    plan, _known = exchange.planned("en", file(page, **texts))

    assert refused(plan) == {name: [reason]}
    assert plan.taken == ()


def test_a_page_that_there_is_not_and_a_file_that_reads_others_are_refused(page):
    unknown = exchange.export([api.content.get_uuid(page)], "en").replace(
        api.content.get_uuid(page).encode(), b"0" * 32
    )
    plan, _known = exchange.planned("en", unknown)
    assert set(map(tuple, refused(plan).values())) == {("translation_import_unknown",)}
    assert plan.taken == ()
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + file(page).split(b"?>", 1)[1]
    with pytest.raises(UnreadableFileError):
        exchange.planned("en", evil)


def test_the_file_is_looked_at_first_and_taken_by_a_second_button(
    page,
    english,
    someone,
):
    change(page, answer="Eine ganz andere Antwort.")
    transaction.commit()
    portal = api.portal.get()
    browser = someone(f"{portal.absolute_url()}/@@coverage?state=outdated&to=en")
    browser.getLink(url="@@coverage-file").click()
    browser.getLink("XLIFF").click()
    data = browser.contents
    assert b"Eine ganz andere Antwort." in data and b"previous-version" in data

    browser.goBack()
    data = data.replace(b"It costs 100 euros.</target>", b"A new answer.</target>", 1)
    data = data.replace(b'state="needs-adaptation"', b'state="translated"')
    browser.getControl(name="file").add_file(io.BytesIO(data), "application/xml", "a.xlf")
    browser.getControl(name="look").click()
    assert "A new answer." in browser.contents and "It costs 100 euros." in browser.contents
    transaction.begin()
    assert "It costs" in english.answer
    browser.getControl(name="take").click()

    transaction.begin()
    assert english.answer.endswith("A new answer.")
    assert entry(page, "answer").state == TRANSLATED
