"""What the reader saves: pictures that say what they show, a page that asks nobody, a menu for the keyboard."""

import io
from xml.etree import ElementTree as ET

from PIL import Image
from pypdf import PdfReader

from dashboard.export.stamps import SPACE
from tests.browser import window

SAVED = "Each theme, story by story"


def saved(page, name):
    """Press a button of the open menu and read the file that comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return download.value.path().read_bytes()


def test_pictures_say_what_they_show_and_a_saved_page_asks_nobody(new_page, tmp_path):
    """From a dark page, by keyboard: PNG, SVG and PDF name filter, n and data version; HTML loads and sends nothing."""
    page = window.visit(new_page(scheme="dark"), "/themes?outlet=Xinhua&outlet=~")
    page.locator(".st-key-time-save button").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="PNG, 300 dpi").wait_for()
    window.settled(page)

    picture = Image.open(io.BytesIO(saved(page, "PNG, 300 dpi")))
    drawing = ET.fromstring(saved(page, "SVG"))
    paper = PdfReader(io.BytesIO(saved(page, "PDF")))
    facts = {fact.get("name"): fact.text for fact in drawing.iter(f"{{{SPACE}}}fact")}

    assert picture.width == 2_067  # 17.5 cm at 300 dots an inch
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    assert picture.text == facts
    assert facts["Filter"] == "all dates · Xinhua, outlet not named · main stories"
    assert facts["Counted"] == "3 stories"
    assert paper.metadata.title == facts["Title"] == SAVED
    assert facts["Data version"].split()[0] in paper.pages[0].extract_text()

    (tmp_path / "chart.html").write_bytes(saved(page, "HTML"))
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "chart.html").as_uri())
    page.wait_for_selector(".js-plotly-plot .main-svg")
    titles = page.eval_on_selector_all(".modebar-btn", "found => found.map(one => one.dataset.title)")

    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len(titles) == 1
    assert "download" in titles[0].lower()
