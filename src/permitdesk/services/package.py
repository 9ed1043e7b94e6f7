"""A service as one file to carry elsewhere: a zip of texts that one can read and compare.

``manifest.json`` says what it is, ``fields.xml`` what is asked with all conditions and documents,
``texts.json``, ``hints.json`` and ``fee_rules.json`` the German texts and rules, ``labels/uk.po``
a language each, ``examples.json`` the examples. The same service gives the same bytes, whenever
and wherever it is written. What is read is screened as if a stranger had sent it.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from io import BytesIO

from lxml import etree
from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.characters import is_whole
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.definition import MOST_FILES, MOST_MEGABYTES, USUAL, Limits
from permitdesk.services.examples import MOST as MOST_EXAMPLES
from permitdesk.services.examples import BadExampleError, Example, read_example, to_json
from permitdesk.services.labels import Label
from permitdesk.services.layout import laid_out
from permitdesk.services.naming import PREFIX, SLUG
from permitdesk.services.parse import read as read_definition
from permitdesk.services.xml import UnsafeModelError, screened
from permitdesk.translation import MARKUP, UnreadableFileError, po, wrong

FORMAT = "permitdesk-service-1"
MEDIA_TYPE = "application/zip"
MOST_BYTES = 8_000_000  # of the file
MOST_UNPACKED = 16_000_000  # of all that is in it
MOST_DEPTH = 30
LABELS = re.compile(r"labels/([a-z]{2,3})\.po")
NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
LONGEST_NAME = 80
KINDS = ("application", "contact")
_NEEDED = ("manifest.json", "texts.json", "fields.xml")
_JSONS = ("hints.json", "fee_rules.json", "examples.json")
_MANIFEST = frozenset(
    (
        *("format", "id", "title", "kind", "reference_prefix", "accepts_applications", "fees"),
        *("limits", "slugs", "former_slugs"),
    )
)

NOT_READABLE = _(
    "services_package_not_readable",
    default="Die Datei ist kein Paket eines Online-Dienstes, oder sie ist beschädigt.",
)
TOO_LARGE = _("services_package_too_large", default="Das Paket ist zu groß.")
FOREIGN = _(
    "services_package_foreign",
    default="Im Paket steht etwas, das nicht hineingehört: ${name}",
)
LACKING = _("services_package_lacking", default="Im Paket fehlt: ${name}")
NOT_RIGHT = _("services_package_not_right", default="Diese Angabe im Paket geht nicht: ${name}")
HAS_MARKUP = _(
    "services_package_markup",
    default="Ein Text im Paket enthält HTML oder unsichtbare Zeichen. Das ist nicht erlaubt:"
    " ${name}",
)


class UnreadablePackageError(ValueError):
    """Not a package that may come in; ``messages`` say all that is wrong with it."""

    def __init__(self, messages: Iterable[Message | str]):
        self.messages = tuple(messages)
        super().__init__(
            "\n".join(translate(each, target_language=SOURCE) for each in self.messages)
        )


def write(files: ServiceFiles, order: Sequence[str] = ()) -> bytes:
    """The package of a service. ``order`` are the keys of its texts as they are asked: the
    translations of others are left out; without it all stay, by name."""
    members = {
        "manifest.json": _json(_manifest_of(files)),
        "fields.xml": laid_out(files.fields_model),
        "texts.json": _json({name: _lines(text) for name, text in files.texts.items()}),
        "hints.json": _json(list(files.hints)),
        "fee_rules.json": _json(list(files.fee_rules)),
    }
    if json.loads(files.examples):
        members["examples.json"] = files.examples + "\n"
    for language, table in files.labels.items():
        entries = [
            po.Entry(key, table[key].source, table[key].text)
            for key in order or sorted(table)
            if key in table and table[key].source and table[key].text
        ]
        if entries:
            members[f"labels/{language}.po"] = _undated(po.write(language, entries))
    out = BytesIO()
    # Stored, not packed: how well a file is packed differs from machine to machine.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, members[name])
    return out.getvalue()


def read(data: bytes) -> ServiceFiles:
    """The service that a package holds. Raises ``UnreadablePackageError``."""
    members = _unpacked(data)
    problems: list[Message | str] = []
    manifest = _read_json(members["manifest.json"], dict, "manifest.json", problems)
    texts = _read_json(members["texts.json"], dict, "texts.json", problems)
    lists = {name: _read_json(members.get(name, b"[]"), list, name, problems) for name in _JSONS}
    if problems:
        raise UnreadablePackageError(problems)
    problems += _manifest_problems(manifest)
    texts = {name: _joined(text) for name, text in texts.items()}
    for name, text in texts.items():
        if not NAME.fullmatch(name) or not isinstance(text, str):
            problems.append(_named(NOT_RIGHT, f"texts.json: {name}"))
    for name, found in lists.items():
        if not all(isinstance(each, dict) for each in found):
            problems.append(_named(NOT_RIGHT, name))
    for name, found in (("manifest.json", manifest), ("texts.json", texts), *lists.items()):
        problems += [_named(HAS_MARKUP, f"{name}: {text[:60]}") for text in _unfit(found)]
    try:
        model = screened(members["fields.xml"]).decode()
    except UnsafeModelError as error:
        problems += error.problems
    except UnicodeDecodeError:
        problems.append(_named(NOT_RIGHT, "fields.xml"))
    else:
        problems += [_named(HAS_MARKUP, f"fields.xml: {text[:60]}") for text in _said_in(model)]
    labels = {}
    for name, content in members.items():
        if found := LABELS.fullmatch(name):
            labels[found[1]] = _table(name, content, problems)
    examples = _examples(lists["examples.json"], problems)
    if problems:
        raise UnreadablePackageError(dict.fromkeys(problems))
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
    )
    try:
        # It need not be ready to publish, but all that it says must be readable.
        definition, found = read_definition(
            model, texts, files.hints, files.fee_rules, files.limits
        )
    except (TypeError, AttributeError, KeyError, ValueError, RecursionError) as error:
        raise UnreadablePackageError([NOT_READABLE]) from error
    unreadable = [each.message for each in found if each.kind == "unreadable"]
    if definition is None or unreadable:
        raise UnreadablePackageError(unreadable or [each.message for each in found])
    return files


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The members by name, none of which may lead anywhere. Raises ``UnreadablePackageError``."""
    if len(data) > MOST_BYTES:
        raise UnreadablePackageError([TOO_LARGE])
    members: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                if not _belongs(info.filename) or info.filename in members:
                    raise UnreadablePackageError([_named(FOREIGN, info.filename[:100])])
                if info.flag_bits & 1 or info.compress_type not in (
                    zipfile.ZIP_STORED,
                    zipfile.ZIP_DEFLATED,
                ):
                    raise UnreadablePackageError([NOT_READABLE])
                # What a zip says of its sizes need not be true.
                with archive.open(info) as member:
                    content = member.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise UnreadablePackageError([TOO_LARGE])
                members[info.filename] = content
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        if isinstance(error, UnreadablePackageError):
            raise
        raise UnreadablePackageError([NOT_READABLE]) from error
    except zipfile.zlib.error as error:
        raise UnreadablePackageError([NOT_READABLE]) from error
    lacking = [name for name in _NEEDED if name not in members]
    if lacking:
        raise UnreadablePackageError(_named(LACKING, name) for name in lacking)
    return members


