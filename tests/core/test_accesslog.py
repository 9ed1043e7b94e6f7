"""What somebody looked for is in no log."""

import logging

from paste.translogger import TransLogger

from permitdesk.core.wsgi import serve_site_at_root


def test_the_access_log_keeps_the_path_alone(caplog):
    def zope(environ, start_response):
        start_response("200 OK", [("Content-Length", "0")])
        return []

    app = TransLogger(serve_site_at_root(zope, {}, site="auental"), setup_console_handler=False)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/office",
        "QUERY_STRING": "q=Geheimname",
        "HTTP_REFERER": "http://portal.example/office?q=Geheimname&desk=two/a-k",
        "HTTP_HOST": "portal.example",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
    }
    with caplog.at_level(logging.INFO, logger="wsgi"):
        app(environ, lambda status, headers, exc_info=None: None)

    assert "GET /office?… HTTP/1.1" in caplog.text
    assert "Geheimname" not in caplog.text and "desk" not in caplog.text
