"""A report or a zip of what the pages show under a filter: put together here, written by export."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from dashboard.analysis.heads import n_stories
from dashboard.analysis.selection import Selection
from dashboard.corpus.corpus import Corpus
from dashboard.errors import NothingToShow
from dashboard.export import studio
from dashboard.export.bundle import Given, write_zip
from dashboard.export.figures import drawn
from dashboard.export.methods import method_text
from dashboard.export.provenance import Provenance
from dashboard.export.report import Report, Shown, Told, html, svg_or_none
from dashboard.ui import page
from dashboard.ui.counted import filter_line
from dashboard.ui.desk import Desk
from dashboard.ui.gather import gathered
from dashboard.ui.pages import CHARTED, titled
from dashboard.ui.save import provenance

TITLE = "What the coverage keeps saying"
GATHERED = 0.2  # of the way: the charts are counted, what is left is drawing and writing


def report_of(desk: Desk, made: Mapping[str, Any], choices: Mapping[str, str], *, tell: Told | None = None) -> Report:
    """Findings, charts and method under the desk's filter, as the pages show them: on light paper, no mark open.

    Args:
        desk: The open corpus and the filter.
        made: The snapshot's manifest.
        choices: The pages' own choices.
        tell: Hears what is done, and how far it is from 0 to 1.

    Raises:
        NothingToShow: the filter keeps no story.
    """
    paper = replace(desk, pick=None, mode="light", narrow=False)
    mask = page.kept(paper)
    shown = []
    for place, name in enumerate(CHARTED):
        if tell:
            tell(f"Counting: {titled(name)}", place / len(CHARTED))
        for card in gathered(paper, [name], choices):
            chart = card.chart
            shown.append(
                Shown(titled(name), card.key, provenance(paper, card), chart.figure, chart.table, chart.alt)
            )  # fmt: skip
    n = n_stories(int(mask.sum()))
    whole = Provenance(TITLE, "", filter_line(desk.corpus, desk.selection), n, "", desk.corpus.snapshot_id, desk.made)
    text = method_text(desk.selection, n=n, snapshot_id=desk.corpus.snapshot_id, made=made)
    return Report(TITLE, whole, page.span(desk.corpus.days[mask]), _findings(paper), shown, text)


def alone(
    corpus: Corpus, selection: Selection, made: Mapping[str, Any], *, tell: Told | None = None
) -> tuple[Desk, Report]:
    """The desk and the report of a filter without an app running, for the command line.

    Raises:
        NothingToShow: the filter keeps no story.
    """
    desk = Desk(corpus, selection, None, str(made["made"])[:10])
    return desk, report_of(desk, made, {}, tell=tell)


def _findings(desk: Desk) -> list[str]:
    """The sentences above the Overview; none where the filter's own words withhold every theme."""
    try:
        return [finding.text for finding in page.found(desk, page.kept(desk))]
    except NothingToShow:
        return []


def write_report(report: Report, sink: BinaryIO, *, tell: Told | None = None) -> None:
    """The report as one HTML page: charts drawn where a browser is found, otherwise as Plotly's, its library inside."""
    plot = svg_or_none(_plot) if studio.browser() else None
    sink.writelines(piece.encode("utf-8", "replace") for piece in html(report, plot=plot, tell=tell))


def _plot(shown: Shown) -> str:
    return drawn(shown.figure, shown.provenance, alt=shown.alt).plot


def write_everything(
    desk: Desk, report: Report, choices: Mapping[str, str], sink: BinaryIO, *, texts: bool, tell: Told | None = None
) -> None:
    """The zip of the report's charts and tables, and of what they are counted from."""
    given = Given(desk.corpus, desk.selection, report, tuple(sorted(choices.items())), texts)
    write_zip(given, sink, tell=tell)


def sooner(tell: Told) -> Told:
    """Progress of the first part, the counting."""
    return lambda step, share: tell(step, GATHERED * share)


def later(tell: Told) -> Told:
    """Progress of the second part, drawing and writing."""
    return lambda step, share: tell(step, GATHERED + (1 - GATHERED) * share)
