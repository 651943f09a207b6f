"""What the first reader would wait for, done while the server starts: libraries, the snapshot, the unfiltered pages."""

import gc
import time
from threading import Thread

from dashboard.analysis.selection import Selection
from dashboard.errors import RefrainError
from dashboard.store.snapshot import current_id
from dashboard.ui.desk import Desk
from dashboard.ui.folder import folder
from dashboard.ui.gather import THREAD, gathered
from dashboard.ui.load import opened
from dashboard.ui.pages import CHARTED

PAUSE = 4  # seconds between two pages: a reader who is there already comes first


def warm() -> None:
    """Begin, in a thread of its own; the server does not wait for it and goes without it when it ends."""
    Thread(target=_pages, name=f"{THREAD}-first", daemon=True).start()


def _pages() -> None:
    """Each page with charts, as it opens: what it counts and draws stays for the readers of this process."""
    if current_id(folder()) is None:  # the first reader builds
        return
    try:
        corpus, made = opened()
        for place, name in enumerate(CHARTED):
            if place:
                time.sleep(PAUSE)
            gathered(Desk(corpus, Selection(), None, made), [name], {})
            gc.collect()
            gc.freeze()  # what stands now stays: collections to come need not walk over it
    except RefrainError:  # whatever is wrong, the page says it in a sentence
        return
