"""Templates that several threads need at once are compiled one after the other."""

import threading
import time

from zope.pagetemplate.pagetemplate import PageTemplate


class Watched(PageTemplate):
    """Tells how many of its kind are being compiled at this moment."""

    busy = most = 0

    def pt_getEngine(self):
        Watched.busy += 1
        Watched.most = max(Watched.most, Watched.busy)
        time.sleep(0.02)
        Watched.busy -= 1
        return super().pt_getEngine()


def test_threads_take_turns_in_compiling(portal):
    templates = [Watched() for _ in range(6)]
    threads = [threading.Thread(target=each.write, args=("<p>Antrag</p>",)) for each in templates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Watched.most == 1
    assert all(each._v_cooked and not each._v_errors for each in templates)
