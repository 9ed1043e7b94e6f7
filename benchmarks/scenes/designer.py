"""A designer at a service of 120 questions in eight languages, beside stock easyform's editor.

Again and again somebody changes a question, looks at the form, at what was found, at a language's
table, changes a translation, and publishes. Each part is timed by itself; the page with the form
that it sends is fetched before. So whatever is remembered of a state is worked out anew each time.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from itertools import count

from benchmarks import large
from benchmarks.client import Answer, Client, UnexpectedAnswerError
from benchmarks.result import Result, within
from benchmarks.rounds import Watch, watched
from benchmarks.scenes.casework import staff
from benchmarks.servers import Server

WHO = "frau.yildiz"
OPEN, SAVE, FINDINGS = "open", "save", "findings"
TABLE, SAVE_TEXT, PUBLISH = "table", "save text", "publish"
SERVICE = f"/services/{large.NAME}"
FORM = f"/Plone/{large.NAME}"
AT_MOST, TABLE_AT_MOST = 1000, 500  # milliseconds
_numbers = count(1)


def measure(
    ours: Server, password: str, stock: Server, admin: str, rounds: int, number: int
) -> Iterable[Result]:
    """``admin`` is the password of stock's administrator."""
    texts = f"{sum(1 for _ in large.texts()):,}"
    beside, found = watched(
        [
            (stock, stock_editor(stock, admin), max(1, number // 3)),
            (ours, designer(ours, password), number),
        ],
        rounds,
    )
    what = f"of a service with {large.QUESTIONS} questions in eight languages"
    yield within(f"Form {what}, after a change", found[OPEN], AT_MOST, beside[OPEN])
    yield within(f"A question {what} is saved", found[SAVE], AT_MOST, beside[SAVE])
    yield within(f"Everything found, {what}, after a change", found[FINDINGS], AT_MOST)
    yield within(f"Table of {texts} texts, after a change", found[TABLE], TABLE_AT_MOST)
    yield within(f"A translation of {texts} is saved", found[SAVE_TEXT], TABLE_AT_MOST)
    yield within(f"Publishing {what}", found[PUBLISH], AT_MOST)


def designer(ours: Server, password: str) -> Callable[[Watch], object]:
    """Somebody who changes one question after the other, each time with everything around it."""
    client = staff(ours, {WHO: password}, WHO)

    def unit(watch: Watch) -> None:
        number = next(_numbers)
        name = f"q{number % large.QUESTIONS:03}"
        page = client.get(f"{SERVICE}/@@design-question?name={name}")
        path, fields = page.form("save")
        title = f"Was steht in Ihrem Antrag, Fassung {number}?"
        with watch(SAVE):
            client.post(path, _with(fields, title=title, save="1"), expect=303)
        with watch(OPEN):
            page = client.get(f"{SERVICE}/@@design?step=s{number % large.STEPS + 1}")
        _has(page, 'id="q-')
        with watch(FINDINGS):
            _has(client.get(f"{SERVICE}/@@findings"), "findings-")
        with watch(TABLE):
            page = client.get(f"{SERVICE}/@@translations?to=uk")
        path, fields = page.form("save")
        with watch(SAVE_TEXT):
            sent = _with(fields, **{"text.0": f"{number} uk", "save": "1"})
            client.post(path, sent, expect=303)
        path, fields = client.get(f"{SERVICE}/@@revisions").form("publish")
        with watch(PUBLISH):
            sent = _with(fields, reason="Gemessen", publish="1")
            client.post(path, sent, expect=303)

    return unit


def stock_editor(stock: Server, password: str) -> Callable[[Watch], object]:
    """An administrator who changes one field after the other in easyform's own editor."""
    token = b64encode(f"admin:{password}".encode()).decode()
    client = Client(stock.url, authorization=f"Basic {token}")

    def unit(watch: Watch) -> None:
        number = next(_numbers)
        name = f"q{number % large.QUESTIONS:03}"
        path, fields = client.get(f"{FORM}/fields/{name}").form("form.buttons.save")
        sent = _with(fields, **{"form.widgets.title": f"Fassung {number}"})
        sent.append(("form.buttons.save", "Save"))
        with watch(SAVE):
            client.post(path, sent, expect=200)  # the form again
        with watch(OPEN):
            page = client.get(f"{FORM}/fields")
        _has(page, f"Fassung {number}")

    return unit


def _with(fields: Iterable[tuple[str, str]], **changed: str) -> list[tuple[str, str]]:
    """What a form would send, with some of it filled in otherwise."""
    return [(name, value) for name, value in fields if name not in changed] + [*changed.items()]


def _has(page: Answer, text: str) -> None:
    if text not in page.text:
        raise UnexpectedAnswerError(f"{text} is not on the page: {page.body[:500]!r}")
