"""What came in and what was kept, in five figures."""

from collections.abc import Sequence
from urllib.parse import urlencode

import numpy as np

from dashboard.analysis.columns import tally
from dashboard.analysis.ledger import Whole, share, whole
from dashboard.ui import link, safe
from dashboard.ui.desk import Desk
from dashboard.ui.file import files_of


def strip(desk: Desk, mask: np.ndarray) -> None:
    """Stories, characters kept, stories set aside, outlets and headlines missing: before any chart is read.

    Characters and what is set aside are of all files, whatever the filter; the tile says so.
    """
    every = whole(files_of(desk))
    n = int(mask.sum())
    unnamed = tally(desk.corpus, "outlet", mask)[None]
    untitled = n - tally(desk.corpus, "title_from", mask).get("page", 0)
    files = "files?" + urlencode(link.pairs(desk.selection, pick=""))
    tiles = [
        _tile(f"{n:,}", "stories counted" if n != 1 else "story counted"),
        _tile(
            share(round(every.share_of_text * every.n_characters), every.n_characters),
            "of the characters of all files kept",
            files,
        ),
        _tile(*_set_aside(every, desk.selection.kinds), files),
        _tile(f"{unnamed:,}", "of those counted without an outlet’s name"),
        _tile(f"{untitled:,}", "of those counted without a headline of their own"),
    ]
    safe.put(safe.tag("div", *tiles, class_="rf-audit"))


def _set_aside(every: Whole, kinds: Sequence[str]) -> tuple[str, str]:
    """What the kind of story alone sets aside, over all files: a figure and its words."""
    if "main" not in kinds:
        return f"{every.n_main:,}", "stories of all files, set aside"
    said = "counted like stories" if "related" in kinds else "set aside"
    return f"{every.n_related:,}", f"other stories on the pages of all files, {said}"


def _tile(figure: str, said: str, href: str = "") -> safe.Html:
    words = safe.tag("a", said, href=href, target="_self") if href else said
    return safe.tag("p", safe.tag("b", figure), safe.tag("span", words))
