"""Nothing in the repository names one machine: no private paths, no package hosts in locks."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w+")
HOST = re.compile(r'"resolved":\s*"https?://')


def problems(path: Path) -> list[str]:
    """What is wrong in one file."""
    try:
        text = path.read_text()
    except (UnicodeDecodeError, FileNotFoundError):
        return []
    where = path.relative_to(ROOT)
    said = [
        f"{where}: names a path of one machine: {found}" for found in set(PRIVATE.findall(text))
    ]
    if path.name == "package-lock.json" and HOST.search(text):
        said.append(f"{where}: holds hosts; npm config set omit-lockfile-registry-resolved true")
    return said


def main() -> int:
    """Print what was found; 1 when anything was."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    said = [line for name in listed if name for line in problems(ROOT / name)]
    print("\n".join(said), end="\n" if said else "")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main())
