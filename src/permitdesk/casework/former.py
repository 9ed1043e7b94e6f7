"""Where classes lay when objects of them were stored: a database names a class by its module.

A portal that is older than a move finds the modules under these names too. What is written again
names the new place.
"""

import sys

from permitdesk.casework import moved, shelf, ties

FORMER = {
    "permitdesk.casework.worklist.shelf": shelf,
    "permitdesk.casework.dossier.ties": ties,
    "permitdesk.casework.handover.moved": moved,
}
sys.modules.update(FORMER)
