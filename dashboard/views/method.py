"""Method: how every number is made, printed from the code, the codebook and the settings that made it."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.analysis.ledger import FATES, MEANINGS
from dashboard.analysis.method import CHAPTERS, READING, THRESHOLDS, chapter, explained, junk_rules
from dashboard.analysis.topic_fit import said_of
from dashboard.export.provenance import citation
from dashboard.schema import TABLES, Table
from dashboard.settings import Settings, Theme
from dashboard.store.snapshot import manifest_of
from dashboard.ui import safe
from dashboard.ui.desk import Desk, open_desk
from dashboard.ui.docstring import definitions, details
from dashboard.ui.event_lines import events
from dashboard.ui.folder import folder

LOOK = Path(__file__).parent.parent / "ui" / "method.css"
SAID = {
    "Words and sentences": "What is counted: the text of a story, cut into sentences and words. Headlines are searched "
    "and shown, not counted.",
    "Days, and stories that came twice": "A story has its publisher’s day, and counts once; the same text elsewhere "
    "is a copy, and stays.",
    "Weights and distinctive phrases": "One yardstick for all: how rare a word is in the stories of this data version, "
    "whatever the filter.",
    "Themes": "A theme is what people wrote down to look for; its rules stand under the codebook below.",
    "Shares and how sure they are": "A share is k of n, and both open down to their sentences. Within one story it is "
    "a full count; over several stories it has an interval, read as: if these stories were a random draw from similar "
    "coverage.",
    "Groups of passages": "What the machine grouped by shared words. Groups that do not come back when a part of the "
    "stories is left out are called exploratory, and give no shares.",
    "Shared wording and copies": "What stories take from each other, told by days alone: earliest in these files, "
    "never by who wrote it first.",
    "The filter": "The filter in the sidebar chooses rows; idf, groups and themes stay those of the data version.",
}
ANCHORS = {
    "Cite": "cite",
    "Reading the files": "reading",
    **{name: name.lower().replace(" ", "-") for name in CHAPTERS},
    "Codebook": "codebook",
    "Events": "events",
    "Thresholds and settings": "settings",
    "Tables": "tables",
    "Versions": "versions",
}


def main() -> None:
    """The chapters one after the other, after a list of them."""
    st.html(LOOK)
    desk = open_desk()
    made = _made(desk.corpus.snapshot_id)
    st.title("Method", anchor=False)
    safe.note(
        "Printed from the code, the codebook and the settings of this data version: change them, and this page changes."
    )
    links = [safe.tag("li", safe.tag("a", name, href=f"#{anchor}")) for name, anchor in ANCHORS.items()]
    safe.put(safe.tag("ul", *links, class_="rf-toc"))
    _cite(desk, made)
    _reading()
    for name in CHAPTERS:
        _head(name, SAID[name])
        if name == "Groups of passages" and (older := said_of(made.get("topics", {}))):
            safe.note(older)
        safe.put(definitions(chapter(name)))
    _codebook(desk.corpus.settings.themes)
    _events()
    _parameters(desk.corpus.settings)
    _tables()
    _versions(desk, made)


@st.cache_data(max_entries=2, show_spinner=False)
def _made(snapshot_id: str) -> dict[str, Any]:  # noqa: ARG001 - the id is what the cache goes by
    return manifest_of(folder())


def _head(name: str, said: str) -> None:
    st.header(safe.label(name), anchor=ANCHORS[name])
    safe.note(said)


def _cite(desk: Desk, made: Mapping[str, Any]) -> None:
    _head(
        "Cite",
        "The data version names inputs, settings and code together: the same three give the same id and numbers.",
    )
    st.code(citation(desk.corpus.snapshot_id, made), language=None, wrap_lines=True)


def _reading() -> None:
    _head(
        "Reading the files", "Every character of a page, and every record, has one fate; the Files page shows them all."
    )
    fates = [(safe.tag("dt", fate), safe.tag("dd", safe.tag("p", MEANINGS[fate]))) for fate in FATES]
    safe.put(safe.tag("dl", *(part for pair in fates for part in pair), class_="rf-defs"))
    st.subheader("What makes a line junk", anchor=False)
    safe.note(
        "The rules are asked in this order, and the first that holds gives the reason. None names a site or a source."
    )
    safe.put(definitions(junk_rules()))
    st.subheader("Record files", anchor=False)
    safe.put(definitions([explained(*READING)]))


def _codebook(themes: Sequence[Theme]) -> None:
    _head(
        "Codebook",
        "The unit is one sentence of a story. Explicit wording counts, asserted or denied alike; themes may share a "
        "sentence, so they never add up to a whole.",
    )
    safe.put(safe.tag("dl", *(part for theme in themes for part in _theme(theme)), class_="rf-defs"))


def _events() -> None:
    _head(
        "Events",
        "Dotted lines on the charts of time: lines of data/events.toml as it is now. They change no number; the switch "
        "“Event lines” takes them away.",
    )
    rows = [(event.day.isoformat(), event.label, event.read_in) for event in events()]
    safe.put(_grid(("Day", "What", "Read in"), rows) if rows else safe.tag("p", "None.", class_="rf-note"))


NOTES = {"rule": "", "broad rule": ", off unless switched on", "exclusion": ": words that look like it and are not"}


def _theme(theme: Theme) -> tuple[safe.Html, safe.Html]:
    """Name and definition; its rules as they are written, one click away."""
    groups = {
        "rule": [rule.text for rule in theme.rules if not rule.broad],
        "broad rule": [rule.text for rule in theme.rules if rule.broad],
        "exclusion": list(theme.exclusions),
    }
    lists = [
        details(
            f"{len(texts):,} {name}{'' if len(texts) == 1 else 's'}{NOTES[name]}",
            safe.tag("ul", *(safe.tag("li", text) for text in texts), class_="rules"),
        )
        for name, texts in groups.items()
        if texts
    ]
    coded = safe.tag("p", "Coded in: ", ", ".join(theme.languages), class_="where")
    return safe.tag("dt", theme.label), safe.tag("dd", safe.tag("p", theme.definition), *lists, coded)


def _parameters(settings: Settings) -> None:
    _head(
        "Thresholds and settings",
        "Thresholds are constants that the code compares with; settings are lines of data/settings.toml.",
    )
    rows = [(name, f"{value:g}") for name, value in THRESHOLDS]
    safe.put(_grid(("Threshold", "Value"), rows))
    for name in ("keywords", "topics", "families", "words", "reading", "echoes", "formulas"):
        part = getattr(settings, name)
        values = [(field.name, getattr(part, field.name)) for field in fields(part)]
        st.subheader(SECTION_NAMES[name], anchor=False)
        pairs = [(safe.tag("dt", key), safe.tag("dd", _value(value))) for key, value in values]
        safe.put(safe.tag("dl", *(item for pair in pairs for item in pair), class_="rf-defs"))


SECTION_NAMES = {
    "keywords": "Keywords",
    "topics": "Groups of passages",
    "families": "Word forms",
    "words": "Words",
    "reading": "What reading a file may cost",
    "echoes": "Shared wording and copies",
    "formulas": "Official phrases",
}


def _value(value: Any) -> safe.Html:
    """A setting; long lists are one click away."""
    if not isinstance(value, tuple):
        return safe.tag("p", str(value))
    words = [word for item in value for word in (item if isinstance(item, tuple) else item.split())]
    if not words:
        return safe.tag("p", "none")
    return details(f"{len(words):,} words", safe.tag("p", " · ".join(words)))


def _tables() -> None:
    _head("Tables", "What every export holds: one table each, in these columns.")
    safe.put(safe.tag("dl", *(part for table in TABLES.values() for part in _table(table)), class_="rf-defs"))


def _table(table: Table) -> tuple[safe.Html, safe.Html]:
    rows = [(safe.tag("code", column.name), column.kind, column.meaning) for column in table.columns]
    columns = details(f"{len(rows):,} columns", _grid(("Column", "Kind", "Meaning"), rows))
    return safe.tag("dt", safe.tag("code", table.name)), safe.tag(
        "dd", safe.tag("p", f"One row is {table.grain}."), columns
    )


def _grid(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> safe.Html:
    """A small table."""
    head = safe.tag("tr", *(safe.tag("th", name, scope="col") for name in heads))
    body = [safe.tag("tr", *(safe.tag("td", cell) for cell in row)) for row in rows]
    return safe.tag("div", safe.tag("table", head, *body), class_="rf-defs plain")


def _versions(desk: Desk, made: Mapping[str, Any]) -> None:
    _head("Versions", "What made this data version.")
    rows = [
        ("Data version", desk.corpus.snapshot_id),
        ("Built", made["made"]),
        ("Files", f"{made['n_files']:,}"),
        ("Code", made["code"]),
        ("Settings", made["settings"]),
        ("Python", made["python"]),
        *made["libraries"].items(),
        ("Seconds to build", f"{sum(made['seconds'].values()):.1f}"),
    ]
    safe.put(_grid(("What", "Version"), rows))


main()
