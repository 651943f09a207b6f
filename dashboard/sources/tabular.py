"""Record files: JSON lines, one record a line, bad lines kept apart with their reason."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.sources.plain import tidy


@dataclass(frozen=True)
class Record:
    """One line of a record file: `fields`, or None and `fault`, a sentence that says what is wrong."""

    place: int
    line: int
    start: int
    end: int
    fields: dict[str, Any] | None
    digest: str
    fault: str = ""


def is_jsonl(text: str) -> bool:
    r"""Whether a text holds JSON lines: most of its first twenty filled lines are JSON objects.

    Example:
        >>> is_jsonl('{"title": "A"}\n{"title": "B"}\n'), is_jsonl("A headline\n")
        (True, False)
    """
    if not text[:200].lstrip().startswith("{"):
        return False
    filled = [line for _, line in zip(range(20), (line for line in _lines(text) if line.strip()), strict=False)]
    good = sum(parse(line)[0] is not None for line in filled)
    return good * 2 > len(filled)


def read_jsonl(text: str) -> tuple[Record, ...]:
    r"""Every filled line as a record, in order; a bad line becomes a record with a fault.

    `start` and `end` are characters of the text, line end excluded.

    Example:
        >>> [(r.place, r.line, r.fault[:24]) for r in read_jsonl('{"text": "a"}\n\n{"text": \n')]
        [(0, 1, ''), (1, 3, 'line 3 is not JSON: Expe')]
    """
    records: list[Record] = []
    start = 0
    for number, line in enumerate(_lines(text), start=1):
        end = start + len(line)
        if line.strip():
            fields, fault = parse(line)
            digest = hashlib.sha256(line.strip().encode("utf-8", "surrogatepass")).hexdigest()
            records.append(Record(len(records), number, start, end, fields, digest, fault and f"line {number} {fault}"))
        start = end + 1
    return tuple(records)


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
    if "\\" not in line:  # the file's text was tidied as a whole; only escapes can bring in something new
        return value, ""
    return {tidy(str(key)): tidy(item) if isinstance(item, str) else item for key, item in value.items()}, ""


def _lines(text: str) -> Iterator[str]:
    """Lines without their ends, one at a time (a file may be one line of 50 MB)."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1
