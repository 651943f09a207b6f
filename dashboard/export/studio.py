"""One warm browser that draws for all readers: plots to SVG, sheets to PNG and PDF; it never keeps anyone waiting.

Plotly's pictures need a browser of Chrome's family. Where none is installed nothing here is called, and the
page's own camera saves what it can. One picture is drawn at a time; a browser that does not answer in time is ended,
and the next picture starts a new one.
"""

import asyncio
import os
import shutil
from base64 import b64decode
from collections.abc import Coroutine, Mapping
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from threading import Lock, Thread
from typing import Any

import plotly.graph_objects as go

from dashboard.errors import ExportError
from dashboard.export.fonts import faces

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)  # fmt: skip
NAMED = "BROWSER_PATH"  # environment variable: the browser to use; empty for none
LIMIT = 30.0  # seconds for one picture, the start of the browser included
QUEUE = 90.0  # seconds that a reader waits for others' pictures
INCH = 96  # pixels
WITHOUT = (
    "No Chrome or Chromium was found on the machine that runs Refrain, so PNG at print size and PDF cannot be drawn. "
    "The camera under the chart saves SVG or PNG from your own browser; an installed Chromium brings the rest."
)

# The page that a sheet is printed from loads nothing and runs nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    "<style>{faces} @page {{ margin: 0; size: {width}px {height}px }} body {{ margin: 0 }} svg {{ display: block }}"
    "</style></head><body>{sheet}</body></html>"
)


@dataclass(frozen=True, eq=False)
class _Studio:
    """The running browser, the loop that speaks with it, and those who wait; `open` is empty without one."""

    line: Lock = field(default_factory=Lock)
    open: list[tuple[asyncio.AbstractEventLoop, Any]] = field(default_factory=list)


_STUDIO = _Studio()


@cache
def browser() -> str | None:
    """The path of the browser that draws; None when there is none, or when BROWSER_PATH is set to nothing."""
    named = os.environ.get(NAMED)
    if named is not None:
        return shutil.which(named) if named else None
    return next((found for found in map(shutil.which, NAMES) if found), None)


def plot_svg(figure: go.Figure, *, width: int) -> str:
    """The plot alone as SVG, as wide as asked and as tall as the figure says.

    Raises:
        ExportError: no browser, or it did not answer in time.
    """
    height = int(figure.layout.height or 300)
    options = {"format": "svg", "width": width, "height": height, "scale": 1}
    return bytes(_drawn(lambda kaleido: kaleido.calc_fig(figure, opts=options))).decode("utf-8")


def sheet_png(svg: str, *, size: tuple[int, int], pixels: int) -> bytes:
    """A sheet as PNG, so many pixels wide.

    Raises:
        ExportError: as in `plot_svg`.
    """
    width, height = size
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": pixels / width}
    asked = {"format": "png", "clip": clip, "captureBeyondViewport": True, "optimizeForSpeed": False}
    return bytes(_drawn(lambda kaleido: _shown(kaleido, svg, size, ("Page.captureScreenshot", asked))))


def sheet_pdf(svg: str, *, size: tuple[int, int], scale: float = 1.0) -> bytes:
    """A sheet as a PDF of one page that fits it; its text can be selected.

    Args:
        svg: The sheet.
        size: Its width and height in pixels.
        scale: How much larger than 96 pixels an inch it is printed.

    Raises:
        ExportError: as in `plot_svg`.
    """
    width, height = (side * scale for side in size)
    scaled = svg.replace("<svg ", f'<svg style="width:{width}px;height:{height}px" ', 1)
    paper = {"paperWidth": width / INCH, "paperHeight": (height + 1) / INCH, "printBackground": True}
    edges = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
    asked = {**paper, **edges, "pageRanges": "1"}
    return bytes(_drawn(lambda kaleido: _shown(kaleido, scaled, (width, height), ("Page.printToPDF", asked))))


