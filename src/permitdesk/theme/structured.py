"""Data that a page carries for other programs (JSON-LD)."""

import json
from collections.abc import Mapping

# Within a script nothing ends it but its own end tag, which has a "<".
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(data: Mapping[str, object]) -> str:
    """A block of data, no program: the content security policy has nothing to say of it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return f'<script type="application/ld+json">{text}</script>'
