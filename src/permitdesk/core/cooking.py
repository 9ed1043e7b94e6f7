"""Page templates are compiled one at a time.

Two threads that build syntax trees at once can fail in Python 3.11 ("AST constructor recursion
depth mismatch", CPython issue 106905). A process that begins under load compiled its templates
so, and answered its first visitors with errors.
"""

from threading import RLock

_compiling = RLock()


def cook(self) -> None:
    """In place of ``PageTemplate._cook``."""
    with _compiling:
        self._old__cook()
