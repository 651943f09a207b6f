"""A page over the small stories and their groups: a filter and choices in, one run of the page out."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.analysis.pick import decode
from dashboard.analysis.selection import from_pairs
from dashboard.ui.desk import Desk
from tests import echoed, grouped

VIEWS = Path(__file__).resolve().parent.parent.parent / "dashboard" / "views"
CORPORA = {
    "exploratory": lambda: grouped.grouped(),
    "stable": lambda: grouped.grouped(enough=True),
    "ungrouped": grouped.ungrouped,
    "echoed": echoed.echoed,
    "silent": echoed.silent,
}
SCRIPT = """
import runpy
from dashboard.errors import NothingToShow
from dashboard.ui.desk import lay
from dashboard.ui.empty import empty
from tests.ui import laid

lay(laid.desk({corpus!r}, {pairs!r}, {pick!r}))
try:
    runpy.run_path({path!r})
except NothingToShow as nothing:
    empty(str(nothing))
"""


def desk(corpus: str, pairs: list[tuple[str, str]], pick: str) -> Desk:
    """The stories under a filter, with or without an open mark."""
    return Desk(CORPORA[corpus](), from_pairs(pairs), decode(pick) if pick else None, "2026-11-22")


def run(page: str, *pairs: tuple[str, str], corpus: str = "exploratory", pick: str = "", **state: Any) -> AppTest:
    """The page after one run, under this filter, with these values in the session."""
    script = SCRIPT.format(corpus=corpus, pairs=list(pairs), pick=pick, path=str(VIEWS / f"{page}.py"))
    test = AppTest.from_string(script, default_timeout=60)
    for name, value in state.items():
        test.session_state[name] = value
    return test.run()
