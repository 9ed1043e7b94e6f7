"""Who may not configure gets nothing of a service's inside; who may brings in no code, no markup.

The pages and services are those that are registered, so that a new one is attacked as it appears.
"""

import json
from base64 import b64encode
from contextlib import contextmanager, suppress
from time import perf_counter
from urllib.parse import urlencode

import pytest
import transaction
from AccessControl import Unauthorized, getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager, setSecurityManager
from AccessControl.SpecialUsers import nobody
from plone.registry.interfaces import IRegistry
from zope.component import getGlobalSiteManager, getUtility
from zope.component.hooks import setSite
from zope.interface import Interface, alsoProvides

from casework_builders import PASSWORD, a_user, an_office
from designer_builders import PASSWORD as DESIGNERS
from designer_builders import a_designer
from intake.world import JSON, publish
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.services import edition_of
from permitdesk.services.interfaces import (
    IService,
    IServiceFieldContext,
    IServiceFieldsContext,
    IServiceFolder,
)

SERVICE = "/services/contact"
FORM = "application/x-www-form-urlencoded"
MARKED = "<img src=x onerror=alert(1)>"


def _registered(context: type) -> list[str]:
    """The names of our pages and services (``GET @form``) for a kind of object."""
    found = {
        each.name
        for each in getGlobalSiteManager().registeredAdapters()
        if context in each.required and len(each.required) == 2 and each.provided is Interface
    } - {""}
    return sorted(found)


def _pages() -> list[str]:
    names = [each for each in _registered(IService) if "_application_json_" not in each]
    return [
        *names,
        *(f"fields/@@{each}" for each in _registered(IServiceFieldsContext)),
        *(f"fields/topic/@@{each}" for each in _registered(IServiceFieldContext)),
    ]


def _services() -> list[tuple[str, str]]:
    found = [each for each in _registered(IService) if "_application_json_" in each]
    return [tuple(each.split("_application_json_")) for each in found]


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    an_office(portal)
    a_user(portal, "member")
    a_user(portal, "editor", "Editor", "Contributor", "Reviewer", "Reader")
    a_user(portal, "auditor", groups=("auditors",))
    a_designer(portal)
    portal["services"]["contact"].description = "Fassung, die niemand sieht"
    transaction.commit()
    return portal


def ask(method, path, by="", body=None, accept=JSON, password=""):
    headers = {}
    if by:
        password = password or (DESIGNERS if by == "gesa" else PASSWORD)
        headers["authorization"] = f"Basic {b64encode(f'{by}:{password}'.encode()).decode()}"
    kind, data = JSON, b"" if body is None else json.dumps(body).encode()
    if accept != JSON:
        kind, data = FORM, urlencode(body or {}).encode()
    return publish(method, path, data, accept=accept, content_type=kind, **headers)


def state(portal):
    """All that a service is: any write changes it."""
    transaction.begin()
    setSite(portal)
    service = portal["services"]["contact"]
    return edition_of(service), service._p_serial, service.published_number


def is_refused(answer) -> bool:
    if answer.status in (302, 303):
        return "require_login" in answer.headers.get("location", "")
    return answer.status in (401, 403, 404, 405)


INTRUDERS = ("", "member", "editor", "berta", "auditor")
# What everybody may ask, with what they see being public; ``Closed`` pages answer nobody.
PUBLIC_PAGES = {"view", "actions", "embedded", "export-easyform", "import-easyform", "saveddata",
                "folder_contents", "get_save_data_adapters", "validate_file",
                "validate_file_size", "z3cform_validate_field"}  # fmt: skip
PUBLIC_SERVICES = {("GET", "@form"), ("POST", "@applications"), ("GET", "@receipt")}


@pytest.mark.rotating(2)
@pytest.mark.parametrize("intruder", INTRUDERS)
def test_who_may_not_configure_gets_no_page_and_no_service(portal, intruder):
    pages = _registered(IService)
    assert {"design", "try-out", "translation-file", "texts", "moving"} <= set(pages)
    assert {("PATCH", "@labels"), ("POST", "@publish"), ("GET", "@package")} <= set(_services())
    before = state(portal)

    let_in = []
    with seen_as(portal, intruder):
        for context, names in (
            (portal["services"]["contact"], pages),
            (portal["services"], _registered(IServiceFolder)),
        ):
            for name in names:
                if "_application_json_" in name or name in PUBLIC_PAGES:
                    continue
                with suppress(Unauthorized):
                    context.restrictedTraverse(f"@@{name}")
                    let_in.append(name)
    for method, service in _services():
        if (method, service) not in PUBLIC_SERVICES:
            body = None if method == "GET" else {"act": "ask", "reason": "x"}
            answer = ask(method, f"{SERVICE}/{service}", intruder, body)
            if not is_refused(answer):
                let_in.append((method, service, answer.status))

    assert let_in == []
    assert state(portal) == before


