"""A person who fills in the contact form, changes it, adds files, comes back with the code on
another device and sends, and remembers each thing that the portal has acknowledged.
"""

import hashlib
import secrets
import threading
import time
from collections.abc import Callable

import requests

from documents.files import a_pdf
from faults.visitor import BrokenError, LostError, Visitor, _receipt
from intake.world import a_message

FORM = "/de/antrag/kontakt"
STEPS = {
    "municipality": ("residence_municipality",),
    "topic": ("topic", "urgency"),
    "sender": ("sender_role",),
    "about": ("family_name", "given_names"),
    "reach": ("email", "contact_language", "callback_window"),
    "message": ("message", "privacy_read"),
}
FILES = "documents.attachments"
PATIENCE = 180  # seconds in which something must succeed
PAGES = 4  # of one step: new questions and hints are shown before going on


class Moments:
    """Lets a killer wait for the next moment in which somebody does a thing of a kind."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._counts: dict[str, int] = {}

    def begins(self, kind: str) -> None:
        with self._changed:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._changed.notify_all()

    def next(self, kind: str, patience: float = PATIENCE) -> bool:
        with self._changed:
            before = self._counts.get(kind, 0)
            return self._changed.wait_for(lambda: self._counts.get(kind, 0) > before, patience)


class Keeper(Visitor):
    """``texts`` are the messages tried so far, ``known`` says which of them was acknowledged last;
    ``files`` are SHA-256 by name, ``kept`` those of the files that were acknowledged."""

    def __init__(self, url: Callable[[], str], moments: Moments, over: threading.Event) -> None:
        super().__init__(url, a_message(), b"")
        self.moments, self.over = moments, over
        self.tag = secrets.token_hex(8)
        self.code, self.reference = "", ""
        self.steps: dict[str, dict[str, str]] = {}
        self.texts: list[str] = []
        self.known = -1
        self.files: dict[str, str] = {}
        self.kept: set[str] = set()
        self.again = 0

    # -- a whole application, as far as there is time

    def apply(self) -> None:
        """Raises ``LostError`` where something acknowledged is missing."""
        for step in STEPS:
            self.answer(step)
        self.upload()
        self.come_back()
        self.answer("message")
        self.upload()
        if not self.over.is_set():
            self.answer("message")
            self.come_back()
            self.send()

    # -- what a person does

    def answer(self, step: str) -> None:
        values = {name: self.answers[name] for name in STEPS[step]}
        if step == "message":
            self.texts.append(f"Wann kann ich meine Karte abholen? {self.tag} {len(self.texts)}")
            values["message"] = self.texts[-1]
        data = {name: "yes" if value is True else value for name, value in values.items()}
        for _page in range(PAGES):
            if self.until_heard(lambda: self.post_step(step, data, {})) != f"{FORM}/step/{step}":
                return
        raise LostError(f"{step} does not go on")

    def upload(self) -> None:
        name = f"Brief-{len(self.files)}.pdf"
        document = _a_document()
        self.files[name] = hashlib.sha256(document).hexdigest()
        files = {FILES: (name, document, "application/pdf")}
        self.until_heard(lambda: self.post_step("documents", {}, files))

    def send(self) -> None:
        found = self.until_heard(self._send)
        self.reference = found[0]

    def come_back(self) -> None:
        """On another device, with nothing but the code: everything acknowledged is there."""
        if self.over.is_set():
            return
        self.until_heard(self._resume)
        for step in self.steps:
            page = self.until_heard(lambda step=step: self._form(step))
            self.compare(step, dict(page.form_values()), page.text_content())
        page = self.until_heard(lambda: self._form("documents"))
        self.compare("documents", {}, page.text_content())

    def compare(self, step: str, values: dict, text: str) -> None:
        for name, value in self.steps.get(step, {}).items():
            if name != "message" and values.get(name) != value:
                raise LostError(f"{name} is {values.get(name)!r}, not {value!r}")
        if step == "message" and values.get("message") not in self.texts[self.known :]:
            raise LostError(f"message is {values.get('message')!r}, not {self.texts[self.known :]}")
        if step == "documents" and (missing := {n for n in self.kept if text.count(n) < 1}):
            raise LostError(f"files are missing: {missing}")

    # -- one request or two

    def heard(self, path: str, data: dict, files: dict, to: str) -> None:
        """Remember what was acknowledged."""
        step = path.rpartition("/")[2]
        if to.endswith("/resume"):
            raise LostError(f"sent from {path} to {to}")
        if step in STEPS:
            self.steps[step] = {name: data[name] for name in STEPS[step]}
        if step == "message":
            self.known = self.texts.index(data["message"])
        self.kept |= {each[0] for each in files.values()}

    def post_step(self, step: str, values: dict, files: dict) -> str:
        """The path to which it leads."""
        form = self._form(step)
        data = {name: value for name, value in form.form_values() if name and name != FILES}
        files = {n: each for n, each in files.items() if each[0] not in form.text_content()}
        self.moments.begins("upload" if files else "step")
        _page, to = self._open(
            "POST", f"{FORM}/step/{step}", {**data, **values, "continue": "1"}, files
        )
        return to

    def _form(self, step: str):
        page, path = self._open("GET", f"{FORM}/step/{step}")
        if not path.endswith(f"/{step}"):
            raise LostError(f"{step} is not there any more: {path}")
        if codes := page.xpath("//aside[contains(@class, 'pd-saved')]//bdi[@class='pd-code']"):
            self.code = codes[0].text_content().strip()
        return page.get_element_by_id("step")

    def _send(self) -> tuple[str, str]:
        page, path = self._open("GET", f"{FORM}/check")
        if not path.endswith("/receipt"):
            form = page.get_element_by_id("send")
            data = {name: value for name, value in form.form_values() if name}
            self.moments.begins("send")
            page, path = self._open("POST", f"{FORM}/check", {**data, "send": "1"})
        if not path.endswith("/receipt"):
            said = page.xpath("//*[@id='errors' or @id='open-points']//text()")
            raise LostError(f"not sent: {' '.join(' '.join(said).split())}")
        return _receipt(page)

    def _resume(self) -> None:
        self.browser = requests.Session()
        page, _path = self._open("GET", "/de/resume")
        form = next(each for each in page.forms if "resume_code" in each.fields)
        data = {name: value for name, value in form.form_values() if name}
        _page, to = self._open("POST", "/de/resume", {**data, "resume_code": self.code})
        if not to.startswith(f"{FORM}/"):
            raise LostError(f"the code leads to {to}")

    def until_heard(self, do):
        """Do it until there is an answer, as people do."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return do()
            except BrokenError:
                self.again += 1
                threading.Event().wait(0.2)
        raise LostError("no answer for minutes")


def _a_document() -> bytes:
    """No two alike, and large enough to be killed in the middle of."""

    def title(pdf) -> None:
        pdf.docinfo["/Title"] = secrets.token_hex(300_000)

    return a_pdf(change=title)
