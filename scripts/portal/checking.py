"""``make lint``, ``format``, ``i18n``."""

from pathlib import Path

from portal import packages
from portal.paths import ROOT, binary
from portal.say import say
from portal.shell import aloud

MARKUP = (".zcml", ".xml", ".pt")


def lint() -> int:
    """Run every check, also after one has failed; returns 1 when any did."""
    packages.install("build", "test", "lint")
    checks = sorted(
        path for path in (ROOT / "scripts" / "checks").glob("*.py") if path.name[0] != "_"
    )
    failed = [
        name
        for name, command in (
            ("ruff check", [binary("ruff"), "check", "--quiet", "."]),
            ("ruff format", [binary("ruff"), "format", "--quiet", "--check", "."]),
            ("room order", [binary("lint-imports"), "--no-cache"]),
            ("zpretty", [binary("zpretty"), "--check", *markup()]),
            *((path.stem.replace("_", " "), [binary("python"), path]) for path in checks),
        )
        if not passes(name, command)
    ]
    say(f"✗ Found something: {', '.join(failed)}" if failed else "✓ Nothing found.")
    return int(bool(failed))


def passes(name: str, command: list) -> bool:
    """Run one check."""
    say(f"· {name}")
    return aloud(command, env={"PYTHONPATH": str(ROOT / "scripts")}) == 0


def reformat() -> int:
    """Rewrite sources and markup in the project's style."""
    packages.install("build", "test", "lint")
    return max(
        aloud([binary("ruff"), "check", "--fix", "--quiet", "."]),
        aloud([binary("ruff"), "format", "--quiet", "."]),
        aloud([binary("zpretty"), "-i", *markup()]),
    )


def markup() -> list[Path]:
    """ZCML, profiles and templates. Service definitions are written by the importer's format."""
    return [
        path
        for path in sorted((ROOT / "src").rglob("*"))
        if path.suffix in MARKUP and not {"node_modules", "library"} & set(path.parts)
    ]


def i18n() -> int:
    """Extract messages and merge them into the translations."""
    packages.install("build", "test", "lint")
    return aloud([binary("python"), ROOT / "scripts" / "messages" / "update.py"])
