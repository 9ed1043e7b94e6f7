"""Short lines for a person, and errors that say what to do."""

import sys
import time


class Trouble(Exception):
    """Something a person can act on; the message is one clear sentence and a way on."""


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Step:
    """A step with its time: ``with Step("Packages"): …`` prints ``Packages … 3 s``."""

    def __init__(self, title: str):
        self.title = title

    def __enter__(self):
        self.began = time.monotonic()
        sys.stdout.write(f"  {self.title} … ")
        sys.stdout.flush()
        return self

    def __exit__(self, kind, error, trace):
        say("failed" if kind else f"{time.monotonic() - self.began:.0f} s")
