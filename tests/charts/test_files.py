"""The bars of the Files page."""

import pytest

from dashboard.analysis.ledger import FATES, file_table
from dashboard.charts.chart import Canvas
from dashboard.charts.files import fate_colours, file_bars
from tests.three_files import SOURCES, opened


def _bars(canvas: Canvas | None = None, name: str = "page.txt"):
    sources = tuple((row[0], name if row[0] == "p" else row[1], *row[2:]) for row in SOURCES)
    files = file_table(opened(sources))
    return file_bars(canvas or Canvas(), files[files["n_characters"] > 0])


def test_a_bar_is_its_whole_file():
    """The segments of each file are its shares by fate, and together the whole length."""
    traces = _bars().figure.data
    of_page = {trace.name or trace.hovertext[0].split("</b>")[0][3:]: trace.x[0] for trace in traces}

    assert of_page == {
        "title": 0.3, "body": 0.5, "junk": 0.15, "blank": 0.05, "kept": 0, "merged": 0, "dropped": 0, "between": 0,
    }  # fmt: skip
    assert [sum(trace.x[place] for trace in traces) for place in (0, 1)] == [1.0, 1.0]


def test_every_segment_carries_its_file():
    """A click on any segment tells the file's id, which the page opens."""
    assert all(list(trace.customdata) == ["p", "r"] for trace in _bars().figure.data)


def test_the_table_holds_the_numbers_of_the_bars():
    """One row per file: characters, characters by fate, share kept."""
    table = _bars().table

    assert table.loc[0, ["File", "Characters", "Title", "Body", "Junk", "Blank", "Share kept"]].tolist() == [
        "page.txt", 20, 6, 10, 3, 1, 0.8,
    ]  # fmt: skip


def test_a_hostile_file_name_stays_text():
    """Plotly reads tags in every text; a file name is shown as it is."""
    told = [note.text for note in _bars(name='<a href="x">R&D</a>').figure.layout.annotations]

    assert told[0].startswith('<b>&lt;a href="x"&gt;R&amp;D&lt;/a&gt;</b>')


def test_narrow_labels_need_more_room():
    """On a phone a segment is named from 30 % of the bar on, otherwise from 10 %."""
    wide, narrow = _bars(), _bars(Canvas(narrow=True))

    assert [trace.text[0] for trace in wide.figure.data][:3] == ["title 30%", "body 50%", "junk 15%"]
    assert [trace.text[0] for trace in narrow.figure.data][:3] == ["title 30%", "body 50%", ""]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_fate_has_a_colour(mode):
    """In both modes; what stands side by side in one bar differs in colour."""
    colours = fate_colours(mode)

    assert set(colours) == set(FATES)
    assert len({colours[fate] for fate in ("title", "meta", "body", "related", "junk", "blank")}) == 6
    assert len({colours[fate] for fate in ("kept", "merged", "dropped", "between")}) == 4


def test_no_file_is_an_empty_picture():
    """Nothing to draw: no fault, no trace."""
    chart = file_bars(Canvas(), file_table(opened((), ())))

    assert len(chart.figure.data) == 0
    assert chart.alt == "No file with characters."
