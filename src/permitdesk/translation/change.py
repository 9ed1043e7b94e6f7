"""Whether a changed German text may mean something else. Pure; the editor decides."""

import re

# Numbers with what stands between their digits, words, and signs that mean something by
# themselves. A minus before a number is one of them, a hyphen in a word is not.
_MEANS = re.compile(r"-?\d+(?:[.,:/-]\d+)*|[^\W_]+|[%§&@#+<>=€$£°]")


def is_small(before: str, after: str) -> bool:
    """Whether only punctuation, spaces or capitals differ, so that translations are probably still
    true. Where words, numbers, signs or their order differ, it may mean something else."""
    return _meaning(before) == _meaning(after)


def _meaning(text: str) -> list[str]:
    return [each.casefold() for each in _MEANS.findall(text)]
