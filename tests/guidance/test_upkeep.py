"""What editors should mend is found, said in words, and nothing else is."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from datetime import date
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pikepdf
import pytest
import transaction
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.i18n import translate

from permitdesk.core import clock, jobs
from permitdesk.guidance.upkeep import asking, outside
from permitdesk.guidance.upkeep.reading import Link, read
from permitdesk.guidance.upkeep.report import report

TODAY = date(2026, 11, 30)
KEPT = {"source": "AufenthG", "as_of": date(2026, 10, 1)}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def found(an_editor, functional):
    """``found(language="de")``: what is said of each page, by its id."""

    def all_of(language="de"):
        return {
            each.address.rsplit("/", 1)[-1]: [
                (flaw.kind, translate(flaw.message, target_language="de")) for flaw in each.flaws
            ]
            for each in report(an_editor, functional["request"], language)
        }

    return all_of


@pytest.fixture
def write(make, an_editor):
    """``write(id, html, **fields)``: a German guidance page with a text."""

    def build(id, html="", publish=True, **fields):
        fields = {"title": id.title(), "answer": "Ja.", **KEPT, **fields}
        return make(an_editor["de"], "GuidancePage", id, publish, text_html=html, **fields)

    return build


# A text


def test_words_and_links_are_read_line_by_line():
    reading = read('<h3>Wo</h3><p>Hier <a href="/de">weiter</a>.</p><ul><li>A\nb</li></ul>')
    assert reading.words == "Wo\nHier weiter.\nA b"
    assert reading.links == (Link("weiter", "/de"),)
    assert read("").words == ""


def test_a_page_that_is_right_is_not_listed(write, found):
    other = write("ziel", "<p>Kommen Sie zu uns.</p>")
    write(
        "gut",
        f'<p><a href="resolveuid/{other.UID()}">Das Ziel</a> <a href="ziel">Dorthin</a>'
        ' <a href="/de/ziel">Dahin</a> <a href="/de/services">Alle Dienste</a> <a href="#wo">Wo</a>'
        ' <a href="mailto:abh@kreis.example">Schreiben Sie uns</a>'
        ' <a href="https://www.gesetze-im-internet.de/aufenthg_2004/">Das Gesetz</a></p>',
    )
    assert found() == {}


def test_links_that_lead_nowhere_or_where_visitors_see_nothing(write, found):
    hidden = write("verborgen", publish=False)
    gone = write("weg")
    uid = gone.UID()
    write(
        "quelle",
        f'<p><a href="resolveuid/{uid}">Eins</a> <a href="../resolveuid/{hidden.UID()}">Zwei</a>'
        ' <a href="/de/gibt-es-nicht">Drei</a> <a href="/de/antrag/nichts">Vier</a>'
        ' <a href="javascript:alert(1)">Fünf</a> <a href="http://alt.example/">Sechs</a></p>',
    )
    api.content.delete(gone, check_linkintegrity=False)
    said = [words for kind, words in found()["quelle"] if kind == "link"]
    assert len(said) == 6
    assert "„Eins“ führt ins Leere" in said[0]
    assert "„Zwei“ führt zu etwas, das Besucher nicht sehen: Verborgen" in said[1]
    assert "„Drei“" in said[2] and "„Vier“" in said[3]
    assert "„Fünf“ hat keine Adresse" in said[4]
    assert "„Sechs“ führt unverschlüsselt" in said[5]


def test_an_address_that_a_page_had_once_is_right(write, found):
    page = write("alt")
    transaction.savepoint(optimistic=True)
    api.content.rename(page, "neu", safe_id=False)
    write("quelle", '<p><a href="/de/alt">Die Seite</a></p>')
    assert "quelle" not in found()


@pytest.mark.parametrize("words", ["hier", "Hier klicken …", "https://kreis.example/", "→ mehr"])
def test_a_link_says_where_it_leads(write, found, words):
    write("quelle", f'<p><a href="/de">{words}</a></p>')
    (flaw,) = found()["quelle"]
    assert flaw[0] == "words" and words.strip("→ ") in flaw[1]


def test_a_translation_that_leads_to_the_german_page(english, page, make, an_editor, found):
    from plone.app.textfield import RichTextValue

    other = make(an_editor["en"], "GuidancePage", "other", title="Other", answer="Yes.")
    other.text = RichTextValue(
        f'<p><a href="resolveuid/{page.UID()}">To work</a></p>', "text/html", "text/x-html-safe"
    )
    other.reindexObject()
    (flaw,) = found("en")["other"]
    assert flaw[0] == "link" and english.absolute_url() in flaw[1]


def test_german_that_is_hard_is_said_of_german_only(write, found, make, an_editor):
    long = " ".join(["Wort"] * 30) + "."
    write("gesetz", law_html=f"<p>{long}</p>")
    write("schwer", f"<p>{long}</p>", answer="Bitte beachten Sie, dass Sie kommen müssen.")
    make(an_editor["en"], "GuidancePage", "long", title="Long", answer=long)
    kinds = [kind for kind, _words in found()["schwer"]]
    assert kinds == ["hard", "hard"]
    assert "gesetz" not in found()
    assert "long" not in found("en")


def test_source_day_and_service_of_a_page(write, found):
    write("leer", source="", as_of=None)
    write("alt", as_of=date(2025, 11, 1))
    write("dienst", service="gibt-es-nicht")
    write("impressum", source="", as_of=None, role="imprint")
    assert [kind for kind, _words in found()["leer"]] == ["source", "source"]
    assert "über einem Jahr" in found()["alt"][0][1]
    assert found()["dienst"][0][0] == "link" and "keinen Knopf" in found()["dienst"][0][1]
    assert "impressum" not in found()


# Pictures and files


def test_a_picture_needs_a_description(make, an_editor, found):
    picture = make(an_editor["de"], "Image", "karte.png", publish=False, title="Karte")
    assert found()["karte.png"][0][0] == "picture"
    picture.description = "Rückseite der Karte, die Nummer steht oben rechts."
    assert "karte.png" not in found()


def a_pdf(tagged: bool) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    if tagged:
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
        )
        pdf.Root.Lang = pikepdf.String("de")
    written = BytesIO()
    pdf.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "number"),
    [
        (a_pdf(tagged=True), "application/pdf", 0),
        (a_pdf(tagged=False), "application/pdf", 2),
        (b"%PDF-1.7 broken", "application/pdf", 1),
        (b"PK", "application/vnd.oasis.opendocument.text", 1),
    ],
)
def test_a_file_that_not_everybody_can_read(make, an_editor, found, content, kind, number):
    made = make(an_editor["de"], "File", "blatt", publish=False, title="Blatt")
    made.file = NamedBlobFile(content, kind, "blatt.pdf")
    transaction.savepoint(optimistic=True)
    assert len(found().get("blatt", ())) == number


# Other hosts


@contextmanager
def a_host():
    """A host on loopback: /gone is gone, /shy does not like HEAD, /moved leads elsewhere."""
    answers = {"/gone": 404, "/fine": 200, "/moved": 302}

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            shy = self.command == "HEAD" and self.path == "/shy"
            self.send_response(405 if shy else answers.get(self.path, 200))
            self.end_headers()

        do_GET = do_HEAD

        def log_message(self, *_arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_host_is_asked_and_nothing_followed():
    with a_host() as host:
        asked = {
            path: outside.status_of(host + path, may_ask=lambda _address: True)
            for path in ("/gone", "/fine", "/moved", "/shy")
        }
    assert asked == {"/gone": 404, "/fine": 200, "/moved": 302, "/shy": 200}


def test_the_offices_own_network_is_never_asked():
    with a_host() as host:
        assert outside.status_of(f"{host}/gone") is None
    for address in ("10.0.0.1", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%eth0", "0.0.0.0"):
        assert not outside.is_public(address)
    carried = ("::ffff:10.0.0.1", "::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::1")
    for address in (*carried, "fec0::1", "fd00::1", "2001:0:a00:1::", "100.64.0.1", "ff02::1"):
        assert not outside.is_public(address)
    assert outside.is_public("1.1.1.1") and outside.is_public("2606:4700:4700::1111")
    other = ("http://1.1.1.1:22/", "https://1.1.1.1:25/")
    for address in ("ftp://1.1.1.1/", "http://", "http://[", "file:///etc/passwd", *other):
        assert outside.status_of(address) is None


def test_who_does_not_answer_is_not_gone():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert outside.status_of(f"http://127.0.0.1:{port}/", may_ask=lambda _address: True) is None


@pytest.mark.parametrize(("scheme", "answer"), [("http", b"HTTP/1.1 "), ("https", b"")])
def test_a_host_that_never_comes_to_an_end_keeps_nobody(monkeypatch, scheme, answer):
    """It sends a letter now and then, or does not finish the handshake."""
    monkeypatch.setattr(outside, "LONGEST", 1)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip():
            with suppress(OSError), server.accept()[0] as there:
                there.sendall(answer)
                while not stop.wait(0.1):
                    there.sendall(b"2" if answer else b"")

        threading.Thread(target=drip, daemon=True).start()
        address, begun = f"{scheme}://127.0.0.1:{server.getsockname()[1]}/", time.monotonic()
        assert outside.status_of(address, may_ask=lambda _address: True) is None
        stop.set()
    assert time.monotonic() - begun < 5


def test_what_a_host_says_is_gone_stands_in_the_list_until_it_is_back(write, found, an_editor):
    write("quelle", '<p><a href="https://weg.example/a?b=1">Das Amt</a></p>')
    write("geheim", '<p><a href="https://geheim.example/">Noch geheim</a></p>', publish=False)
    asked, status = [], 404

    class Asking(asking.AskOutside):
        def ask(self, address):
            asked.append(address)
            return status

    Asking()(an_editor, {})
    assert not asked  # nobody has switched it on
    outside.switch(an_editor, True)
    Asking()(an_editor, {})
    assert "https://weg.example/a?b=1" in asked and "https://geheim.example/" not in asked
    assert "404" in found()["quelle"][0][1]
    status = None
    Asking()(an_editor, {})
    assert "quelle" in found()  # silence changes nothing
    status = 200
    Asking()(an_editor, {})
    assert "quelle" not in found()
    outside.switch(an_editor, False)
    assert outside.gone(an_editor) == {}


def test_many_addresses_are_asked_in_several_errands(write, an_editor, monkeypatch):
    links = "".join(f'<a href="https://a{n}.example/">Amt {n}</a> ' for n in range(20))
    write("viele", f"<p>{links}</p>")
    monkeypatch.setattr(asking.AskOutside, "ask", staticmethod(lambda _address: 200))
    outside.switch(an_editor, True)
    before = len(set(jobs.queue(an_editor)))
    asking.AskOutside()(an_editor, {})
    queue = jobs.queue(an_editor)
    todo = [jobs.payload(queue.get(key)).get("todo") for key in queue
            if queue.get(key).name == outside.JOB]  # fmt: skip
    assert len(set(queue)) == before + 1
    assert max(map(len, filter(None, todo))) >= 5


# The page


def test_the_list_leads_to_the_page_and_the_page_to_the_list(write, someone, an_editor):
    page = write("quelle", '<p><a href="/de/gibt-es-nicht">Das Amt &amp; du</a></p>')
    transaction.commit()
    listed = someone(f"{an_editor.absolute_url()}/@@upkeep?kind=link&lang=de").contents
    assert "„Das Amt & du“ führt ins Leere" in unescape(listed)
    assert f"{page.absolute_url()}/edit" in listed
    shown = someone(page.absolute_url())
    assert "Zu verbessern: 1" in shown.contents
    shown.getLink("Zu verbessern: 1").click()
    assert "führt ins Leere" in unescape(shown.contents)


def test_visitors_learn_nothing_of_it(write, visitor, an_editor):
    page = write("quelle", '<p><a href="/de/gibt-es-nicht">Das Amt</a></p>')
    transaction.commit()
    visitor.open(page.absolute_url())
    assert "Zu verbessern" not in visitor.contents
    visitor.handleErrors = True
    visitor.raiseHttpErrors = False
    visitor.open(f"{an_editor.absolute_url()}/@@upkeep")
    assert "Das Amt" not in visitor.contents


def test_an_administrator_switches_the_questions_to_other_hosts(someone, an_editor):
    page = someone(f"{an_editor.absolute_url()}/@@upkeep?lang=de")
    page.getControl("Einmal in der Woche prüfen").click()
    assert outside.is_on(an_editor)
    page.getControl("Nicht mehr prüfen").click()
    assert not outside.is_on(an_editor)


def test_other_programs_get_the_same(write, someone, an_editor):
    write("quelle", '<p><a href="/de/gibt-es-nicht">Das Amt</a></p>')
    transaction.commit()
    browser = someone(an_editor.absolute_url())
    browser.addHeader("Accept", "application/json")
    browser.open(f"{an_editor.absolute_url()}/@upkeep?language=de&lang=de")
    told = json.loads(browser.contents)
    (item,) = (each for each in told["items"] if each["@id"].endswith("/quelle"))
    assert item["flaws"][0]["kind"] == "link" and "ins Leere" in item["flaws"][0]["message"]
    assert told["counts"]["link"] == told["items_total"] == 1
