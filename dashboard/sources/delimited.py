"""CSV and its relatives: the separator found by trial, ragged rows kept apart with their reason."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.columns import KNOWN, ORDER, guess, no_story, plain, renamed
from dashboard.sources.tabular import Chosen, Record, Table, digest_of, lines_of

SEPARATORS = ",;\t|"
HEAD = 262_144
ROWS = 200
PREAMBLE = 20  # lines that an export may put above the names of the columns


@dataclass(frozen=True)
class Dialect:
    """How the cells of a file are kept apart; `quoting` as the csv module numbers it."""

    separator: str
    quoting: int = csv.QUOTE_MINIMAL
    escape: str | None = None


@dataclass(frozen=True)
class Row:
    """One row: its first line from 1, its characters in the text, its cells."""

    line: int
    start: int
    end: int
    cells: list[str]


def is_table(text: str) -> bool:
    r"""Whether a text that is not named as one is a table: its first line names two known columns, rows follow.

    Example:
        >>> is_table("date;headline;body\n2024-05-16;A;B\n"), is_table("Talks, text\nThe two, it is said, met.\n")
        (True, False)
    """
    first = text[:2000].split("\n", 1)[0]
    if not any(mark in first for mark in SEPARATORS):
        return False
    rows = [row.cells for row in islice(rows_of(text[:HEAD], dialect_of(text)), 3)]
    known = [name for name in rows[0] if plain(name) in KNOWN] if rows else []
    return len(rows) > 1 and len(known) > 1 and len(known) * 2 >= len(rows[0]) and len(rows[1]) == len(rows[0])


def read_table(text: str, chosen: Chosen = ()) -> Table:
    r"""The rows of a table as records, in order; a row that does not fit the names of the columns has a fault.

    Raises:
        SourceError: no column is named like a text or a headline.

    Example:
        >>> table = read_table("Headline;Date\n\"Talks; more\";2024-05-16\n")
        >>> table.records[0].fields, table.records[0].start, table.records[0].end
        ({'title': 'Talks; more', 'date': '2024-05-16'}, 14, 38)
    """
    rows = rows_of(text, dialect_of(text))
    above, header = _header(rows, chosen)
    names = _names(header.cells)
    sample = [dict(zip(names, row.cells, strict=False)) for row in islice(_body(text, header), ROWS)]
    found = guess(names, chosen, sample)
    if not {"text", "title"} & set(found.columns):
        raise no_story(names)
    records = tuple(
        _record(text, place, row, names, found.columns)
        for place, row in enumerate(row for row in _body(text, header) if any(cell.strip() for cell in row.cells))
    )
    notes = [found.note] if found.note else []
    if above:
        notes.append(f"{above} {'line' if above == 1 else 'lines'} above the names of the columns were left out.")
    return Table(records, len(text), tuple(notes), found.names)


def dialect_of(text: str) -> Dialect:
    r"""The separator and the use of quotation marks under which the first rows agree best on their number of cells.

    Example:
        >>> dialect_of("a;b\n1,5;2\n").separator, dialect_of('a\tb\n"x\ty\n').quoting == csv.QUOTE_NONE
        (';', True)
    """
    head = text[:HEAD]
    if len(text) > HEAD:
        head = head[: head.rfind("\n") + 1] or head
    told = head[:6].lower()
    if told.startswith("sep=") and head[4:6] in {f"{mark}\n" for mark in SEPARATORS + ":"}:  # Excel's own word for it
        return Dialect(head[4])
    tried = [Dialect(mark) for mark in SEPARATORS if mark in head]
    tried += [Dialect(one.separator, csv.QUOTE_NONE) for one in tried if '"' in head]
    tried += [Dialect(one.separator, escape="\\") for one in tried if '\\"' in head and one.quoting != csv.QUOTE_NONE]
    return max(tried, key=lambda dialect: _agreement(head, dialect), default=Dialect(","))


def rows_of(text: str, dialect: Dialect) -> Iterator[Row]:
    """Every row of a text with its place; a quoted cell may run over lines."""
    csv.field_size_limit(2**31 - 1)
    taken = {"line": 0, "at": 0}

    def lines() -> Iterator[str]:
        for line in lines_of(text):
            taken["line"] += 1
            taken["at"] += len(line) + 1
            yield line + "\n"

    reader = csv.reader(
        lines(),
        delimiter=dialect.separator,
        quoting=dialect.quoting,  # type: ignore[arg-type]
        escapechar=dialect.escape,
        doublequote=dialect.escape is None,
    )
    line, start = 1, 0
    try:
        for cells in reader:
            yield Row(line, start, min(taken["at"] - 1, len(text)), cells)
            line, start = taken["line"] + 1, taken["at"]
    except csv.Error as fault:
        raise SourceError(f"line {line} cannot be told apart into cells ({fault}). Save the table again") from fault


def _agreement(head: str, dialect: Dialect) -> tuple[float, int, int]:
    """Share of rows with the commonest number of cells, times how much that number splits; plain quoting first."""
    counts = [len(row.cells) for row in islice(rows_of(head, dialect), ROWS) if row.cells]
    if not counts:
        return 0.0, 0, 0
    common = max(set(counts), key=lambda count: (counts.count(count), count))
    known = sum(plain(cell) in KNOWN for row in islice(rows_of(head, dialect), 1) for cell in row.cells)
    share = counts.count(common) / len(counts) if common > 1 else 0.0
    return round(share, 2), known, int(dialect.quoting == csv.QUOTE_MINIMAL)


def _header(rows: Iterator[Row], chosen: Chosen) -> tuple[int, Row]:
    """The row that names the columns, and how many filled rows an export has put above it."""
    first = [row for row in islice(rows, PREAMBLE) if any(cell.strip() for cell in row.cells)]
    if not first:
        raise SourceError("it holds no row. A line with the names of the columns and a line per story belong there")
    told = {theirs for _, theirs in chosen}
    telling = (ORDER["text"].keys() | ORDER["title"].keys()) - {""}
    for above, row in enumerate(first):
        if any(cell.strip() in told or plain(cell) in telling for cell in row.cells):
            return above - (first[0].cells[0][:4].lower() == "sep="), row
    return 0, first[0]


def _names(cells: Sequence[str]) -> list[str]:
    """Names of columns, each once: a nameless one is `column 5`, a second `text` is `text (2)`."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\ufeff", "").split()) or f"column {place}"
        names.append(name if name not in names else f"{name} ({place})")
    return names


def _body(text: str, header: Row) -> Iterator[Row]:
    return (row for row in rows_of(text, dialect_of(text)) if row.start > header.start)


def _record(text: str, place: int, row: Row, names: Sequence[str], columns: Mapping[str, str]) -> Record:
    line = text[row.start : row.end]
    fault = _misfit(row, line, names, columns)
    fields: dict[str, Any] | None = None
    if not fault:
        fields = renamed(dict(zip(names, row.cells, strict=False)), columns)
    return Record(place, row.line, row.start, row.end, fields, digest_of(line), fault)


def _misfit(row: Row, line: str, names: Sequence[str], columns: Mapping[str, str]) -> str:
    """Why a row cannot be told apart into the named columns; empty when it can."""
    needed = names.index(columns.get("text") or columns["title"])
    if any(cell.strip() for cell in row.cells[len(names) :]) or len(row.cells) <= needed:
        cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
        return (
            f"line {row.line} has {cells} where {len(names)} columns are named. "
            "A cell with a separator or a line end in it belongs between quotation marks."
        )
    if "\n" in line and line.count('"') % 2:
        return f"line {row.line} opens a quotation mark that is never closed. Close it where the cell ends."
    return ""
