"""No one but those responsible sees a case, its documents, its title, by any address.

Each intruder tries every address below; none may answer with anything of the case.
"""

import gzip
import json
import re
from html import unescape

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from casework_builders import CODE, PASSWORD, a_case, a_document, a_user, an_office
from permitdesk.casework.letters import letter as letters
from permitdesk.core import clock

CONTENT = b"%PDF-1.7 GEHEIMES DOKUMENT"
SECRETS = ("GEHEIM", "Geheimvorname", "Xaverius", "geheimdatei")


def words(text):
    return text.split()


# Below a case; ``case`` is the case itself.
PAGES = words("""
@@case view @@view case @@document/1 document/1 document-page/1/1 @@document-page/1/1?size=large
@@accept-document @@reject-document @@document-validity @@request-documents @@send-text
@@move edit @@edit manage manage_main
manage_workspace manage_access manage_propertiesForm manage_UndoForm sharing @@sharing
content_status_history @@historyview @@history folder_contents @@folder_contents @@getSource
object_view base_view Title title reference title_or_id Description person person/family_name
application application/answers history row decision SearchableText Creator absolute_url
index_html @@plone @@plone_context_state/object_title @@iconresolver @@sitemap rss.xml atom.xml
RSS feed @@content-core delete_confirmation @@delete_confirmation object_copy object_rename
@@export-content document_src manage_FTPget manage_DAVget get_size indexObject workflow_history
@@redirection-controlpanel @@linkintegrity @@images @@download/documents @@display-file
@@getVocabulary?name=plone.app.vocabularies.Catalog @@babel_view @@search?SearchableText=Xaver*
@@settle
@@assign @@deliver @@give-away @@take-back-case @@confirm-delivery?delivery=k @@delivery-sent
@@delivery-again bundle @@bundle bundle/k _deliveries _internal
@@note @@correct-note @@withdraw-note @@task @@change-task @@finish-task @@reopen-task @@set-label
@@unset-label @@link-case @@unlink-case @@block-case @@lift-block @@issue-certificate
@@refuse-certificate @@certificate-wanted @@certificate-handed-over @@answer-contact
@@close-contact @@attach-contact @@no-reply @@attached @@attached/XX/1 ?history=all
@@hearing @@hearing-answer @@decide @@take-back-decision @@record-delivery @@delivery/x
@@correct-delivery @@letter-new @@letter/{letter} @@letter/{letter}/pdf
""")  # fmt: skip
SERVICES = words("""
@checklist @document-pages/1/1
@workflow @workflow/take_up @history @documents/1 @sharing @types @actions @breadcrumbs
@navigation @contextnavigation @navroot @aliases @relations @locking @lock @translations
@translation-locator @copy @move @delete @tus-upload @querystring-search @search @addons
@content-rules @workflow/history @upgrade @form-data @iterate @groups @email-notification @site
@hearing @decision @delivery @letters @letters/{letter} @letters/{letter}/file
@userschema @controlpanels @database @system @inherit @linkintegrity
@suggestions
@assignment @bundle @bundle/k @transfers @transfers/k @authority
@notes @tasks @labels @links @certificate @contact @attached/XX/1 @case-history
""")  # fmt: skip
EVERYWHERE = words("""
@search?fullobjects=1&SearchableText={name} @search?SearchableText={reference}
@search?portal_type=Case @search?path=/plone/office&metadata_fields=_all
@search?Title={reference} @search?b_size=1000 @search?id={id} @@search?SearchableText={reference}
@@updated_search?SearchableText={name} @@ajax-search?SearchableText={reference}
livesearch_reply?q={name} @@getVocabulary?name=plone.app.vocabularies.Catalog&query={reference}
sitemap sitemap.xml.gz @@sitemap.xml.gz search_rss?SearchableText={reference} RSS rss.xml
atom.xml @navigation?expand.navigation.depth=9 @sitemap @cases @cases?q={name}
@cases?q={reference} @cases?desk=two/x-z @cases?desk=two/a-k @querystring-search?query=%5B%5D
@resolve-recycle @linkintegrity?uids={id} resolveuid/{id} @@redirect-to-uuid/{id} @@resolveuid
@@uuid @@multilingual-map @@multilingual-selector/{id}/de @contextnavigation @types office
office/two office/two/x-z office/two/x-z/folder_contents office/two/x-z/@@fc-contextInfo
office/two/x-z/@@listing_view office/two/x-z/@search office/two/x-z/objectIds
office/two/x-z/objectValues office/two/x-z/contentIds office/two/x-z/manage_main
office/two/x-z/manage_findResult office/two/x-z/keys office/two/x-z/values office/cases
office/cases/rows office/cases/path?reference={reference} office/_cases
office/two/x-z/listFolderContents office/two/x-z/getFolderContents office/two/x-z/@@getVocabulary
office/two/x-z/@@sharing office/two/x-z/@history office/two/x-z/@@export-content
office/manage_main office/two/manage_main @@audit @@contentlisting @@full_review_list
@@plone-upgrade portal_catalog/manage_catalogView portal_catalog/searchResults
portal_workflow/getWorklistsResults @@confirm-action @@dashboard
office/two/x-z/manage_exportObject office/two/x-z/manage_copyObjects?ids={id}
office/two/x-z/@@fc-copy office/two/@@usergroup-userprefs office/two/@@reassign
office/@@handed-on?desk=two/x-z office/@@reassigned?from=two/x-z
office/@assignments office/moved office/note_move office/_moved
@querystring @users @relations
@relations?source={id} @redirects @aliases @cases-search @bulk @errands @errands/x/file
@case-searches @case-columns @cases?search=x @cases?waiting=office&label=x office/@@bulk
office/@@errand office/@@errand/x office/@@errand/x/file office/@@worklist-save office/_kept
office/@@worklist-columns office/@@worklist-forget office?search=x&waiting=office
office/@tasks office/@@tasks office/tasks?show=all office/two/@labels office/_todo office/_ties
""")  # fmt: skip


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def case(portal):
    an_office(portal)
    from permitdesk import casework

    unit = portal["office"]["two"]
    for name in ("xenia", "ex", "later"):
        a_user(portal, name, groups=("caseworkers",))
    today = clock.today()
    casework.add_desk(
        unit,
        "x-z",
        "Ordner X",
        "X–Xz",
        members=["xenia"],
        deputies=[
            "ex 2020-01-01 2020-12-31",
            "later 2990-01-01 2990-12-31",
            f"dora {today} {today}",
        ],
    )
    a_user(portal, "member")
    a_user(portal, "editor", "Editor", "Contributor", "Reviewer", "Reader")
    a_user(portal, "siteadmin", "Site Administrator")
    a_user(portal, "manager", "Manager")
    a_user(portal, "auditor", groups=("auditors",))
    a_user(portal, "designer", groups=("service-designers",))
    case = a_case("Xaverius", documents=[a_document(CONTENT, "geheimdatei.pdf")])
    casework.add_letter_templates(portal["office"])
    letters.begin(case, "freier-brief")
    transaction.commit()
    return case


