"""The macros that draw questions and parts of a page, from several templates, by name."""

from pathlib import Path

from permitdesk.theme.template import PageTemplate

_HERE = Path(__file__).parent / "macros"


class Macros:
    """``macros["notice"]``, whichever template it stands in."""

    def __init__(self, directory: Path = _HERE) -> None:
        self._templates = [
            PageTemplate(path.name, _prefix=str(directory))
            for path in sorted(directory.glob("*.pt"))
        ]
        self._found: dict[str, PageTemplate] = {}

    def __getitem__(self, name: str):
        if name not in self._found:
            self._found[name] = self._template_of(name)
        return self._found[name].macros[name]

    def _template_of(self, name: str) -> PageTemplate:
        for template in self._templates:
            if name.replace("-", "_") in template.macros.names:
                return template
        raise KeyError(name)
