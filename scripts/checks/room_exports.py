"""A room uses another only by what that exports, in ZCML and profiles as in Python.

A room exports its ``interfaces`` and the names in its ``__init__.py``, whole modules included
(``from permitdesk.core import jobs``). The order of the rooms is import-linter's part for Python
and this check's for dotted names in ZCML and GenericSetup profiles.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "permitdesk"
DOTTED = re.compile(r"(?<![\w:/@-])permitdesk\.([a-z_]+)((?:\.[A-Za-z_]\w*)+)")
RELATIVE = re.compile(r'(?:class|factory|for|handler|provides|package|schema)="\s*\.\.')


def order() -> list[str]:
    """The rooms, lowest last, from import-linter's contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [name.strip(" ()") for layer in layers for name in layer.split("|")]


def exports(room: str) -> set[str]:
    """The names that a room's ``__init__.py`` binds or lists, and its interfaces."""
    path = PACKAGE / room / "__init__.py"
    if not path.exists():
        path = PACKAGE / f"{room}.py"
    names = {"interfaces"}
    for node in ast.parse(path.read_text()).body if path.exists() else []:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                names.add(getattr(target, "id", ""))
                if getattr(target, "id", "") == "__all__":
                    names |= set(ast.literal_eval(node.value))
    return names


def python_uses(path: Path) -> list[tuple[int, str, str]]:
    """Line, room and first name of every use of a room in a module."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("permitdesk."):
            _package, room, *rest = node.module.split(".")
            names = rest[:1] or [alias.name for alias in node.names]
            found += [(node.lineno, room, name) for name in names]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "permitdesk" and len(parts) > 2:
                    found.append((node.lineno, parts[1], parts[2]))
    return found


def markup_uses(path: Path) -> list[tuple[int, str, str]]:
    """The same for the dotted names in ZCML, profiles and templates."""
    found = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for room, rest in DOTTED.findall(line):
            if (PACKAGE / room).is_dir():
                found.append((number, room, rest.split(".")[1]))
    return found


def room_of(path: Path) -> str:
    """The room that a file belongs to; ``""`` for the package level."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 and parts[0] not in ("profiles", "distributions") else ""


def problems() -> list[str]:
    """Everything that breaks the rule."""
    rank = {room: position for position, room in enumerate(order())}
    known = {room: exports(room) for room in rank}
    said = []
    for path in sorted(PACKAGE.rglob("*")):
        uses = {".py": python_uses, ".zcml": markup_uses, ".xml": markup_uses, ".pt": markup_uses}
        if path.suffix not in uses or "node_modules" in path.parts:
            continue
        here = room_of(path)
        where = path.relative_to(ROOT)
        for line, room, name in uses[path.suffix](path):
            if room == here or room not in rank:
                continue
            if here in rank and rank[room] < rank[here]:
                said.append(f"{where}:{line}: {here} must not know {room}, which is above it")
            # The package level wires rooms together by dotted name: it may name what is inside.
            elif here and name not in known[room]:
                said.append(f"{where}:{line}: {room} does not export {name}")
        if path.suffix == ".zcml" and here and path.parent.name == here:
            for number, text in enumerate(path.read_text().splitlines(), 1):
                if RELATIVE.search(text):
                    said.append(f"{where}:{number}: name another room by its full dotted name")
    return said


def main() -> int:
    """Print what breaks the rule; 1 when anything does."""
    said = problems()
    print("\n".join(said), end="\n" if said else "")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main())