def _belongs(name: str) -> bool:
    found = LABELS.fullmatch(name)
    if found:
        return found[1] in LANGUAGES and found[1] != SOURCE
    return name in (*_NEEDED, *_JSONS)


def _manifest_of(files: ServiceFiles) -> dict[str, object]:
    return {
        "format": FORMAT,
        "id": files.id,
        "title": files.title,
        "kind": files.kind,
        "reference_prefix": files.reference_prefix,
        "accepts_applications": files.accepts_applications,
        "fees": files.fees.split(),
        "limits": asdict(files.limits),
        "slugs": dict(files.slugs),
        "former_slugs": {tag: list(names) for tag, names in files.former_slugs.items()},
    }


def _manifest_problems(manifest: Mapping) -> Iterator[Message]:
    if manifest.get("format") != FORMAT:
        yield NOT_READABLE
        return
    fits = {
        "id": _is_name(manifest.get("id"), NAME),
        "title": isinstance(manifest.get("title"), str)
        and bool(manifest["title"].strip())
        and len(manifest["title"]) <= 300,
        "kind": manifest.get("kind") in KINDS,
        "reference_prefix": _is_name(manifest.get("reference_prefix"), PREFIX),
        "accepts_applications": isinstance(manifest.get("accepts_applications", True), bool),
        "fees": _are_names(manifest.get("fees", [])),
        "limits": _are_limits(manifest.get("limits", asdict(USUAL))),
        "slugs": _are_addresses(manifest.get("slugs", {}), lambda slug: _is_name(slug, SLUG)),
        "former_slugs": _are_addresses(manifest.get("former_slugs", {}), _are_names),
    }
    for name, is_right in fits.items():
        if not is_right:
            yield _named(NOT_RIGHT, f"manifest.json: {name}")
    for name in manifest:
        if name not in _MANIFEST:
            yield _named(FOREIGN, f"manifest.json: {name[:60]}")