@pytest.fixture
def browser_of(functional):
    def browser_of(user, accept="text/html"):
        browser = Browser(functional["app"])
        if user == "owner":
            user, password = SITE_OWNER_NAME, SITE_OWNER_PASSWORD
        else:
            password = PASSWORD
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{password}")
        browser.addHeader("Accept", accept)
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.followRedirects = True
        return browser

    return browser_of


INTRUDERS = (
    "", "member", "editor", "siteadmin", "manager", "owner", "berta", "ex", "later", "auditor",
    "designer",
)  # fmt: skip


def text(browser):
    """What was answered, as text: also documents and compressed sitemaps."""
    body = browser.contents
    if isinstance(body, bytes):
        if body.startswith(b"\x1f\x8b"):
            body = gzip.decompress(body)
        body = body.decode("utf-8", "replace")
    return unescape(body)


def leaks(browser, case, secrets=SECRETS):
    """What an answer shows of the case, but for what the question itself contained."""
    asked = browser.url
    shown = text(browser) + str(browser.headers)
    # An error page may repeat the address; a search page what was searched for.
    for echo in (case.absolute_url(), case.absolute_url_path(), asked):
        shown = shown.replace(echo, "")
    found = [secret for secret in secrets if secret in shown]
    if case.reference in shown and case.reference not in asked:
        found.append("reference")
    return found


