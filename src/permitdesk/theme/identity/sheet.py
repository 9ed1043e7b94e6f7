"""The style sheets of accent colours: the few properties that differ from KERN's."""

import hashlib
import re

from permitdesk.theme.identity.checks import DARK, LIGHT, MODES, MUCH, Mode, passing
from permitdesk.theme.identity.colour import mixed

_ACCENT = "--kern-color-action-default"
_NAME = re.compile(r"(accent|preview)((?:-[0-9a-f]{6}){2,4})\.[0-9a-f]{8}\.css")


def accent_name(light: str, dark: str) -> str:
    """The name of the sheet for the pages: it follows the screen's mode, who asks for more
    contrast gets it, and paper is light."""
    return _name("accent", (light, dark, passing(light, LIGHT, MUCH), passing(dark, DARK, MUCH)))


def preview_name(light: str, dark: str) -> str:
    """The name of the sheet that shows both modes beside each other, whatever the screen is in."""
    return _name("preview", (light, dark))


def sheet(name: str) -> str | None:
    """The sheet of a name. Its colours say all, so that one of last year is made as it was; None
    for what is no name of a sheet."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    colours = tuple(f"#{each}" for each in found[2][1:].split("-"))
    draw, count = _SHEETS[found[1]]
    return draw(*colours) if len(colours) == count else None


def _name(kind: str, colours: tuple[str, ...]) -> str:
    """``accent-1f5d3c-7fc79d-….0a1b2c3d.css``: the colours, and a hash of what is made of them."""
    draw, _count = _SHEETS[kind]
    digest = hashlib.sha256(draw(*colours).encode()).hexdigest()[:8]
    return f"{kind}-{'-'.join(each[1:] for each in colours)}.{digest}.css"


def _accent(light: str, dark: str, strong_light: str, strong_dark: str) -> str:
    in_dark, more = "(prefers-color-scheme:dark)", "(prefers-contrast:more)"
    return (
        f":root{{{_ACCENT}:{light}}}\n"
        f"@media {more}{{:root{{{_ACCENT}:{strong_light}}}}}\n"
        f"@media screen and {in_dark}{{:root{{{_ACCENT}:{dark}}}}}\n"
        f"@media screen and {in_dark} and {more}{{:root{{{_ACCENT}:{strong_dark}}}}}\n"
    )


def _preview(light: str, dark: str) -> str:
    return "\n".join(
        f".pd-look--{mode.name}{{{_tokens(accent, mode)}}}"
        for mode, accent in zip(MODES, (light, dark), strict=True)
    )


def _tokens(accent: str, mode: Mode) -> str:
    pressed = mixed(accent, *mode.pressed)
    values = {
        _ACCENT: accent,
        f"{_ACCENT}-contextual": accent,
        "--kern-color-action-on-default-contextual": mode.label,
        "--kern-color-action-state-indicator-shade-hover": pressed,
        "--kern-color-action-state-indicator-shade-active": pressed,
        "--kern-color-layout-text-default": mode.text,
        "--kern-color-layout-text-default-contextual": mode.text,
        "--kern-color-feedback-info": mode.info,
        "--kern-color-feedback-info-contextual": mode.info,
        "--kern-color-feedback-info-background": mode.notices[0],
        "--kern-color-feedback-info-background-contextual": mode.notices[0],
        "--pd-accent": accent,
        "--pd-text": mode.text,
        "--pd-muted": mode.text,
        "--pd-ground": mode.page[0],
        "--pd-line": mode.line,
        "background": mode.page[0],
        "color": mode.text,
    }
    return ";".join(f"{name}:{value}" for name, value in values.items())


_SHEETS = {"accent": (_accent, 4), "preview": (_preview, 2)}
