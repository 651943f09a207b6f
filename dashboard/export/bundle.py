"""Everything in one zip: charts, tables, the report, the method in words, the filter to reopen, how to cite."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast
from urllib.parse import urlencode

import pandas as pd

from dashboard.analysis.selection import Selection, to_pairs
from dashboard.corpus.corpus import Corpus
from dashboard.export import studio
from dashboard.export.figures import Sheet, drawn, saved
from dashboard.export.files import write
from dashboard.export.frames import frame_bytes
from dashboard.export.methods import codebook
from dashboard.export.provenance import SOFTWARE, VERSION, slug
from dashboard.export.report import Report, Shown, Told, html, svg_or_none
from dashboard.export.tables import rows_of, table_named
from dashboard.table import Table

DATA = ("sources", "articles", "themes", "theme_hits", "keywords", "topics", "article_topics", "echoes", "copies")
TEXTS = ("body",)  # columns that hold what publishers own
FORMATS = ("csv", "xlsx")  # of the tables behind the charts
USUAL = 17.5  # centimetres


@dataclass(frozen=True, eq=False)
class Given:
    """What a zip is made of.

    Attributes:
        corpus: The open snapshot.
        selection: The filter.
        report: Findings, charts and method under it.
        choices: The pages' own choices, as the address bar has them.
        texts: Whether the articles' texts go in too.
    """

    corpus: Corpus
    selection: Selection
    report: Report
    choices: tuple[tuple[str, str], ...] = ()
    texts: bool = False


def write_zip(given: Given, sink: BinaryIO, *, tell: Told | None = None) -> int:
    """Write the zip, one file after the other; memory holds a chunk of a table or one picture.

    Args:
        given: What goes in.
        sink: Open for writing bytes.
        tell: Hears what is done, and how far it is from 0 to 1.

    Returns:
        Files written.
    """
    told: Told = tell or (lambda _step, _share: None)
    plot, sheets = _plots()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        _words(given, book)
        with book.open(_entry(given, "report.html"), "w", force_zip64=True) as file:
            drawing = plot if studio.browser() else None
            for piece in html(given.report, plot=drawing, tell=lambda step, share: told(step, share * 0.6)):
                file.write(piece.encode("utf-8", "replace"))
        for place, shown in enumerate(given.report.shown):
            told(f"Saving: {shown.provenance.title}", 0.6 + 0.2 * place / len(given.report.shown))
            _one(given, shown, sheets, book)
        for place, name in enumerate(DATA):
            told(f"Writing the table {name}", 0.8 + 0.2 * place / len(DATA))
            _data(given, table_named(name), book)
        return len(book.namelist())


def _entry(given: Given, name: str) -> zipfile.ZipInfo:
    """A file of the zip, dated like the data version: the same state gives the same dates."""
    year, month, day = (int(part) for part in given.report.whole.made.split("-"))
    info = zipfile.ZipInfo(name, (max(year, 1980), month, day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _plots() -> tuple[Callable[[Shown], str], dict[str, Sheet]]:
    """A function that draws a chart for the report, and where its sheets lie afterwards, for the chart's own files."""
    sheets: dict[str, Sheet] = {}

    def draw(shown: Shown) -> str:
        sheets[named(shown)] = drawn(shown.figure, shown.provenance, alt=shown.alt, cm=USUAL)
        return sheets[named(shown)].plot

    return svg_or_none(draw), sheets


def named(shown: Shown) -> str:
    """The name of a chart's files."""
    return f"{slug(shown.page)}-{slug(shown.key)}"


def _one(given: Given, shown: Shown, sheets: dict[str, Sheet], book: zipfile.ZipFile) -> None:
    """One chart's pictures, where they could be drawn, and its numbers."""
    name = named(shown)
    if name in sheets:
        for form in ("svg", "png"):
            book.writestr(_entry(given, f"charts/{name}.{form}"), saved(sheets[name], shown.provenance, format=form))
    for form in FORMATS:
        book.writestr(_entry(given, f"tables/{name}.{form}"), frame_bytes(shown.table, shown.provenance, format=form))


def _data(given: Given, table: Table, book: zipfile.ZipFile) -> None:
    """One table of the contract under the filter, streamed; without what publishers own unless asked for."""
    kept = table if given.texts else Table(table.name, table.grain, _free(table))
    with book.open(_entry(given, f"data/{table.name}.csv"), "w", force_zip64=True) as file:
        write(kept, _chunks(given, table, kept), cast(BinaryIO, file), format="csv")


def _free(table: Table) -> tuple:
    return tuple(column for column in table.columns if column.name not in TEXTS)


def _chunks(given: Given, table: Table, kept: Table) -> Iterator[pd.DataFrame]:
    return (chunk[list(kept.names)] for chunk in rows_of(given.corpus, table, given.selection))


def selection_json(given: Given) -> str:
    """The state in a form that reopens: `opens` is what follows the address of any Refrain with this data version."""
    pairs = to_pairs(given.selection) + list(given.choices)
    state = {
        "refrain": VERSION,
        "data_version": given.corpus.snapshot_id,
        "filter": to_pairs(given.selection),
        "choices": dict(given.choices),
        "opens": f"/?{urlencode(pairs)}" if pairs else "/",
    }
    return json.dumps(state, ensure_ascii=False, indent=1) + "\n"


def citation_cff(given: Given) -> str:
    """How to cite, for machines (citation-file-format.github.io); JSON's quoting is YAML's too."""
    whole = given.report.whole
    said = {
        "cff-version": "1.2.0",
        "message": "If you use these numbers, please cite the data version and the filter.",
        "type": "dataset",
        "title": f"{given.report.title}: data version {whole.snapshot_id}, filter {whole.selection}",
        "version": whole.snapshot_id,
        "date-released": whole.made,
    }
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in said.items()]
    author = ["authors:", f"  - name: {json.dumps(f'{SOFTWARE} (software)')}"]
    return "\n".join([*lines, *author]) + "\n"


def _words(given: Given, book: zipfile.ZipFile) -> None:
    book.writestr(_entry(given, "README.md"), readme(given))
    book.writestr(_entry(given, "selection.json"), selection_json(given))
    book.writestr(_entry(given, "CITATION.cff"), citation_cff(given))
    book.writestr(_entry(given, "codebook.md"), codebook(given.corpus.settings.themes))


def readme(given: Given) -> str:
    """What lies in the zip, and the method in words ready to paste."""
    whole = given.report.whole
    texts = "with the stories' texts" if given.texts else "without the stories' texts, which belong to their publishers"
    pictures = "" if studio.browser() else f"\nNo pictures are in here: {studio.WITHOUT}\nreport.html draws them.\n"
    listed = (
        "- `report.html`: findings, charts, tables and method on one page\n"
        f"- `charts/`: each chart as SVG and as PNG with 300 dots an inch, {USUAL:g} cm wide\n"
        "- `tables/`: the numbers behind each chart, as CSV and Excel\n"
        f"- `data/`: the tables that they are counted from, under the same filter, {texts}\n"
        "- `codebook.md`: every theme with its definition, its rules as written and its exclusions\n"
        "- `selection.json`: the filter; put `opens` behind the address of a Refrain with this data version\n"
        "- `CITATION.cff`: how to cite"
    )
    method = "\n\n".join(given.report.method)
    data = f"data version {whole.snapshot_id} of {whole.made}"
    return (
        f"# {given.report.title}\n\n{whole.selection} · n = {whole.n} · {data}"
        f"\n\n## What is in here\n\n{listed}\n{pictures}\n## Method, ready to paste\n\n{method}\n"
    )
