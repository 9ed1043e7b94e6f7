"""The guidance of the demo district, from the files in ``content/``, in every language."""

import tomllib
from datetime import date
from importlib import resources

from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITG, IMutableTG
from plone.app.textfield import RichTextValue
from plone.base.interfaces import ILanguage

from permitdesk.core import languages
from permitdesk.demo.markup import to_html
from permitdesk.guidance import SECTIONS, in_bulk, keep_versions

_RICH = ("text", *SECTIONS)
AS_OF = date(2026, 11, 29)  # when somebody last looked through the texts


def create_pages(site) -> None:
    """Create what is missing, linked as translations. What is there stays as it is.

    A page without a file in a language is not published there; nor is what stands below it.
    """
    with in_bulk(site):
        _create_pages(site)
    keep_versions(site)


def _create_pages(site) -> None:
    plan, remarks = _read("pages.toml")["page"], _read("remarks.toml")
    texts = {
        (tag, entry["key"]): _read(f"{tag}/{entry['key']}.toml")
        for tag in languages.LANGUAGES
        for entry in plan
        if _is_there(f"{tag}/{entry['key']}.toml")
    }
    made = {}
    new = []
    for tag in languages.LANGUAGES:
        for entry in plan:
            if not {(tag, entry["key"]), (tag, entry.get("parent", entry["key"]))} <= texts.keys():
                continue
            where = made[tag, entry["parent"]] if "parent" in entry else site[tag]
            text = texts[tag, entry["key"]]
            if text["slug"] not in where:
                _create(where, tag, entry, text)
                new.append((tag, entry))
            made[tag, entry["key"]] = where[text["slug"]]
    for tag, entry in new:
        page = made[tag, entry["key"]]
        text = texts[tag, entry["key"]]
        belongs_to = made.get((languages.SOURCE, entry.get("page", "")))
        _fill(page, entry, text, remarks[tag], _addresses(made, tag), belongs_to)
        _link(page, made[languages.SOURCE, entry["key"]])
        if api.content.get_state(page) != "published":
            api.content.transition(page, "publish")
        page.reindexObject()


def _create(where, tag: str, entry: dict, text: dict) -> None:
    page = api.content.create(where, entry["type"], text["slug"], title=text["title"])
    ILanguage(page).set_language(tag)


def _fill(page, entry: dict, text: dict, remark: str, address_of, belongs_to) -> None:
    page.description = text.get("description", "")
    page.sort = entry.get("sort", 100)
    if entry["type"] == "Topic":
        page.services = "\n".join(entry["services"])
    elif entry["type"] == "Notice":
        _announce(page, entry, text)
    elif entry["type"] == "FrequentQuestion":
        page.answer = _rich(text["answer"], address_of)
        page.page = ITG(belongs_to) if belongs_to is not None else None
        page.service, page.unsettled = entry.get("service"), entry.get("unsettled", False)
        page.source, page.as_of = text["source"], AS_OF
    elif entry["type"] == "NewsEntry":
        page.day, page.text = entry["day"], _rich(text["text"], address_of)
    elif entry["type"] == "Flyer":
        page.picker, page.as_of = entry.get("picker"), AS_OF
        for name in ("answer", "steps", "notes", "responsible", "source"):
            setattr(page, name, text.get(name, "").strip())
    else:
        page.answer = text["answer"]
        page.service = entry.get("service")
        page.role = entry.get("role")
        page.occasions = set(entry.get("occasions", ()))
        page.remark = remark
        if "source" in entry:  # in the law's own words, whatever language the page is in
            page.source, page.as_of = entry["source"], AS_OF
        for name in _RICH:
            if name in text:
                setattr(page, name, _rich(text[name], address_of))


def _announce(notice, entry: dict, text: dict) -> None:
    notice.text = text["text"]
    if "places" in entry:
        notice.kind, notice.places = entry["kind"], set(entry["places"])
        notice.effective_date = DateTime()
        notice.expiration_date = DateTime() + entry["days"]


def _rich(text: str, address_of) -> RichTextValue:
    return RichTextValue(to_html(text, address_of), "text/html", "text/x-html-safe")


def _addresses(made: dict, tag: str):
    def address_of(key: str) -> str:
        # A page that is not translated yet is read in German; its frame says so.
        page = made.get((tag, key)) or made[languages.SOURCE, key]
        return f"resolveuid/{api.content.get_uuid(page)}"

    return address_of


def _link(page, german) -> None:
    if ITG(page) != ITG(german):
        IMutableTG(page).set(ITG(german))


def _source(name: str):
    return resources.files("permitdesk.demo") / "content" / name


def _is_there(name: str) -> bool:
    return _source(name).is_file()


def _read(name: str) -> dict:
    return tomllib.loads(_source(name).read_text("utf-8"))