def test_nothing_changes_by_following_a_link_or_without_the_page_s_token(portal):
    edition, *_rest = before = state(portal)
    sent = {"do": "down:topic", "save": "1", "delete": "1", "take": "1", "publish": "1",
            "form.button.save": "1", "source": "<model/>", "state": "1", "move": "1",
            "act": "ask", "reason": "x", "title": "Übernommen", "pos": "0",
            "edition": edition, "step": "message", "name": "topic"}  # fmt: skip

    changed = []
    for page in _pages():
        for method in ("GET", "POST"):
            query = f"?{urlencode(sent)}" if method == "GET" else ""
            body = sent if method == "POST" else None
            ask(method, f"{SERVICE}/{page}{query}", "gesa", body, "text/html")
            if state(portal) != before:
                changed.append((method, page))
                before = state(portal)

    assert changed == []


@contextmanager
def seen_as(portal, login):
    """Within it, ``login`` is who asks; nobody where it is empty."""
    transaction.begin()
    setSite(portal)
    alsoProvides(portal.REQUEST, IPermitdeskLayer)
    before = getSecurityManager()
    users = portal.acl_users
    newSecurityManager(None, users.getUserById(login).__of__(users) if login else nobody)
    try:
        yield
    finally:
        setSecurityManager(before)


def test_a_service_takes_no_body_that_another_site_s_form_could_send(portal):
    before = state(portal)
    token = b64encode(f"gesa:{DESIGNERS}".encode()).decode()
    for method, service in _services():
        if method == "GET":
            continue
        answer = publish(
            method, f"{SERVICE}/{service}", b'{"act": "ask", "reason": "x"}', accept=JSON,
            content_type="text/plain", authorization=f"Basic {token}",
        )  # fmt: skip
        assert answer.status in (400, 403, 404, 405), (method, service, answer.status)
    assert state(portal) == before


def test_a_designer_reads_no_case_by_a_service(portal):
    for path in (
        "/office/two/@service-replay", "/office/two/@@service-replay", "/@cases", "/office/@cases"
    ):  # fmt: skip
        for method, body in (("POST", {"service": "contact", "last": 9}), ("GET", None)):
            assert is_refused(ask(method, path, "gesa", body)), (method, path)


def test_markup_in_a_text_is_neither_published_nor_drawn(portal):
    transaction.begin()
    setSite(portal)
    texts = json.loads(portal["services"]["contact"].texts)
    hint = {"id": "evil", "kind": "info", "step": "message", "title": f"T {MARKED}",
            "text": f"H {MARKED}", "condition": {"field": "topic", "is": "other"}}  # fmt: skip
    hostile = {
        "title": f"Kontakt {MARKED}",
        "texts": json.dumps({**texts, "title": f"K {MARKED}", "summary": f"\u202eS {MARKED}"}),
        "hints": json.dumps([hint]),
        "slugs": json.dumps({"de": "../../evil"}),
    }
    for name, text in hostile.items():
        assert ask("PATCH", SERVICE, "gesa", {name: text}).status == 204, name

    refused = ask("POST", f"{SERVICE}/@publish", "gesa", {"reason": "x"})
    assert refused.status == 400, refused.text
    found = ask("GET", f"{SERVICE}/@findings", "gesa").text
    assert '"markup"' in found and '"address"' in found

    drawn = []
    pages = [f"{SERVICE}/{page}" for page in _pages()]
    for path in ("/services", "/de", "/de/antrag/kontakt", *pages):
        answer = ask("GET", path, "gesa", accept="text/html")
        if MARKED.encode() in answer.body or (answer.status >= 500 and path.endswith("design")):
            drawn.append((path, answer.status))
    assert drawn == []


def test_an_id_does_not_take_the_address_of_another_service(portal):
    transaction.begin()
    setSite(portal)
    slug = json.loads(portal["services"]["contact"].slugs)["de"]
    made = ask("POST", "/services", "gesa", {"@type": "Service", "id": slug, "title": "Falle"})
    assert made.status == 201, made.text

    found = ask("GET", f"/services/{slug}/@findings", "gesa").json

    assert "address" in json.dumps(found)


def test_a_file_of_translations_brings_in_no_markup_and_does_not_stall(portal):
    texts = ask("GET", f"{SERVICE}/@labels/en", "gesa").json["texts"]
    known = texts[0]
    quoted = json.dumps(known["source"], ensure_ascii=False)
    po = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=999999999\\n"\n\n'
    entry = f'msgctxt "{known["key"]}"\nmsgid {quoted}\n'
    files = {
        "markup": f'{entry}msgstr "{MARKED}"\n',
        "override": f'{entry}msgstr "\u202eevil"\n',
        "plurals": f'{po}{entry}msgid_plural "x"\nmsgstr[0] "y"\n',
        "entities": "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
        "deep": "<x>" * 100_000,
    }
    for name, text in files.items():
        begun = perf_counter()
        data = b64encode(text.encode()).decode()
        answer = ask("POST", f"{SERVICE}/@labels/en", "gesa", {"data": data, "take": True})
        assert answer.status == 400 or answer.json["taken"] == [], name
        assert perf_counter() - begun < 10, name
    assert ask("GET", f"{SERVICE}/@labels/en", "gesa").json["texts"][0] == known
