"""Small files of formats that need a writer: PDF, Word."""

import io
import zipfile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF file; each page is a list of (x, y, size, text) in Helvetica."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * place} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    made = b"%PDF-1.4\n"
    places = []
    for number, what in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{what}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def paragraph(
    *lines: str, top: float = 700, size: float = 12, left: float = 72
) -> list[tuple[float, float, float, str]]:
    """Lines of one paragraph, below each other."""
    return [(left, top - 1.2 * size * place, size, line) for place, line in enumerate(lines)]


def docx(body: str, head: str = "") -> bytes:
    """A Word file with this XML between its body tags; `head` stands in front of the root element."""
    made = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{place}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>")
    return made.getvalue()


def words(*lines: str) -> str:
    """Paragraphs of a Word file."""
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
