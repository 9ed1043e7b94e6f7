"""A real Chromium before a real portal with the demo district."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

import page_checks
import running_portal


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The running portal: ``url``, ``instance``, ``mails``, ``password(login)``."""
    directory = tmp_path_factory.mktemp("portal") / "instance"
    directory.mkdir()
    portal = None
    try:
        portal = running_portal.start(directory)
        yield portal
    finally:
        if portal is not None:
            portal.stop()


@pytest.fixture(scope="session")
def portal_url(demo) -> str:
    """The portal's address without a slash at its end."""
    return demo.url


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, which reaches no host but this one."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "There is no Chromium: apt-get install chromium"
    arguments = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, portal_url):
    """Open a page of its own visitor: ``open_page(width=1280, javascript=True, locale="ar")``.

    When the test ends, no request may have left the portal, and no answer may have been a 5xx.
    """
    contexts, left, broken = [], set(), []
    host = urlsplit(portal_url).netloc

    def note_request(request):
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != host:
            left.add(request.url)

    def note_answer(answer):
        if answer.status >= 500:
            broken.append(f"{answer.status} {answer.url}")

    def open_page(width=360, height=780, javascript=False, locale="de-DE", **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            base_url=portal_url,
            accept_downloads=True,
            **options,
        )
        context.set_default_timeout(20_000)
        context.on("request", note_request)
        context.on("response", note_answer)
        contexts.append(context)
        page = context.new_page()
        if not javascript:
            page_checks.forbid_scripts(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not left, f"Requests left the portal: {sorted(left)}"
    assert not broken, f"The portal failed: {broken}"


@pytest.fixture
def page(open_page):
    """A phone of 360 pixels, in German, without JavaScript."""
    return open_page()


@pytest.fixture(scope="session")
def signed_in():
    """The cookies of who of the office signed in already, by login."""
    return {}


@pytest.fixture
def staff(demo, open_page, signed_in):
    """The workplace of somebody of the office: ``staff("frau.kaya", width=360)``.

    Each signs in once in a session; whoever comes later takes the cookies along.
    """

    def staff(login, width=1280, **options):
        page = open_page(width=width, storage_state=signed_in.get(login), **options)
        if login in signed_in:
            page.goto("/office")
            return page
        page.goto("/login")
        page.locator("[name=__ac_name]").fill(login)
        page.locator("[name=__ac_password]").fill(demo.password(login))
        page.locator("[name=__ac_password]").press("Enter")
        page.wait_for_url(lambda address: "login" not in address)
        signed_in[login] = page.context.storage_state()
        return page

    return staff


@pytest.fixture
def axe():
    """``axe(page, floor=5)``: fails with what stands in somebody's way on this page."""
    return page_checks.assert_accessible
