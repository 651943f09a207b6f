"""What a look at a page would find: charts that stayed empty, labels that touch, and a page that scrolls sideways."""

from playwright.sync_api import Page

# Faults in words; boxes are those on the screen, so that fonts, margins and the window's width all count.
FIND = """
() => {
  const found = [], name = plot => plot.closest('[class*=st-key-figure-]')?.className.match(/st-key-figure-\\S+/)?.[0];
  const seen = node => { const box = node.getBoundingClientRect(); return box.width > 0 && box.height > 0; };
  for (const plot of document.querySelectorAll('.stPlotlyChart')) {
    const drawn = plot.querySelector('.js-plotly-plot .main-svg');
    if (!drawn) { found.push(`${name(plot)}: not drawn`); continue; }
    const marks = '.plot .point, .plot path, .hm image, .points path, .bars path, .shapelayer path';
    if (![...plot.querySelectorAll(marks)].some(seen)) found.push(`${name(plot)}: no mark`);
    for (const kind of ['xtick', 'ytick', 'annotation-text-g']) {
      const labels = [...plot.querySelectorAll(kind === 'annotation-text-g' ? '.annotation-text' : `.${kind} text`)]
        .filter(label => label.textContent.trim() && seen(label)).map(label => [label, label.getBoundingClientRect()]);
      for (let one = 0; one < labels.length; one++) for (let two = one + 1; two < labels.length; two++) {
        const [first, a] = labels[one], [second, b] = labels[two];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 4) found.push(`${name(plot)}: "${first.textContent}" on "${second.textContent}"`);
      }
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  const main = document.querySelector('[data-testid=stMain]');
  if (main && main.scrollWidth > main.clientWidth + 1) found.push('the page scrolls sideways');
  if (document.querySelector('[data-testid=stException]')) found.push('an exception stands on the page');
  return [...new Set(found)];
}
"""
TALL = """
() => Math.max(...[...document.querySelectorAll('[data-testid=stMain], [data-testid=stSidebarContent]')]
  .map(part => part.scrollHeight))
"""
PATIENCE = 20  # half seconds until a fault is one
MOST = 12_000  # pixels of height that a picture may have


def faults(page: Page) -> list[str]:
    """Every fault of the page as it stands, in words; none is tolerated, but charts have time to draw."""
    for _ in range(PATIENCE):
        page.wait_for_timeout(500)
        if not (found := page.evaluate(FIND)):
            break
    return found


def whole(page: Page) -> None:
    """Make the window as high as its page, which otherwise scrolls inside, so that a picture shows all of it."""
    size = page.viewport_size or {"width": 1440, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": min(max(page.evaluate(TALL), size["height"]), MOST)})
    page.wait_for_timeout(400)
