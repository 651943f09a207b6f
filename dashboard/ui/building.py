"""Building from the page: one build at a time, in a process of its own, watched by every reader, stopped by any."""

from time import sleep

import streamlit as st

from dashboard.store import background
from dashboard.store.inputs import ADDED, Inputs, added, inputs_of
from dashboard.ui import safe
from dashboard.ui.folder import folder

PAUSE = 0.4  # seconds between two looks at a build
DONE = (0, 1)  # exit codes of a build that made, or kept, a data version


def building() -> None:
    """The button that builds; while a build runs, how far it is and a button that stops it; then how it ended."""
    run = _runs().get(str(folder()))
    if run is not None and run.runs:
        _watch(run)
        st.rerun()  # the page is drawn anew, from the data version that is there now
    if run is not None:
        _told(run)
    st.button("Build", on_click=_start, key="build", type="primary")


def inputs() -> Inputs:
    """What a build from the page reads: what the last one read, and the added files."""
    known = inputs_of(folder())
    kept = known.paths if st.session_state.get("add-keep", True) else ()
    more = (folder() / ADDED,) if added(folder()) else ()
    return Inputs((*kept, *more) or known.paths, known.columns)


@st.cache_resource(show_spinner=False)
def _runs() -> dict[str, background.Run]:
    """The last build of each folder, for all readers of this process."""
    return {}


def _start() -> None:
    run = _runs().get(str(folder()))
    if run is None or not run.runs:
        _runs()[str(folder())] = background.start(inputs(), folder())


def _stop() -> None:
    run = _runs().get(str(folder()))
    if run is not None and run.runs:
        background.stop(run)


def _watch(run: background.Run) -> None:
    """Draw how far a build is until it has ended."""
    st.button("Stop the build", on_click=_stop, key="build-stop")
    bar = st.progress(0.0, "Starting")
    while run.runs:
        share, step = run.step
        bar.progress(share, safe.label(f"{step[:1].upper()}{step[1:]} · {_times(run.seconds, share)}"))
        sleep(PAUSE)


def _times(seconds: float, share: float) -> str:
    """Time spent, and what is left if the rest goes as fast.

    Example:
        >>> _times(30.0, 0.5), _times(3.0, 0.01)
        ('30 s so far, about 30 s left', '3 s so far')
    """
    left = f", about {seconds * (1 - share) / share:.0f} s left" if 0.05 < share < 1 else ""
    return f"{seconds:.0f} s so far{left}"


def _told(run: background.Run) -> None:
    """How the last build ended, in its own words."""
    code = run.code or 0
    if code < 0:
        head, said = "The build was stopped", "The data version that was there is kept."
    else:
        head = "Built" if code in DONE else "Nothing was built"
        said = background.ended(run) + ("" if code in DONE else "\nThe data version that was there is kept.")
    lines = [safe.tag("p", line) for line in said.splitlines()]
    calm = " calm" if code == 0 else ""
    safe.put(safe.tag("div", safe.tag("h2", head), *lines, class_=f"rf-trouble{calm}", role="status"))
