"""Whether a bundle is whole: every file that its manifest names, as it names it, and no other.

Needs nothing but Python, so that who receives bundles can run it as it is:

    python check.py EM-2026-7KQ4M-9TX2B-0123456789abcdef.zip
"""

import hashlib
import json
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

MANIFEST, SCHEMA, VERSIONS = "manifest.json", "permitdesk-bundle", (1,)
CHUNK, LARGEST_MANIFEST = 1 << 16, 16 << 20


@dataclass(frozen=True)
class Checked:
    """``sha256`` is that of the manifest and names the bundle; ``problems`` is empty where all is
    well, else one line for each thing that is not, without the names of persons."""

    reference: str = ""
    sha256: str = ""
    problems: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.problems


def check_bundle(path: str | Path) -> Checked:
    """Examine a bundle; reads it in parts and unpacks nothing to disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _check(archive)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        return Checked(problems=(f"not a readable ZIP: {type(error).__name__}",))


def _check(archive: zipfile.ZipFile) -> Checked:
    names = [info.filename for info in archive.infolist()]
    problems = [f"twice in the ZIP: {name}" for name in sorted(set(names)) if names.count(name) > 1]
    if MANIFEST not in names:
        return Checked(problems=(*problems, f"no {MANIFEST}"))
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        return Checked(problems=(*problems, f"{MANIFEST} is too large"))
    data = archive.read(MANIFEST)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        manifest = json.loads(data)
        files = {each["path"]: (each["size"], each["sha256"]) for each in manifest["files"]}
        reference = str(manifest["reference"])
        known = manifest["schema"] == SCHEMA and manifest["version"] in VERSIONS
    except (ValueError, KeyError, TypeError):
        return Checked("", sha256, (*problems, f"{MANIFEST} cannot be read"))
    if not known:
        problems.append(f"{MANIFEST} has a schema or version that is not known here")
    problems += [f"named twice: {name}" for name in _doubles(manifest["files"])]
    problems += [f"unsafe path: {name}" for name in (*files, *names) if not _is_safe(name)]
    problems += [f"missing: {name}" for name in files if name not in names]
    problems += [f"not in the manifest: {name}" for name in names if name not in (*files, MANIFEST)]
    for name, (size, digest) in files.items():
        if name in names and _measured(archive, name, size) != (size, digest):
            problems.append(f"changed: {name}")
    return Checked(reference, sha256, tuple(dict.fromkeys(problems)))


def _doubles(files: list) -> list[str]:
    paths = [each["path"] for each in files]
    return sorted({path for path in paths if paths.count(path) > 1})


def _is_safe(name: str) -> bool:
    parts = name.split("/")
    plain = name.isascii() and "\\" not in name and ":" not in name and name.isprintable()
    return plain and all(part not in ("", ".", "..") for part in parts)


def _measured(archive: zipfile.ZipFile, name: str, expected: int) -> tuple[int, str] | None:
    """Size and hash; stops where there is more than there should be."""
    size, digest = 0, hashlib.sha256()
    try:
        with archive.open(name) as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > expected:
                    return None
                digest.update(chunk)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        return None
    return size, digest.hexdigest()


def main(paths: list[str]) -> int:
    """Say of each bundle whether it is whole; 1 where one is not."""
    checked = [(path, check_bundle(path)) for path in paths]
    for path, found in checked:
        said = [f"{path}: {'whole' if found.is_whole else 'DAMAGED'} {found.sha256}"]
        sys.stdout.write("\n  ".join([*said, *found.problems]) + "\n")
    return 0 if checked and all(found.is_whole for _path, found in checked) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
