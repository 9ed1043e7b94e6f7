"""A mail server on the loopback interface: takes mails, refuses addresses, is away, comes back."""

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

from plone.registry.interfaces import IRegistry
from zope.component import getUtility


class MailServer:
    """``mails`` are those taken, as (recipients, message). ``refuses`` answers RCPT, ``at_data``
    the text; both are what an SMTP server says, empty for yes."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], object]] = []
        self.refuses = self.at_data = ""
        self.meanwhile = lambda: None  # what happens while it takes a mail
        self._server = None
        self.port = 0

    def start(self) -> "MailServer":
        """Listen: on a free port at first, on the same one after a ``stop``."""
        asked = self

        class Conversation(_Conversation):
            server_state = asked

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Conversation)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """Nobody listens there any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def texts(self) -> list[str]:
        """Everything of each mail that somebody can read: headers decoded, and the body."""
        return [
            "\n".join(f"{name}: {value}" for name, value in message.items())
            + "\n\n"
            + message.get_content()
            for _to, message in self.mails
        ]

    @property
    def recipients(self) -> list[str]:
        return [each for to, _message in self.mails for each in to]


class _Conversation(socketserver.StreamRequestHandler):
    server_state: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        state, to = self.server_state, []
        self.say("220 test")
        while line := self.rfile.readline():
            word, rest = line[:4].upper(), line[4:].decode().strip()
            if word in (b"EHLO", b"HELO", b"MAIL", b"RSET", b"NOOP"):
                self.say("250 yes")
            elif word == b"RCPT":
                if not state.refuses:
                    to.append(rest.partition("<")[2].partition(">")[0])
                self.say(state.refuses or "250 yes")
            elif word == b"DATA":
                self.take(to)
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("500 what?")

    def take(self, to: list[str]) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        self.server_state.meanwhile()
        if not self.server_state.at_data:
            message = message_from_bytes(b"".join(lines), policy=policy.default)
            self.server_state.mails.append((list(to), message))
        self.say(self.server_state.at_data or "250 taken")


@contextmanager
def a_mail_server():
    """A server that listens; set the portal's mail settings by ``use``."""
    server = MailServer().start()
    try:
        yield server
    finally:
        server.stop()


def use(server: MailServer, monkeypatch) -> None:
    """Have the current portal send its mails there."""
    monkeypatch.delenv("PERMITDESK_MAIL_DIRECTORY", raising=False)
    settings = getUtility(IRegistry)
    settings["plone.email_from_address"] = "portal@example.org"
    settings["plone.email_from_name"] = "Kreis Auental"
    settings["plone.smtp_host"] = "127.0.0.1"
    settings["plone.smtp_port"] = server.port
