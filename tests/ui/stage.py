"""One page by itself: the desk is laid, then the page's script runs, as app.py does it."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.analysis.selection import Selection
from dashboard.ui.desk import Desk
from tests.three_files import opened

VIEWS = Path(__file__).resolve().parent.parent.parent / "dashboard" / "views"
SCRIPT = """
import runpy
from dashboard.ui.desk import lay
from tests.ui import stage

lay(stage.desk())
runpy.run_path({path!r})
"""


def desk() -> Desk:
    """The three files, no filter, no mark."""
    return Desk(opened(), Selection(), None, "2026-11-22")


def run(page: str, **state: Any) -> AppTest:
    """The page after one run, with these values in the session."""
    test = AppTest.from_string(SCRIPT.format(path=str(VIEWS / f"{page}.py")), default_timeout=60)
    for name, value in state.items():
        test.session_state[name] = value
    return test.run()


def html_of(test: AppTest) -> str:
    """All HTML of a page, in order."""
    return "\n".join(part.proto.body for part in test.get("html"))
