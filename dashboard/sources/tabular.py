"""Records: JSON lines, one record a line, bad lines kept apart with their reason; and what all tables share."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from dashboard.sources.columns import Guess, guess, names_of, no_story, renamed
from dashboard.sources.plain import tidy

SAMPLE = 200  # records that are looked at to tell which column is which …
HEAD = 262_144  # … and at most so many characters
Chosen = Sequence[Sequence[str]]  # pairs of our name for a column and the file's


@dataclass(frozen=True)
class Record:
    """One line of a record file: `fields`, or None and `fault`, a sentence that says what is wrong.

    `start` and `end` are characters of the file's text (JSON lines, CSV), line end excluded. A record of an Excel,
    Parquet or JSON file has no such text; its text is its JSON line there, as if the file were one of JSON lines.
    """

    place: int
    line: int
    start: int
    end: int
    fields: dict[str, Any] | None
    digest: str
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """The records of a file, the characters of its text, sentences on what a reader should know, its own columns."""

    records: tuple[Record, ...]
    n_characters: int
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def is_jsonl(text: str) -> bool:
    r"""Whether a text holds JSON lines: most of its first twenty filled lines are JSON objects.

    Example:
        >>> is_jsonl('{"title": "A"}\n{"title": "B"}\n'), is_jsonl("A headline\n")
        (True, False)
    """
    if not text[:200].lstrip().startswith("{"):
        return False
    filled = list(islice((line for line in lines_of(text) if line.strip()), 20))
    good = sum(parse(line)[0] is not None for line in filled)
    return good * 2 > len(filled)


def read_jsonl(text: str, *, place: int = 0, line: int = 1) -> tuple[Record, ...]:
    r"""Every filled line as a record, in order; a bad line becomes a record with a fault.

    `start` and `end` are characters of the text, line end excluded; `place` and `line` are those of its first record
    and line in the file that it is a part of.

    Example:
        >>> [(r.place, r.line, r.fault[:24]) for r in read_jsonl('{"text": "a"}\n\n{"text": \n')]
        [(0, 1, ''), (1, 3, 'line 3 is not JSON: Expe')]
    """
    records: list[Record] = []
    start = 0
    for number, row in enumerate(lines_of(text), start=line):
        end = start + len(row)
        if bare := row.strip():
            fields, fault = parse(row)
            told = fault and f"line {number} {fault}"
            records.append(Record(place + len(records), number, start, end, fields, _digest(bare), told))
        start = end + 1
    return tuple(records)


def read_lines(text: str, chosen: Chosen = ()) -> Table:
    """JSON lines as a table whose columns have our names.

    Example:
        >>> [record.fields for record in read_lines('{"headline": "A", "id": 1}').records]
        [{'title': 'A', 'id': 1}]
    """
    found = guess_of_lines(text, chosen)
    return with_names(Table(read_jsonl(text), len(text), columns=found.names), found)


def guess_of_lines(text: str, chosen: Chosen = ()) -> Guess:
    """Which column is which, by the first JSON lines of a text alone: a long file that is read in parts asks once.

    Example:
        >>> guess_of_lines('{"headline": "A"}').columns
        {'title': 'headline'}
    """
    sample: list[dict[str, Any]] = []
    n_seen = 0
    for line in islice(lines_of(text), SAMPLE):
        if n_seen > HEAD:
            break
        n_seen += len(line)
        sample += [row for row, _ in (parse(line),) if row is not None]
    return guess(names_of(sample), chosen, sample)


def parse(line: str) -> tuple[dict[str, Any] | None, str]:
    """A line as a JSON object, or None and what is there instead."""
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as fault:
        said = f"{fault.msg} at character {fault.pos + 1}" if isinstance(fault, json.JSONDecodeError) else "too deep"
        return None, f"is not JSON: {said}. A line belongs there that starts with {{ and ends with }}."
    except ValueError as fault:
        return None, f"is not JSON: {fault}."
    if not isinstance(value, dict):
        return None, f'is a JSON {type(value).__name__}, not an object. Write {{"title": …, "text": …}}.'
    # The file's text was tidied as a whole: only these escapes can bring in something new, as the others write signs
    # that no mark behind them changes.
    if "\\u" not in line and "\\r" not in line:
        return value, ""
    return {tidy(str(key)): tidy(item) if isinstance(item, str) else item for key, item in value.items()}, ""


def from_objects(objects: Iterable[Mapping[str, Any]], chosen: Chosen = ()) -> Table:
    """Records of a file whose records have no text of their own: each one's text is its JSON line.

    Raises:
        SourceError: no column is named like a text or a headline.

    Example:
        >>> table = from_objects([{"Headline": "A"}, {"Headline": "B"}])
        >>> [(record.start, record.end, record.fields) for record in table.records], table.n_characters
        ([(0, 17, {'title': 'A'}), (18, 35, {'title': 'B'})], 36)
    """
    records: list[Record] = []
    start = 0
    for place, given in enumerate(objects):
        line = json.dumps(given, ensure_ascii=False, default=str)
        fields = {tidy(str(key)): tidy(value) if isinstance(value, str) else value for key, value in given.items()}
        line = tidy(line)
        records.append(Record(place, place + 1, start, start + len(line), fields, digest_of(line)))
        start += len(line) + 1
    sample = [record.fields for record in records[:SAMPLE] if record.fields is not None]
    names = names_of(sample)
    found = guess(names, chosen, sample)
    if not {"text", "title"} & set(found.columns):
        raise no_story(names)
    return with_names(Table(tuple(records), start, columns=found.names), found)


def digest_of(line: str) -> str:
    """The hash by which the same record is known again."""
    return _digest(line.strip())


def _digest(bare: str) -> str:
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()


def lines_of(text: str) -> Iterator[str]:
    """Lines without their ends, one at a time (a file may be one line of 50 MB)."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def with_names(table: Table, found: Guess) -> Table:
    """The same records under our names for the columns that were found.

    Example:
        >>> record = Record(0, 1, 0, 1, {"headline": "A"}, "a")
        >>> with_names(Table((record,), 1), Guess({"title": "headline"}, "told")).records[0].fields
        {'title': 'A'}
    """
    if found.is_plain:
        return table
    changed = tuple(_renamed(record, found) for record in table.records)
    return replace(table, records=changed, notes=(*table.notes, *[found.note] * bool(found.note)))


def _renamed(record: Record, found: Guess) -> Record:
    return record if record.fields is None else replace(record, fields=renamed(record.fields, found.columns))
