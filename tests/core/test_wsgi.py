"""The portal at the root of its host: nobody outside chooses another host or another site."""

import pytest

from permitdesk.core.wsgi import serve_site_at_root


def asked(path, host="portal.example:8080", address="", **more):
    """The path that Zope gets, or the status that the filter answers."""
    answer = []

    def zope(environ, start_response):
        answer.append(environ["PATH_INFO"])
        return []

    app = serve_site_at_root(zope, {}, site="auental", address=address)
    environ = {"PATH_INFO": path, "HTTP_HOST": host, "wsgi.url_scheme": "http", **more}
    app(environ, lambda status, headers: answer.append(status))
    return answer[0]


def test_a_page_is_looked_for_in_the_site():
    found = asked("/de/status")
    assert found == "/VirtualHostBase/http/portal.example:8080/auental/VirtualHostRoot/de/status"


@pytest.mark.parametrize("method", ["OPTIONS", "DELETE", "PUT", "PROPFIND", "X"])
def test_pages_are_asked_and_sent_to_and_nothing_else(method):
    assert asked("/de/hand-in", REQUEST_METHOD=method) == "405 Method Not Allowed"
    assert asked("/de/hand-in", REQUEST_METHOD=method, HTTP_ACCEPT="text/html") == (
        "405 Method Not Allowed"
    )
    assert asked("/de", REQUEST_METHOD=method, HTTP_ACCEPT="application/json").endswith("/de")


def test_a_path_that_is_no_text_is_a_page_that_does_not_exist():
    assert asked("/de/\xc3\xa4").endswith("/VirtualHostRoot/de/\xc3\xa4")
    assert asked("/de/\xff\xfe").endswith("/VirtualHostRoot/de/\xef\xbf\xbd\xef\xbf\xbd")


def test_the_root_of_zope_has_a_name_of_its_own():
    found = asked("/_zope/manage")
    assert found == "/VirtualHostBase/http/portal.example:8080/VirtualHostRoot/_vh__zope/manage"


def test_the_root_of_zope_can_be_closed(monkeypatch):
    monkeypatch.setenv("PERMITDESK_ZOPE_ROOT", "off")
    assert asked("/_zope/manage") == asked("/_zope") == "404 Not Found"
    assert asked("/de").endswith("/de")


@pytest.mark.parametrize("path", ["/aq_parent/manage", "/de/aq_inner/aq_parent", "/aq_parent"])
def test_no_other_way_leads_above_the_site(path):
    assert asked(path) == "404 Not Found"


@pytest.mark.parametrize(
    "path",
    [
        "/VirtualHostBase/https/evil.example:443/auental/VirtualHostRoot/de",
        "/de/VirtualHostBase/https/evil.example:443/VirtualHostRoot/x",
        "/VirtualHostRoot/de",
        "/_vh_evil/de",
        "/_zope/VirtualHostBase/https/evil.example/VirtualHostRoot",
    ],
)
def test_a_visitor_steers_no_virtual_hosting(path):
    assert asked(path) == "404 Not Found"


@pytest.mark.parametrize("host", ["evil.example/x", "a b", "evil.example/VirtualHostRoot", "ü.de"])
def test_a_host_that_is_none_is_refused(host):
    assert asked("/de", host) == "400 Bad Request"


def test_with_a_public_address_the_host_of_a_request_does_not_count():
    found = asked("/de", "evil.example", "https://portal.example")
    assert found == "/VirtualHostBase/https/portal.example:443/auental/VirtualHostRoot/de"
    found = asked("/de", "evil.example", "http://portal.example:8080")
    assert found == "/VirtualHostBase/http/portal.example:8080/auental/VirtualHostRoot/de"


@pytest.mark.parametrize("address", ["portal.example", "https://portal.example/x", "ftp://x.de"])
def test_an_address_that_is_none_stops_the_start(address):
    with pytest.raises(ValueError, match="PERMITDESK_ADDRESS"):
        asked("/de", address=address)


def test_head_is_get_without_its_content():
    asked_as, said, closed = [], [], []

    class Content(list):
        def close(self):
            closed.append(True)

    def zope(environ, start_response):
        asked_as.append(environ["REQUEST_METHOD"])
        start_response("200 OK", [("Content-Length", "4")])
        return Content([b"page"])

    environ = {"REQUEST_METHOD": "HEAD", "PATH_INFO": "/de", "HTTP_HOST": "portal.example"}
    app = serve_site_at_root(zope, {}, site="auental")
    content = app(environ, lambda status, headers: said.extend([status, *headers]))

    assert list(content) == [] and asked_as == ["GET"] and closed == [True]
    assert said == ["200 OK", ("Content-Length", "4")]


@pytest.mark.parametrize(
    "address, kept",
    [
        ("https://portal.example", ["__ac=x; Path=/; HttpOnly; Secure", "pd=y; Path=/; Secure"]),
        ("http://portal.example", ["__ac=x; Path=/; HttpOnly", "pd=y; Path=/; Secure"]),
    ],
)
def test_a_cookie_of_a_portal_behind_tls_never_travels_without(address, kept):
    """Plone's session cookie does not know; whoever listens to one plain request would have it."""

    def zope(environ, start_response):
        cookies = ["__ac=x; Path=/; HttpOnly", "pd=y; Path=/; Secure"]
        start_response("200 OK", [("Set-Cookie", cookie) for cookie in cookies])
        return []

    said = []
    environ = {"PATH_INFO": "/de", "HTTP_HOST": "portal.example", "wsgi.url_scheme": "http"}
    app = serve_site_at_root(zope, {}, site="auental", address=address)
    app(environ, lambda status, headers, exc_info=None: said.extend(headers))

    assert [value for _name, value in said] == kept


FORM, UPLOAD = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    "kind, size, path, found",
    [
        (FORM, 4 * 1024 * 1024, "/ar/apply/x/step/y", "/ar/apply/x/step/y"),
        (FORM, 4 * 1024 * 1024 + 1, "/ar/apply/x/step/y", "/too-large?lang=ar"),
        (UPLOAD, 30 * 1024 * 1024, "/uk/apply/x/step/y", "/uk/apply/x/step/y"),
        (UPLOAD, 257 * 1024 * 1024, "/uk/apply/x/step/y", "/too-large?lang=uk"),
        (UPLOAD, 257 * 1024 * 1024, "/de-simple/apply/x", "/too-large?lang=de-simple"),
        (UPLOAD, 257 * 1024 * 1024, "/services/x", "/too-large?"),
    ],
)
def test_what_is_too_large_is_explained_and_not_read(kind, size, path, found):
    seen = []

    def zope(environ, start_response):
        path = environ["PATH_INFO"].split("VirtualHostRoot")[1]
        query = f"?{environ['QUERY_STRING']}" if "QUERY_STRING" in environ else ""
        seen.append((path + query, environ["REQUEST_METHOD"]))
        return []

    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "HTTP_HOST": "portal.example",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(size),
        "wsgi.input": None,
    }
    list(serve_site_at_root(zope, {}, site="auental")(environ, None))
    assert seen == [(found, "POST" if found == path else "GET")]


def test_a_program_hears_that_it_is_too_large():
    said = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/services/contact/@applications",
        "HTTP_ACCEPT": "application/json",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(300 * 1024 * 1024),
    }
    app = serve_site_at_root(None, {}, site="auental")
    answer = b"".join(app(environ, lambda status, headers: said.append(status)))
    assert said == ["413 Content Too Large"] and b"PayloadTooLarge" in answer
