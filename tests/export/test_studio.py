"""The browser that draws: without one, or with one that hangs, there is a sentence, and never a wait without end."""

import time

import plotly.graph_objects as go
import pytest

from dashboard.errors import ExportError
from dashboard.export import studio
from dashboard.export.figures import picture
from dashboard.export.provenance import SHOWN


@pytest.fixture
def no_browser(monkeypatch):
    """BROWSER_PATH set to nothing: as on a machine without one."""
    monkeypatch.setenv(studio.NAMED, "")
    studio.browser.cache_clear()
    yield
    studio.browser.cache_clear()


def test_without_a_browser_a_sentence_says_what_there_is_instead(no_browser):
    """The page's camera, and what to install."""
    with pytest.raises(ExportError, match=r"No Chrome or Chromium was found .* The camera under the chart saves"):
        picture(go.Figure(), SHOWN, format="pdf")


def test_without_a_browser_there_is_still_a_page(no_browser):
    """HTML needs none: self-contained, sealed, without Plotly's way to send a chart away, text escaped."""
    told = type(SHOWN)(**{**vars(SHOWN), "title": "<script>x</script>"})
    page = picture(go.Figure(go.Bar(x=["</script><script>x"], y=[1])), told, format="html").decode()

    assert "default-src 'none'" in page
    assert '"modeBarButtons": [["toImage"]]' in page
    assert "<script>x" not in page
    assert "n = 5 stories" in page


@pytest.mark.filterwarnings("ignore")  # the library that starts it complains of a browser that says nothing
def test_a_browser_that_hangs_is_ended(monkeypatch, tmp_path):
    """A program that starts and never answers costs the limit, not a minute."""
    hanging = tmp_path / "chromium"
    hanging.write_text("#!/bin/sh\nsleep 30\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(studio, "browser", lambda: str(hanging))
    monkeypatch.setattr(studio, "LIMIT", 0.6)
    begun = time.monotonic()

    with pytest.raises(ExportError, match=r"did not answer in 1 seconds\. It was ended"):
        picture(go.Figure(go.Bar(y=[1])), SHOWN, format="png")

    assert time.monotonic() - begun < 15
    assert studio._STUDIO.open == []


@pytest.mark.parametrize("cm", [2.0, 61.0])
def test_a_width_that_no_page_has_is_told(cm):
    """Before anything is drawn."""
    with pytest.raises(ExportError, match=r"A width from 5 to 60 cm belongs there"):
        picture(go.Figure(), SHOWN, format="png", cm=cm)
