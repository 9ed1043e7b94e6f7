"""The demo texts themselves, without Plone."""

import re
import tomllib
from importlib import resources

import pytest

from permitdesk.core import languages
from permitdesk.demo.markup import to_html

CONTENT = resources.files("permitdesk.demo") / "content"
PLAN = tomllib.loads((CONTENT / "pages.toml").read_text("utf-8"))["page"]
TRANSLATED = [entry for entry in PLAN if not entry.get("only_german")]


def texts(tag, key):
    return tomllib.loads((CONTENT / tag / f"{key}.toml").read_text("utf-8"))


@pytest.mark.parametrize("key", [entry["key"] for entry in TRANSLATED])
@pytest.mark.parametrize("tag", list(languages.LANGUAGES))
def test_every_page_has_the_same_parts_in_every_language(tag, key):
    german, text = texts("de", key), texts(tag, key)
    assert text.keys() == german.keys()
    assert all(text.values())
    for part in german:
        if part not in ("slug", "title"):
            for sign in (r"(?m)^- ", r"\]\(page:[\w-]+\)", r"(?m)^## "):
                assert len(re.findall(sign, text[part])) == len(re.findall(sign, german[part])), (
                    part
                )


@pytest.mark.parametrize("tag", ["uk", "ar", "ru", "fa"])
def test_translations_are_written_in_their_script(tag):
    letters = {"uk": r"[Ѐ-ӿ]", "ar": r"[؀-ۿ]", "ru": r"[Ѐ-ӿ]", "fa": r"[؀-ۿ]"}[tag]
    for entry in TRANSLATED:
        for part, text in texts(tag, entry["key"]).items():
            if part not in ("slug", "source"):  # a source is named in the law's own words
                assert re.search(letters, text), (entry["key"], part)


def test_the_guidance_is_whole_in_german_and_the_most_important_of_it_in_every_language():
    guidance = [entry for entry in PLAN if entry["type"] == "GuidancePage" and "role" not in entry]
    assert len(guidance) >= 25
    assert len([entry for entry in guidance if entry in TRANSLATED]) >= 12
    assert len([entry for entry in TRANSLATED if entry["type"] == "Flyer"]) == 4
    assert all(texts("de", entry["key"])["law"] for entry in guidance if entry["key"] != "contact")


def test_every_link_to_a_page_leads_to_one_of_the_plan():
    keys = {entry["key"] for entry in PLAN}
    for entry in PLAN:
        for text in texts("de", entry["key"]).values():
            assert set(re.findall(r"\]\(page:([\w-]+)\)", text)) <= keys


def test_slugs_are_plain_and_differ_within_a_folder():
    for tag in languages.LANGUAGES:
        there = [entry for entry in PLAN if (CONTENT / tag / f"{entry['key']}.toml").is_file()]
        slugs = [(entry.get("parent"), texts(tag, entry["key"])["slug"]) for entry in there]
        assert len(set(slugs)) == len(slugs)
        assert all(re.fullmatch(r"[a-z0-9-]+", slug) for _, slug in slugs)


def test_the_notation():
    html = to_html("Eins\nzwei & <drei>\n\n- a\n- [b](page:x)\n\n## c\n\na@b.de", lambda k: f"/{k}")
    assert html == (
        '<p>Eins zwei &amp; &lt;drei&gt;</p><ul><li>a</li><li><a href="/x">b</a></li></ul>'
        "<h2>c</h2><p><bdi>a@b.de</bdi></p>"
    )


def test_german_terms_in_another_script_keep_their_order():
    html = to_html("القانون (§ 81 Abs. 4 AufenthG)، المادة 18a، 30 دقيقة، 05555 480-0.", str)
    assert "(<bdi>§ 81 Abs. 4 AufenthG</bdi>)" in html
    assert "<bdi>18a</bdi>" in html and "<bdi>05555 480-0</bdi>" in html
    assert "<bdi>30" not in html
