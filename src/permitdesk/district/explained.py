"""What official words mean, in a sentence for somebody who meets them first."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def explanation(german: str, language: str) -> str:
    """What a word of the glossary means, in a language; empty where nobody has explained it."""
    return _shipped().get(german, {}).get(language, "")


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    file = resources.files("permitdesk.district") / "data" / "glossary_explained.toml"
    return tomllib.loads(file.read_text("utf-8"))
