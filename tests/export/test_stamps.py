"""Metadata: what a picture says of itself can be read again from the file."""

import io
import struct
import zlib
from xml.etree import ElementTree as ET

from PIL import Image
from pypdf import PdfReader, PdfWriter

from dashboard.export.provenance import SHOWN
from dashboard.export.sheet import sheet
from dashboard.export.stamps import SPACE, chunks, pdf_stamped, png_stamped

HOSTILE = SHOWN.facts() | {"Title": "<script>1</script> ]]> \x00 “Trade” \ud800"}
KEPT = "<script>1</script> ]]>  “Trade” "


def tiny_png():
    """A picture of one pixel, made by a library that is none of ours."""
    sink = io.BytesIO()
    Image.new("RGB", (1, 1)).save(sink, "PNG", dpi=(72, 72))
    return sink.getvalue()


def test_a_png_says_what_it_shows_and_how_large_it_prints():
    """Texts come back whole, the size on paper is the one asked for, every part's check sum holds."""
    data = png_stamped(tiny_png(), HOSTILE, dpi=300)
    opened = Image.open(io.BytesIO(data))
    opened.load()

    assert opened.text == HOSTILE | {"Title": KEPT}
    assert [round(side) for side in opened.info["dpi"]] == [300, 300]
    assert data.endswith(struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND")))
    assert [name for name, _ in chunks(data)].count(b"pHYs") == 1


def test_an_svg_says_what_it_shows():
    """The sheet is well-formed whatever a headline holds, and its facts come back."""
    told = type(SHOWN)(**{**vars(SHOWN), "title": HOSTILE["Title"]})
    svg, size = sheet('<svg class="main-svg" width="10" height="20"/>', size=(400, 20), provenance=told, alt="Five <b>")
    root = ET.fromstring(svg)

    facts = {fact.get("name"): fact.text for fact in root.iter(f"{{{SPACE}}}fact")}
    assert facts == told.facts() | {"Title": KEPT}
    assert root.find("{http://www.w3.org/2000/svg}title").text == f"{KEPT}. Five <b>"
    assert root.get("viewBox") == f"0 0 {size[0]} {size[1]}"
    words = " ".join(text.text for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert all(part in words for part in ("Darker is more.", "all dates · n = 5 stories", "Rules.", "1f2e"))


def test_a_pdf_says_what_it_shows():
    """Title and subject in the usual places, the rest under names of their own."""
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    sink = io.BytesIO()
    writer.write(sink)

    told = PdfReader(io.BytesIO(pdf_stamped(sink.getvalue(), SHOWN.facts()))).metadata

    assert (told.title, told.subject) == ("Themes", "Darker is more.")
    assert told["/DataVersion"] == "1f2e of 2025-05-10"
    assert told["/Method"] == "Rules."