def _is_name(value: object, form: re.Pattern) -> bool:
    return (
        isinstance(value, str) and len(value) <= LONGEST_NAME and form.fullmatch(value) is not None
    )


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(each, NAME) for each in value)


def _are_limits(value: object) -> bool:
    most = {"files": MOST_FILES, "megabytes": MOST_MEGABYTES}
    return isinstance(value, dict) and all(
        name in most and type(number) is int and 1 <= number <= most[name]
        for name, number in value.items()
    )


def _are_addresses(value: object, fits) -> bool:
    return isinstance(value, dict) and all(tag in LANGUAGES and fits(v) for tag, v in value.items())


def _table(name: str, content: bytes, problems: list) -> dict[str, Label]:
    try:
        entries = po.read(content)
    except UnreadableFileError as error:
        problems.append(f"{name}: {error}")
        return {}
    for each in entries:
        for text in (each.source, each.key):
            if MARKUP.search(text) or not is_whole(text):
                problems.append(_named(HAS_MARKUP, f"{name}: {text[:60]}"))
        problems += [
            f"{name}: {each.key[:60]}: {_german(m)}" for m in wrong(each.source, each.text)
        ]
    return {each.key: Label(each.source, each.text) for each in entries if each.text}


def _examples(found: list, problems: list) -> list[Example]:
    """The examples of a package, without what somebody elsewhere said was right."""
    read: list[Example] = []
    for each in found[: MOST_EXAMPLES + 1]:
        try:
            read.append(read_example(each, str(each.get("id", "x"))))
        except (BadExampleError, AttributeError):
            problems.append(_named(NOT_RIGHT, "examples.json"))
    if len(found) > MOST_EXAMPLES:
        problems.append(TOO_LARGE)
    return read


def _said_in(model: str) -> Iterator[str]:
    """Texts within the settings of fields, which stand in attributes."""
    for key, text in _settings_of(model):
        if key != "pattern" and (MARKUP.search(text) or not is_whole(text)):
            yield text


def _settings_of(model: str) -> Iterator[tuple[str, str]]:
    for element in etree.fromstring(model.encode()).iter(etree.Element):
        for name, value in element.attrib.items():
            try:
                data = json.loads(value) if value[:1] in "[{" else value
            except (ValueError, RecursionError):
                data = value
            if isinstance(data, list):
                for rule in data:
                    is_pattern = isinstance(rule, dict) and rule.get("kind") == "pattern"
                    for text in _texts_in(rule):
                        same = is_pattern and text == rule.get("value")
                        yield ("pattern" if same else name), text
            else:
                for text in _texts_in(data):
                    yield name, text


def _unfit(data: object) -> Iterator[str]:
    for text in _texts_in(data):
        if MARKUP.search(text) or not is_whole(text):
            yield text


def _texts_in(data: object) -> Iterator[str]:
    found = [data]
    while found:
        value = found.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            found += [*value, *value.values()]
        elif isinstance(value, list):
            found += value


def _read_json(content: bytes, kind: type, name: str, problems: list):
    try:
        data = json.loads(content.decode("utf-8"), parse_constant=_refused)
        if isinstance(data, kind) and _depth(data) <= MOST_DEPTH:
            return data
    except (ValueError, RecursionError):
        pass
    problems.append(_named(NOT_RIGHT, name))
    return kind()


def _refused(word: str):
    raise ValueError(word)


def _depth(data: object) -> int:
    depth, level = 0, [data]
    while level:
        depth += 1
        level = [
            inner
            for each in level
            for inner in (
                each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
            )
        ]
    return depth


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _lines(text: str) -> str | list[str]:
    """A text of several lines as a list: then a change shows in its line."""
    return text.split("\n") if "\n" in text else text


def _joined(text: object) -> object:
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        return "\n".join(text)
    return text


_DATES = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE)


def _undated(data: bytes) -> bytes:
    return _DATES.sub(b"", data)


def _named(message: Message, name: str) -> Message:
    return Message(message, mapping={"name": name})


def _german(message: Message | str) -> str:
    return translate(message, target_language=SOURCE)
