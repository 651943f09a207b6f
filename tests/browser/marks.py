"""Marks of a chart as the mouse finds them."""

from playwright.sync_api import Page

from tests.browser import window

# Every mark of a chart with its code, where it lies on the screen; Plotly's axes turn values into pixels.
FIND = """
key => {
  const plot = document.querySelector(`.st-key-${key} .js-plotly-plot`);
  if (!plot || !plot._fullData) return null;
  const box = plot.getBoundingClientRect(), size = plot._fullLayout._size, found = [];
  for (const trace of plot._fullData) {
    if (!trace.customdata || trace.hoverinfo === 'skip') continue;
    const across = plot._fullLayout[(trace.xaxis || 'x').replace('x', 'xaxis')];
    const down = plot._fullLayout[(trace.yaxis || 'y').replace('y', 'yaxis')];
    for (let at = 0; at < trace.customdata.length; at++) {
      const code = [].concat(trace.customdata[at])[0];
      if (code && trace.x && trace.y) found.push({
        code: String(code),
        x: box.left + across._offset + across.d2p(trace.x[at]),
        y: box.top + down._offset + down.d2p(trace.y[at]),
      });
    }
  }
  return found;
}
"""


def marks(page: Page, key: str) -> list[dict]:
    """Code and place on the screen of every mark of the chart in the container with this key."""
    page.wait_for_function(f"key => ({FIND})(key)?.length", arg=key)
    return page.evaluate(FIND, key)


def click(page: Page, key: str, code: str) -> None:
    """Click the mark with this code, as a reader would, and wait until the page stands."""
    page.locator(f".st-key-{key}").scroll_into_view_if_needed()
    mark = next(found for found in marks(page, key) if found["code"] == code)
    if not 0 < mark["y"] < page.viewport_size["height"]:
        page.mouse.wheel(0, mark["y"] - 300)
        page.wait_for_timeout(300)
        mark = next(found for found in marks(page, key) if found["code"] == code)
    page.mouse.click(mark["x"], mark["y"])
    page.wait_for_function("code => new URL(location).searchParams.get('pick') === code", arg=code)
    window.settled(page)
