"""Styles and fonts, built from npm packages into the theme's static files."""

import shutil

from portal import node, stamps
from portal.paths import ROOT, binary
from portal.say import Step
from portal.shell import Failed, quietly

SOURCES = ROOT / "src" / "permitdesk" / "theme" / "styles"
SCRIPTS = ROOT / "src" / "permitdesk" / "theme" / "scripts"
OUTPUT = ROOT / "src" / "permitdesk" / "theme" / "static"


def build() -> None:
    """Install the npm packages and build, unless nothing has changed."""
    if not (SOURCES / "package.json").exists():
        return
    locked = stamps.digest([SOURCES / "package.json", SOURCES / "package-lock.json"])
    wanted = stamps.digest([SOURCES, SCRIPTS])
    if not ((SOURCES / "node_modules").is_dir() and stamps.is_done("node-modules", locked)):
        with Step("Styles and fonts: npm packages"):
            install()
        stamps.done("node-modules", locked)
        stamps.forget("styles")
    if not (OUTPUT.is_dir() and any(OUTPUT.iterdir()) and stamps.is_done("styles", wanted)):
        with Step("Styles and fonts: build"):
            command, env = node.npm()
            quietly([*command, "run", "build"], "styles", cwd=SOURCES, env=env | own_python(env))
        stamps.done("styles", wanted)


def install() -> None:
    """``npm ci``; what an interrupted run left is removed and tried once more."""
    command, env = node.npm()
    arguments = [*command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        quietly(arguments, "npm", cwd=SOURCES, env=env)
    except Failed as failed:
        if "ENOSPC" in failed.output or not (SOURCES / "node_modules").exists():
            raise
        shutil.rmtree(SOURCES / "node_modules")
        quietly(arguments, "npm", cwd=SOURCES, env=env)


def own_python(env: dict[str, str]) -> dict[str, str]:
    """The build cuts fonts with the project's own Python."""
    import os

    path = env.get("PATH") or os.environ.get("PATH", "")
    return {"PATH": f"{binary('python').parent}:{path}"}
