"""Light or dark, wide or narrow: charts are drawn on the server, so the server must hear of the window.

The same script keeps Back working: a click on another page first leaves a bare address, which the filter then
fills; were both kept, Back would lead to the bare one, and the filter would be lost. And it mends what
Streamlit leaves shut to a keyboard or a screen reader, which Python cannot reach.
"""

from typing import Any

import streamlit as st

# Streamlit tells the server the mode only with the next click (until then a chart would keep light ink on a
# dark page), and the width never. Both are looked at twice a second; only a change starts a run.
_WATCH = """
export default function ({ data, setStateValue }) {
  const app = document.querySelector(".stApp");
  if (!app) return;
  if (!window.refrainBack) {
    window.refrainBack = true;
    const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
    let bare = false;  // the address is a page's own, and the reader has done nothing since
    history.pushState = (state, title, url) => {
      const next = new URL(url ?? location.href, location.href), same = next.pathname === location.pathname;
      (same && bare ? replace : push)(state, title, url);
      bare = !same && !next.search;
    };
    for (const deed of ["pointerdown", "keydown", "popstate"]) addEventListener(deed, () => { bare = false; }, true);
  }
  let told = data.told;
  const look = () => {
    const mode = getComputedStyle(app).colorScheme.includes("dark") ? "dark" : "light";
    const main = document.querySelector("[data-testid=stMainBlockContainer]");
    const seen = mode + ((main || app).clientWidth <= 700 ? " narrow" : "");
    if (seen !== told) { told = seen; setStateValue("seen", seen); }
  };
  look();
  const open = () => {  // boxes that scroll take the keyboard; a place to drop files is no decoration
    for (const box of document.querySelectorAll(data.boxes)) {
      const scrolls = box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
      if (scrolls !== box.hasAttribute("tabindex")) {
        scrolls ? box.setAttribute("tabindex", "0") : box.removeAttribute("tabindex");
      }
    }
    for (const zone of document.querySelectorAll("section[role=presentation][aria-label]")) zone.role = "group";
  };
  open();
  const timer = setInterval(() => { look(); open(); }, 500);
  return () => clearInterval(timer);
}
"""

_SCROLLING = ".rf-body, .rf-wordings .rf-row, .rf-defs pre, [class*=st-key-figure-wide], .st-key-as-it-came"


def window() -> tuple[str, bool]:
    """The mode of this run (light or dark), and whether the page has little room; watches from now on."""
    known = st.session_state.get("window") or ("dark" if st.context.theme.type == "dark" else "light")
    with st.container(key="window-watch"):
        told = {"told": known, "boxes": _SCROLLING}
        result = _watch()(key="watch", data=told, default={"seen": known}, on_seen_change=_nothing)
    seen = str(result.seen or known)
    st.session_state["window"] = seen
    return seen.split(" ")[0], seen.endswith("narrow")


def _nothing() -> None:
    """The new run is all that a change needs."""


@st.cache_resource(show_spinner=False)
def _watch() -> Any:
    return st.components.v2.component("refrain_window", html="<span></span>", js=_WATCH)
