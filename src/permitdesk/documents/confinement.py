"""Takes files, network and other processes from the process that examines, for good (Landlock).

libheif and its decoder have had holes through which a photo ran programs (2026). Whoever gets in
finds the document that is open, and nothing else: not the portal's keys, not its database.
"""

import ctypes
import os

_VERSION_ASKED = 1
_CREATE, _RESTRICT = 444, 446  # numbers of system calls, the same on all machines of today
_NO_NEW_PRIVILEGES = 38
# All rights that each version of the kernel's interface knows: of files, of TCP, of signals.
_FILES = {1: 13, 2: 14, 3: 15, 5: 16}


def confine() -> bool:
    """From now on nothing can be opened; what is open stays so, and what is handed over works.

    False where the kernel does not offer it (before Linux 5.13, or switched off).
    """
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION_ASKED)
    if version < 1:
        return False
    files = (1 << max(bits for since, bits in _FILES.items() if since <= version)) - 1
    rules = (ctypes.c_uint64 * 3)(files, 3, 3)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = system.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    try:
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return system.syscall(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)
