"""The front door: pages, filter, and the one place where a fault becomes a sentence."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # `streamlit run` puts dashboard/ there, not its parent

from threading import Lock

import streamlit as st

from dashboard.analysis.pick import decode
from dashboard.errors import NothingToShow, RefrainError
from dashboard.settings import PROJECT
from dashboard.store.snapshot import current_id
from dashboard.ui import link, safe
from dashboard.ui.desk import Desk, lay
from dashboard.ui.empty import empty, fault, left_out
from dashboard.ui.entry import may_enter
from dashboard.ui.everything import offer
from dashboard.ui.folder import folder
from dashboard.ui.load import opened
from dashboard.ui.pages import PAGES, VIEWS, titled
from dashboard.ui.sidebar import sidebar
from dashboard.ui.unchecked import unchecked
from dashboard.ui.window import window


def main() -> None:
    """One run: find the page, open the snapshot, draw the filter, lay the desk, run the page."""
    st.set_page_config(page_title="Refrain", page_icon="🔁", layout="wide", initial_sidebar_state=300)
    st.html(Path(__file__).parent / "ui" / "look.css")
    page = st.navigation(
        [st.Page(VIEWS / f"{name}.py", title=titled(name), url_path=name, default=name == PAGES[0]) for name in PAGES]
    )
    mode, narrow = window()
    try:
        if not may_enter():
            return
        _first_build()
        corpus, made = opened()
        link.follow(corpus, page.url_path)
        selection = sidebar(corpus)
        link.write(selection)
        code = st.session_state.get("pick")
        desk = Desk(corpus, selection, decode(code) if code else None, made, mode, narrow)
        lay(desk)
        unchecked()
        above = st.container()
        try:
            page.run()
        finally:  # a page's own choices are checked while it runs
            with above:
                left_out()
        with st.sidebar:  # after the page, which then stands while a file is made
            offer(desk)
    except NothingToShow as nothing:
        empty(str(nothing))
    except RefrainError as wrong:
        fault(str(wrong))


def _first_build() -> None:
    """With no snapshot there, as on a hosted service, build one from seeds/; a second reader waits."""
    if current_id(folder()) is not None:
        return
    from dashboard.build import build

    with _building():
        if current_id(folder()) is None:
            bar = st.progress(0.0, "Reading the files in seeds/ for the first time")

            def tell(step: str, share: float) -> None:
                bar.progress(share, safe.label(f"First build: {step}"))

            build([PROJECT / "seeds"], folder(), progress=tell)
            bar.empty()


@st.cache_resource(show_spinner=False)
def _building() -> Lock:
    """One lock for all readers of this process."""
    return Lock()


if __name__ == "__main__":  # as Streamlit runs it; the workers of a build started here import it by another name
    main()
