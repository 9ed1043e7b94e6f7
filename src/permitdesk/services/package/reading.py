"""A service out of a package, with everything that is wrong with it."""

from collections.abc import Iterator, Mapping

from zope.i18nmessageid import Message

from permitdesk.services.compose import ServiceFiles
from permitdesk.services.definition import Limits
from permitdesk.services.examples import MOST as MOST_EXAMPLES
from permitdesk.services.examples import BadExampleError, Example, read_example, to_json
from permitdesk.services.labels import Label
from permitdesk.services.layout import laid_out
from permitdesk.services.package.archive import JSONS, LABELS, PAPER, unpacked
from permitdesk.services.package.manifest import NAME, problems_of
from permitdesk.services.package.papers import read_papers
from permitdesk.services.package.refusal import (
    HAS_MARKUP,
    NOT_READABLE,
    NOT_RIGHT,
    TOO_LARGE,
    UnreadablePackageError,
    named,
    within,
)
from permitdesk.services.package.screening import read_json, unfit, unfit_in_model
from permitdesk.services.parse import read as read_definition
from permitdesk.services.xml import UnsafeModelError, screened
from permitdesk.translation import UnreadableFileError, po, wrong


def read(data: bytes) -> ServiceFiles:
    """The service that a package holds. Raises ``UnreadablePackageError``."""
    members = unpacked(data)
    problems: list[Message] = []
    manifest = _data(members, "manifest.json", dict, problems)
    texts = _data(members, "texts.json", dict, problems)
    lists = {name: _data(members, name, list, problems) for name in JSONS}
    papers = _data(members, PAPER, dict, problems) if PAPER in members else {}
    if problems:
        raise UnreadablePackageError(problems)
    texts = {name: _joined(text) for name, text in texts.items()}
    problems += [*problems_of(manifest), *_wrong_kinds(texts, lists)]
    jsons = (("manifest.json", manifest), ("texts.json", texts), (PAPER, papers))
    for name, found in (*jsons, *lists.items()):
        problems += [named(HAS_MARKUP, f"{name}: {text[:60]}") for text in unfit(found)]
    model = _model(members["fields.xml"], problems)
    labels = {
        found[1]: _table(name, content, problems)
        for name, content in members.items()
        if (found := LABELS.fullmatch(name))
    }
    examples = _examples(lists["examples.json"], problems)
    paper_forms, pdfs = read_papers(papers, members, problems)
    if problems:
        raise UnreadablePackageError(problems)
    files = ServiceFiles(
        id=manifest["id"],
        kind=manifest["kind"],
        reference_prefix=manifest["reference_prefix"],
        fees=" ".join(manifest.get("fees", ())),
        title=manifest["title"],
        slugs=manifest.get("slugs", {}),
        texts=texts,
        hints=tuple(lists["hints.json"]),
        fee_rules=tuple(lists["fee_rules.json"]),
        fields_model=laid_out(model),
        labels=labels,
        accepts_applications=manifest.get("accepts_applications", True),
        former_slugs=manifest.get("former_slugs", {}),
        limits=Limits(**manifest.get("limits", {})),
        examples=to_json(examples),
        paper_forms=paper_forms,
        paper_bytes=pdfs.__getitem__,
    )
    _check_readable(files)
    return files


def _data(members: Mapping[str, bytes], name: str, kind: type, problems: list):
    """What a member says; a list may lack."""
    try:
        return read_json(members.get(name, b"[]"), kind)
    except ValueError:
        problems.append(named(NOT_RIGHT, name))
        return kind()


def _joined(text: object) -> object:
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        return "\n".join(text)
    return text


def _wrong_kinds(texts: Mapping, lists: Mapping[str, list]) -> Iterator[Message]:
    for name, text in texts.items():
        if not NAME.fullmatch(name) or not isinstance(text, str):
            yield named(NOT_RIGHT, f"texts.json: {name}")
    for name, found in lists.items():
        if not all(isinstance(each, dict) for each in found):
            yield named(NOT_RIGHT, name)


def _model(content: bytes, problems: list) -> str:
    try:
        model = screened(content).decode()
    except UnsafeModelError as error:
        problems += error.messages
    except UnicodeDecodeError:
        problems.append(named(NOT_RIGHT, "fields.xml"))
    else:
        problems += [
            named(HAS_MARKUP, f"fields.xml: {text[:60]}") for text in unfit_in_model(model)
        ]
        return model
    return ""


def _check_readable(files: ServiceFiles) -> None:
    """It need not be ready to publish, but all that it says must be readable."""
    parts = (files.fields_model, files.texts, files.hints, files.fee_rules, files.limits)
    try:
        definition, found = read_definition(*parts)
    except (TypeError, AttributeError, KeyError, ValueError, RecursionError) as error:
        raise UnreadablePackageError([NOT_READABLE]) from error
    unreadable = [each.message for each in found if each.kind == "unreadable"]
    if definition is None or unreadable:
        raise UnreadablePackageError(unreadable or [each.message for each in found])


def _table(name: str, content: bytes, problems: list) -> dict[str, Label]:
    try:
        entries = po.read(content)
    except UnreadableFileError as error:
        problems.append(within(name, error.message))
        return {}
    for each in entries:
        foreign = unfit([each.key, each.source])
        problems += [named(HAS_MARKUP, f"{name}: {text[:60]}") for text in foreign]
        problems += [within(f"{name}, {each.key[:60]}", m) for m in wrong(each.source, each.text)]
    return {each.key: Label(each.source, each.text) for each in entries if each.text}


def _examples(found: list, problems: list) -> list[Example]:
    """The examples of a package, without what somebody elsewhere said was right."""
    read: list[Example] = []
    for each in found[: MOST_EXAMPLES + 1]:
        try:
            read.append(read_example(each, str(each.get("id", "x"))))
        except (BadExampleError, AttributeError):
            problems.append(named(NOT_RIGHT, "examples.json"))
    if len(found) > MOST_EXAMPLES:
        problems.append(TOO_LARGE)
    return read
