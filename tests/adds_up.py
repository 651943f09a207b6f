"""Any filter, any choices, any page: its charts as they go to the screen, and whether their numbers hold.

The pages are run as they are (see ui/gather.py) and every chart on its way to the screen is caught, so that one which
is added later is tested unasked.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from dashboard.analysis.evidence import units
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import COPIES, Selection
from dashboard.charts.chart import Chart, Mark
from dashboard.corpus.corpus import Corpus
from dashboard.export.files import csv_bytes
from dashboard.ui.desk import Desk
from dashboard.ui.gather import Card, gathered

MADE = "2026-11-22"
# What a page's own controls can say; a page passes over what is not its own.
CHOICES = {
    "measure": ("", "takes_up", "share"),
    "bin": ("", "day", "week", "month", "quarter"),
    "broad": ("", "yes"),
    "balanced": ("", "yes"),
    "events": ("", "none"),
    "quoted": ("", "yes"),
    "by": ("", "often"),
    "forms": ("", "yes"),
}


def selections(corpus: Corpus) -> st.SearchStrategy[Selection]:
    """Filters over the days, outlets, kinds and themes of a corpus, each side often left open."""
    dated = corpus.days[~(corpus.days != corpus.days)]
    days = st.dates(dated.min().item() - timedelta(days=2), dated.max().item() + timedelta(days=2))
    outlets = sorted(corpus.articles["outlet"].dropna().unique())
    pair = st.tuples(days, days).map(sorted)
    return st.builds(
        lambda bounds, outlets, kinds, themes, copies: Selection(
            since=bounds[0], until=bounds[1], outlets=tuple(outlets), kinds=kinds, themes=tuple(themes), copies=copies
        ),
        st.one_of(st.just((None, None)), pair, days.map(lambda day: (day, None)), days.map(lambda day: (None, day))),
        st.one_of(st.just([]), st.lists(st.sampled_from([*outlets, None]), unique=True, max_size=3)),
        st.sampled_from([("main",), ("main", "related"), ("related",)]),
        st.one_of(st.just([]), st.lists(st.sampled_from(corpus.settings.slugs), unique=True)),
        st.sampled_from(COPIES),
    )


def choices(corpus: Corpus) -> st.SearchStrategy[dict[str, str]]:
    """What the controls of the pages say, and a day for before and after."""
    dated = corpus.days[~(corpus.days != corpus.days)]
    days = st.dates(dated.min().item(), dated.max().item()).map(date.isoformat)
    about = st.sampled_from(corpus.settings.slugs)
    known = {name: st.sampled_from(values) for name, values in CHOICES.items()}
    return st.fixed_dictionaries(known | {"around": st.one_of(st.just(""), days), "about": about})


def cards(corpus: Corpus, selection: Selection, page: str, chosen: Mapping[str, str]) -> Sequence[Card]:
    """The charts that a page shows under a filter."""
    return gathered(Desk(corpus, selection, None, MADE), [page], chosen)


def faults(corpus: Corpus, selection: Selection, chart: Chart, *, most: int = 0) -> Iterator[str]:
    """Each mark whose k is not the number of rows of its evidence, or stands in no row of the table and of the file.

    Args:
        corpus: The snapshot.
        selection: The filter.
        chart: What a page shows.
        most: Marks whose evidence is counted, spread over the chart; 0 for all.
    """
    marks = [mark for mark in chart.marks if isinstance(mark.pick, Pick)]
    for mark in marks[:: max(1, -(-len(marks) // most))] if most else marks:
        found = len(units(corpus, selection, mark.pick))
        if found != mark.k:
            yield f"{mark.label}: k is {mark.k}, its evidence has {found} rows"
        if not 0 <= mark.k <= mark.n:
            yield f"{mark.label}: {mark.k} of {mark.n}"
    told = list(csv.reader(io.StringIO(csv_bytes(chart.table).decode("utf-8-sig"), newline="")))[1:]
    if len(told) != len(chart.table):
        yield f"the table has {len(chart.table)} rows, its file {len(told)}"
    yield from _missing([mark for mark in marks if not is_one_story(mark.pick)], chart, told)


def _missing(marks: Sequence[Mark], chart: Chart, told: Sequence[Sequence[str]]) -> Iterator[str]:
    """Marks without their row: the row at the same place where there are as many rows as marks, otherwise any."""
    shown = [[str(cell) for cell in row] for row in chart.table.itertuples(index=False)]
    for kind, rows in (("table", shown), ("file", told)):
        in_order = len(rows) == len(marks)
        anywhere = {cell for row in rows for cell in row}
        for place, mark in enumerate(marks):
            if str(mark.k) not in (rows[place] if in_order else anywhere):
                yield f"{mark.label}: {mark.k} stands in no row of the {kind}"


def is_one_story(pick: Pick) -> bool:
    """A dot that is one story: its row of the table is the story, the k of 1 goes without saying."""
    return pick.unit == "articles" and pick.article != ""
