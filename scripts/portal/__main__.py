"""``python -m portal COMMAND``: finds the command, turns trouble into one clear sentence."""

import errno
import sys

from portal import checking, lock, running, testing
from portal.say import Trouble, say

COMMANDS = {
    "start": running.start,
    "fg": running.foreground,
    "stop": running.stop,
    "status": running.status,
    "reset": running.reset,
    "test": testing.test,
    "test-all": testing.test_all,
    "bench": testing.bench,
    "faults": testing.faults,
    "pictures": testing.pictures,
    "lint": checking.lint,
    "format": checking.reformat,
    "i18n": checking.i18n,
}


def main(arguments: list[str]) -> int:
    """Run one command; the exit code says whether it went well."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print("Commands: " + ", ".join(COMMANDS))
        return 2
    try:
        with lock.held():
            return COMMANDS[arguments[0]]() or 0
    except Trouble as trouble:
        say(f"✗ {trouble}")
    except KeyboardInterrupt:
        say("✗ Stopped. The same command goes on where this one stopped.")
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise
        say(f"✗ {error.strerror}: {error.filename or 'the disk'}. {REMEDY[error.errno]}")
    return 1


REMEDY = {
    errno.ENOSPC: "Free some space and run the same command again.",
    errno.EDQUOT: "Your quota is used up; free some space and run the same command again.",
    errno.EACCES: "Use the account that this directory belongs to, or change its owner.",
    errno.EROFS: "Use a copy of the project on a disk that can be written.",
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
