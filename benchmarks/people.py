"""People who fill in the 45 questions, in ours page by page, in stock easyform all at once."""

import base64
import itertools
import json
import re
import secrets
import time
from collections.abc import Callable, Iterable

from benchmarks.client import Answer, Client, UnexpectedAnswerError
from benchmarks.forms import answers, questions
from benchmarks.servers import Server

_variants = itertools.count(secrets.randbelow(40000))
_TOKEN = re.compile(r"name=\"_authenticator\" value=\"([^\"]+)\"")


def wizard_fields(names: Iterable[str], variant: int) -> list[tuple[str, str]]:
    """Answers to these questions as a browser sends them from a page of ours."""
    kinds, given, fields = dict(questions()), answers(variant), []
    for name in names:
        value = given[name]
        if kinds[name] == "date":
            parts = zip(("year", "month", "day"), str(value).split("-"), strict=True)
            fields += [(f"{name}.{part}", text) for part, text in parts]
        elif kinds[name] == "yes-no":
            fields.append((name, "yes" if value else "no"))
        else:
            fields.append((name, str(value)))
    return fields


def stock_fields(variant: int) -> list[tuple[str, str]]:
    """Answers to all questions as a browser sends them from easyform's page."""
    kinds, fields = dict(questions()), []
    for name, value in answers(variant).items():
        widget = f"form.widgets.{name}"
        if kinds[name] == "choice":
            fields += [(f"{widget}:list", str(value)), (f"{widget}-empty-marker", "1")]
        elif kinds[name] == "yes-no":
            fields += [(f"{widget}:list", "selected"), (f"{widget}-empty-marker", "1")]
        else:
            fields.append((widget, str(value)))
    return [*fields, ("form.buttons.submit", "Absenden")]


def stepper(server: Server, service: str) -> Callable[[], object]:
    """Somebody with a draft who opens the one step of a service and answers it, again and again."""
    client, path = Client(server.url), f"/de/antrag/{service}/step/s1"
    _step(client, path, client.get(path))
    return lambda: _step(client, path, client.get(path))


def _step(
    client: Client,
    path: str,
    page: Answer,
    paper: Callable[[], bytes] | None = None,
    variant: int | None = None,
) -> Answer:
    """Answer the questions of a page, give the document that it asks for, if any, and go on;
    raises when that stays on the page."""
    hidden = page.hidden
    shown = hidden["shown"].split()
    variant = next(_variants) if variant is None else variant
    asked = [name for name in shown if "." not in name]
    fields = [*hidden.items(), *wizard_fields(asked, variant), ("continue", "1")]
    documents = [name for name in shown if name.startswith("documents.")]
    file = (documents[0], paper()) if documents and paper else None
    answer = client.upload(path, fields, file, expect=303)
    if path.rpartition("/")[2] in answer.headers["Location"].rpartition("/")[2]:
        raise UnexpectedAnswerError(f"{path} did not go on: {answer.headers['Location']}")
    return answer


def saver(
    server: Server, service: str, paper: Callable[[], bytes], note: Callable[[float], object]
) -> Callable[[], Callable[[], None]]:
    """Somebody who answers all steps of a service up to the check; ``note`` is told how many
    seconds each took. Returns what looks afterwards whether every answer is still there."""

    def unit() -> Callable[[], None]:
        client, variant = Client(server.url), next(_variants)
        steps, path = [], f"/de/antrag/{service}/step/s1"
        while "/step/" in path:
            began = time.perf_counter()
            answer = _step(client, path, client.get(path), paper, variant)
            note(time.perf_counter() - began)
            steps.append(path)
            path = answer.headers["Location"].partition(server.url)[2]
        check = path

        def look() -> None:
            text = client.get(check).text
            answers = text.count(f"Antwort {variant}")
            files = text.count("papier.pdf")
            texts = sum(kind == "text" for _name, kind in questions())
            if answers < texts or files < len(steps) or "open-points" in text:
                raise UnexpectedAnswerError(f"{answers} of {texts} texts, {files} files are there")

        return look

    return unit


def stock_stepper(server: Server, form: str) -> Callable[[], object]:
    """Somebody who opens a stock form and answers it, again and again."""
    client, path = Client(server.url), f"/Plone/{form}"

    def unit() -> None:
        token = _token(client.get(path))
        fields = [*stock_fields(next(_variants)), ("_authenticator", token)]
        _thanked(client.upload(path, fields, None, expect=200))

    return unit


def sender(server: Server, service: str, paper: Callable[[], bytes]) -> Callable[[], object]:
    """A program that sends whole applications with a document through the API."""
    client = Client(server.url)

    def unit() -> None:
        body = {
            "language": "de",
            "answers": answers(next(_variants)),
            "documents": [
                {
                    "requirement": "paper",
                    "filename": "papier.pdf",
                    "content-type": "application/pdf",
                    "encoding": "base64",
                    "data": base64.b64encode(paper()).decode(),
                }
            ],
        }
        client.ask(
            "POST",
            f"/services/{service}/@applications",
            json.dumps(body).encode(),
            "application/json",
            expect=201,
            Accept="application/json",
            Idempotency_Key=secrets.token_hex(20),
        )

    return unit


def stock_sender(server: Server, form: str, paper: Callable[[], bytes]) -> Callable[[], object]:
    """Somebody who posts a stock form with a document; the page was opened before."""
    client, path = Client(server.url), f"/Plone/{form}"
    token = _token(client.get(path))

    def unit() -> None:
        fields = [*stock_fields(next(_variants)), ("_authenticator", token)]
        file = ("form.widgets.paper", paper())
        _thanked(client.upload(path, fields, file, expect=200))

    return unit


def beginner(server: Server, service: str) -> Callable[[], object]:
    """People who open a step and answer it for the first time, so that a draft begins."""

    def unit() -> None:
        client, path = Client(server.url), f"/de/antrag/{service}/step/s1"
        _step(client, path, client.get(path))

    return unit


def applicant(url: str, service: str) -> Callable[[], object]:
    """Somebody who walks from the start page through all steps and the check to the receipt."""

    def unit() -> None:
        client, home = Client(url), f"/de/antrag/{service}"
        client.get(home)
        path = f"{home}/step/s1"
        while "/step/" in path:
            answer = _step(client, path, client.get(path))
            path = answer.headers["Location"].partition(url)[2]
        page = client.get(path)
        answer = client.post(path, {**page.hidden, "send": "1"}, expect=303)
        receipt = client.get(answer.headers["Location"].partition(url)[2])
        if not re.search(r"MS-\d{4}-", receipt.text):
            raise UnexpectedAnswerError("No receipt.")

    return unit


def _token(page: Answer) -> str:
    found = _TOKEN.search(page.text)
    if not found:
        raise UnexpectedAnswerError("The stock form has no token.")
    return found[1]


def _thanked(page: Answer) -> None:
    if "easyform-thankspage" not in page.text and "formThanks" not in page.text:
        raise UnexpectedAnswerError("The stock form was not accepted.")
