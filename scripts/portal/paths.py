"""Where things are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
# What a running portal owns. Tests give their own portal a directory of its own.
INSTANCE = Path(os.environ.get("PERMITDESK_INSTANCE") or ROOT / "instance")
LOGS = INSTANCE / "log"
# What was done for the project (packages, styles) and what for one instance (configuration).
PROJECT_STAMPS = TOOLS / "stamps"
INSTANCE_STAMPS = INSTANCE / "stamps"


def binary(name: str) -> Path:
    """A command of the project's own environment."""
    return VENV / "bin" / name