@pytest.mark.rotating(4)
@pytest.mark.parametrize("intruder", INTRUDERS)
def test_nothing_below_a_case_answers(case, browser_of, intruder):
    address = case.absolute_url()
    for accept, names in (("text/html", ["", *PAGES]), ("application/json", ["", *SERVICES])):
        browser = browser_of(intruder, accept)
        for name in names:
            path = name.replace("{letter}", letters.letters(case)[0].id)
            browser.open(f"{address}/{path}".rstrip("/"))
            assert leaks(browser, case) == [], name
            if name in (
                "",
                "@@case",
                "document/1",
                "@documents/1",
                "@@decide",
                "@@letter/{letter}",
                "@@letter/{letter}/pdf",
                "@letters/{letter}",
                "@decision",
                "@workflow",
                "@history",
                "Title",
            ):
                sent_away = re.search("login|insufficient-privileges", browser.url)
                refused = re.match("401|403|404", browser.headers["status"])
                assert sent_away or refused, name


@pytest.mark.rotating(2)
@pytest.mark.parametrize("intruder", ["", "editor", "manager", "berta"])
def test_no_list_search_feed_or_tool_knows_a_case(portal, case, browser_of, intruder):
    names = {"name": "Xaverius", "reference": case.reference, "id": case.getId()}
    for accept in ("text/html", "application/json"):
        browser = browser_of(intruder, accept)
        for name in EVERYWHERE:
            browser.open(f"{portal.absolute_url()}/{name.format(**names)}")
            shown = text(browser)
            assert "Geheimvorname" not in shown, name
            assert "geheimdatei" not in shown, name
            if "{id}" not in name:
                assert case.getId() not in shown, name
            if "{reference}" not in name and name != "@@audit":
                assert case.reference not in shown, name
            if accept == "application/json" and shown.startswith("{"):
                assert json.loads(shown).get("items_total", 0) == 0 or case.getId() not in shown


@pytest.mark.rotating(1)
@pytest.mark.parametrize("intruder", ["manager", "siteadmin", "berta"])
def test_no_write_reaches_a_case(portal, case, browser_of, intruder):
    site, address = portal.absolute_url(), case.absolute_url()
    path = case.absolute_url_path().removeprefix("/plone")
    browser = browser_of(intruder, "application/json")

    def send(url, data):
        browser.post(url, json.dumps(data), "application/json")
        return browser.headers["status"]

    for url, data in (
        (f"{address}/@workflow/take_up", {}),
        (f"{address}/@sharing", {"entries": [{"id": intruder, "roles": {"Case Reader": True}}]}),
        (f"{address}/@decision", {"outcome": "granted", "reason": "x", "legal_basis": "x"}),
        (f"{address}/@hearing", {"until": "2990-01-01"}),
        (f"{address}/@delivery", {"way": "handed-over"}),
        (f"{address}/@letters", {"template": "freier-brief"}),
        (f"{site}/@copy", {"source": path}),
        (f"{site}/@copy", {"source": address}),
        (f"{site}/@move", {"source": path}),
        (f"{site}/@copy", {"source": path.rpartition("/")[0]}),
        (f"{site}/@move", {"source": path.rpartition("/")[0]}),
        (f"{site}/office/two/x-z", {"@type": "Case", "title": "x"}),
        (f"{address}/@assignment", {"desk": "two/l-z", "reason": "x"}),
        (f"{address}/@transfers", {}),
        (f"{address}/@authority", {"name": "X", "reason": "x", "moved_on": "2026-01-01"}),
        (
            f"{site}/office/@assignments",
            {"references": [case.reference], "desk": "two/l-z", "reason": "x"},
        ),
    ):
        status = send(url, data)
        assert leaks(browser, case) == [], url
        assert not status.startswith(("200", "201")) or "case" not in text(browser).lower(), url
    transaction.begin()
    assert case.state == "received"
    assert not hasattr(portal.aq_base, "x-z")
    browser.open(address)
    assert leaks(browser, case) == []


def test_those_responsible_do_see_it(portal, case, browser_of):
    """The proof that the attack would have noticed something."""
    for insider in ("xenia", "chef", "dora"):
        browser = browser_of(insider)
        browser.open(case.absolute_url())
        assert leaks(browser, case) == [
            "GEHEIM",
            "Geheimvorname",
            "Xaverius",
            "geheimdatei",
            "reference",
        ]
        browser.open(f"{case.absolute_url()}/document/1")
        assert browser.contents == CONTENT
        browser = browser_of(insider, "application/json")
        browser.open(f"{portal.absolute_url()}/@cases")
        assert [item["reference"] for item in json.loads(browser.contents)["items"]] == [
            case.reference
        ]
    assert CODE not in text(browser)
