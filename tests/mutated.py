"""Small valid files of every format, and ways to spoil them; what must hold for whatever comes out."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import strategies as st

from dashboard.articles.reading import reading_of
from dashboard.settings import load_settings
from dashboard.sources.raw import Raw
from dashboard.sources.reader import raws_of
from tests.sources.written import docx, paragraph, pdf, words

LINES = (
    "Ports sign pact",
    "By Ada Quay",
    "16 May 2024",
    "Two ports signed a pact on Thursday, “after years of talks”, said the café's owner.",
    "多极化的世界。",
)
ROWS = [{"title": LINES[0], "text": LINES[3], "date": "2024-05-16"}, {"title": LINES[4], "text": LINES[4], "date": ""}]
STATUS = {"read", "empty", "failed"}
SETTINGS = load_settings()


def _sheet() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([list(ROWS[0]), *[list(row.values()) for row in ROWS]]):
            sheet.write_row(place, 0, row)
    return made.getvalue()


def _parquet() -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), made)
    return made.getvalue()


def _zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def _tar(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def _csv(mark: str) -> bytes:
    rows = [list(ROWS[0]), *[[f'"{cell}"' for cell in row.values()] for row in ROWS]]
    return "\n".join(mark.join(row) for row in rows).encode()


PAGE = "\n\n".join(LINES).encode()
JSONL = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
HTML = f"<html><head><title>{LINES[0]}</title></head><body>{''.join(f'<p>{line}</p>' for line in LINES)}".encode()
RTF = rb"{\rtf1\ansi\ansicpg1252 Ports sign pact\par Two ports signed \'93a pact\'94 on Thursday.\par}"
FEED = b"<rss><channel><title>Post</title><item><title>Pact</title><description>Two ports signed.</description></item>"
MHT = (
    b"From: x\nContent-Type: multipart/related; boundary=XX\n\n--XX\nContent-Type: text/html\n\n" + HTML + b"\n--XX--\n"
)
VALID = {
    "a.txt": PAGE, "b.jsonl": JSONL, "c.csv": _csv(","), "d.tsv": _csv("\t"), "e.json": json.dumps(ROWS).encode(),
    "f.html": HTML, "g.rtf": RTF, "h.xml": FEED, "i.mht": MHT, "j.xlsx": _sheet(), "k.parquet": _parquet(),
    "l.docx": docx(words(*LINES)), "m.pdf": pdf(paragraph(*LINES[:3])), "n.txt.gz": gzip.compress(PAGE),
    "o.jsonl.bz2": bz2.compress(JSONL), "p.csv.xz": lzma.compress(_csv(";")),
    "q.zip": _zip({"a.txt": PAGE, "b/c.jsonl": JSONL, "d.zip": _zip({"e.csv": _csv(",")})}),
    "r.tar.gz": _tar({"a.txt": PAGE, "b.jsonl": JSONL}), "s.txt": PAGE.decode().encode("utf-16"), "t.md": b"# " + PAGE,
}  # fmt: skip
SLIPS = st.tuples(
    st.sampled_from(("change", "drop", "repeat", "put", "cut")),
    st.floats(0, 1),
    st.integers(1, 40),
    st.binary(max_size=8),
)


def spoilt(data: bytes, slips: list[tuple[str, float, int, bytes]]) -> bytes:
    """Bytes after some slips: changed, dropped, repeated, put in between, or cut off."""
    for how, where, length, new in slips:
        place = int(where * len(data))
        end = place + length
        match how:
            case "change":
                data = data[:place] + new + data[place + len(new) :]
            case "drop":
                data = data[:place] + data[end:]
            case "repeat":
                data = data[:end] + data[place:end] * 3 + data[end:]
            case "put":
                data = data[:place] + new + data[place:]
            case _:
                data = data[:place]
    return data


def check(name: str, data: bytes) -> None:
    """Every document has a status and a sentence; its ledger adds up to the last character or record."""
    found = list(raws_of(name, data))

    assert found
    for raw in found:
        assert raw.status in STATUS
        assert raw.status == "read" or raw.reason.endswith(".")
        raw.name.encode()
        raw.reason.encode()
        _adds_up(raw)


def _adds_up(raw: Raw) -> None:
    reading = reading_of(raw, SETTINGS)
    spans = [(row["start"], row["end"]) for row in reading.ledger]
    if raw.records is not None:
        assert len(spans) == len(raw.records) == reading.source["n_records"]
        assert all(0 <= start < end <= raw.n_characters for start, end in spans)
        assert all(a[1] < b[0] for a, b in pairwise(spans))
    elif raw.text is not None:
        assert [a[1] for a in spans] == [b[0] for b in spans[1:]] + [len(raw.text)]
        assert spans[0][0] == 0
    else:
        assert spans == []
