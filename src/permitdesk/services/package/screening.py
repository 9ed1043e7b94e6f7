"""What somebody sent, looked at as if it came from a stranger: its JSON, and every text in it."""

import json
from collections.abc import Iterator

from lxml import etree

from permitdesk.core.characters import turns
from permitdesk.translation import unwritable

MOST_DEPTH = 30


def read_json(content: bytes, kind: type):
    """Data of that kind; raises ``ValueError`` for anything else, and for what is nested deep."""
    try:
        data = json.loads(content.decode("utf-8"), parse_constant=_refused)
    except RecursionError as error:
        raise ValueError(kind) from error
    if not isinstance(data, kind) or _depth(data) > MOST_DEPTH:
        raise ValueError(kind)
    return data


def unfit(data: object) -> Iterator[str]:
    """Texts with markup or with characters that nobody sees."""
    return filter(unwritable, _texts_in(data))


def unfit_in_model(model: str) -> Iterator[str]:
    """The same of the settings of fields, which stand in attributes; patterns may hold anything.
    In titles and helps ``xml.screened`` has looked for markup."""
    for key, text in _settings_of(model):
        if key != "pattern" and unwritable(text):
            yield text
    for element in etree.fromstring(model.encode()).iter(etree.Element):
        if turns(element.text or ""):
            yield element.text


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