async def _shown(kaleido: Any, svg: str, size: tuple[float, float], ask: tuple[str, Mapping[str, Any]]) -> bytes:
    """Put the sheet into a tab of its own, wait for its fonts, and take its picture."""
    tab = await kaleido.create_tab("about:blank", window=True)
    try:
        tree = _result(await tab.send_command("Page.getFrameTree"))
        page = _PAGE.format(faces=faces(), width=size[0], height=size[1] + 1, sheet=svg)
        frame = tree["frameTree"]["frame"]["id"]
        _result(await tab.send_command("Page.setDocumentContent", params={"frameId": frame, "html": page}))
        ready = {"expression": "document.fonts.ready.then(() => 1)", "awaitPromise": True}
        _result(await tab.send_command("Runtime.evaluate", params=ready))
        command, params = ask
        return b64decode(_result(await tab.send_command(command, params=dict(params)))["data"])
    finally:
        await kaleido.close_tab(tab)


def _result(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if "error" in answer:
        raise ExportError(f"The browser that draws pictures refused: {answer['error'].get('message', answer)}")
    result: Mapping[str, Any] = answer.get("result", {})
    return result


def _drawn(work: Any) -> Any:
    """Do the work in the browser, alone, and in time.

    Raises:
        ExportError: no browser, or too late.
    """
    if browser() is None:
        raise ExportError(WITHOUT)
    if not _STUDIO.line.acquire(timeout=QUEUE):
        raise ExportError("Other readers' pictures are being drawn, and it takes long. Try again in a minute.")
    try:
        return _asked(work)
    finally:
        _STUDIO.line.release()


def _asked(work: Any) -> Any:
    """The work's result; a browser that died since the last picture is replaced once, one that is late is ended."""
    was_open = bool(_STUDIO.open)
    try:
        loop, kaleido = _STUDIO.open[0] if was_open else _started()
        return _waited(loop, work(kaleido))
    except ExportError:
        raise
    except (Exception, TooLate) as fault:
        close()
        if was_open and not isinstance(fault, TooLate):
            return _asked(work)
        told = f"did not answer in {LIMIT:.0f} seconds" if isinstance(fault, TooLate) else f"failed ({fault})"
        raise ExportError(
            f"{browser()}: the browser that draws pictures {told}. It was ended; the next picture starts it anew. "
            "Try again, or save the numbers and the HTML, which need no browser."
        ) from fault


def _waited(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Any]) -> Any:
    task = asyncio.run_coroutine_threadsafe(work, loop)
    try:
        return task.result(LIMIT)
    except TooLate:
        task.cancel()
        raise


def _started() -> tuple[asyncio.AbstractEventLoop, Any]:
    """Start the browser, with the page's own type, on a loop of its own."""
    import kaleido

    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="refrain-studio", daemon=True).start()
    made = kaleido.Kaleido(n=1, timeout=LIMIT, path=browser(), page_generator=_Typed())
    _STUDIO.open.append((loop, made))
    _waited(loop, made.open())
    return loop, made


@dataclass(frozen=True)
class _Typed:
    """Kaleido's page with our fonts, loaded before the first word is measured; it asks no other machine."""

    def generate_index(self) -> str:
        """The page as HTML; the name is Kaleido's."""
        from kaleido import PageGenerator

        page = PageGenerator(mathjax=False).generate_index()
        words = "<p style=\"position:absolute;visibility:hidden;font-family:'Source Sans'\">n<b>n</b></p>"
        return page.replace("</title>", f"</title><style>{faces()}</style>").replace("<img", f"{words}<img")


def close() -> None:
    """End the browser, whether it answers or not; the next picture starts a new one."""
    while _STUDIO.open:
        loop, kaleido = _STUDIO.open.pop()
        process = getattr(kaleido, "subprocess", None)
        if process is not None:
            with suppress(OSError):
                process.kill()
        with suppress(Exception, TooLate):
            asyncio.run_coroutine_threadsafe(kaleido.close(), loop).result(3)
        loop.call_soon_threadsafe(loop.stop)
