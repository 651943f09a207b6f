"""The report: numbers as given, text from outside as text, nothing to load."""

import re
from html.parser import HTMLParser

import pandas as pd
import plotly.graph_objects as go

from dashboard.export.provenance import SHOWN
from dashboard.export.report import Report, Shown, html

BAD = '</title><script>window.PWN=1</script><img src="http://x/y" onerror="z">&amp;'
TABLE = pd.DataFrame({"Theme": ["Trade", BAD], "k": [3, 0], "Share": [0.25, None]})


def shown(key="time", table=TABLE, figure=None):
    """A chart with hostile words everywhere."""
    told = type(SHOWN)(**{**vars(SHOWN), "title": BAD, "how": BAD})
    return Shown("Themes", key, told, figure or go.Figure(go.Bar(x=["a"], y=[1])), table, BAD)


def written(*charts, plot=lambda _shown: "<svg><rect/></svg>"):
    """The report of these charts."""
    whole = type(SHOWN)(**{**vars(SHOWN), "selection": BAD})
    return "".join(html(Report(BAD, whole, "all days", [BAD], charts, [BAD]), plot=plot))


def tags(page):
    """Every element of the page with its attributes."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda name, attributes: found.append((name, dict(attributes)))
    parser.feed(page)
    return found


def test_text_from_outside_makes_no_element():
    """No script, no picture, no address: the page of drawn charts holds none, whatever a title says."""
    found = tags(written(shown()))

    assert {"script", "img", "a", "link", "iframe"} & {name for name, _ in found} == set()
    assert not [name for _, attributes in found for name in attributes if name.startswith("on")]
    assert "script-src" not in written(shown())


def test_the_table_holds_the_numbers_with_zeros_and_gaps():
    """A zero is 0, a missing share is empty."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", written(shown()))

    assert [cells[0], cells[1], cells[2], cells[4], cells[5]] == ["Trade", "3", "0.25", "0", ""]


def test_a_long_table_says_how_many_rows_it_has():
    """Never a silent cap."""
    page = written(shown(table=pd.DataFrame({"k": range(2_500)})))

    assert "2,500 rows; the first 2,000 stand here, the file of the table has them all" in page
    assert page.count("<tr>") == 2_001


def test_the_same_chart_of_two_pages_stands_once():
    """Overview and Themes share their cells."""
    assert written(shown("a"), shown("b")).count("<figure") == 1
    assert written(shown("a"), shown("b", TABLE.assign(k=[3, 1]))).count("<figure") == 2


def test_without_a_browser_plotly_is_in_the_page_once():
    """Two charts, one library, and the policy still lets nothing in from elsewhere."""
    page = written(shown("a"), shown("b", TABLE.assign(k=[3, 1])), plot=None)

    assert page.count("Plotly.newPlot(") == 2 + page.split("<h1>")[0].count("Plotly.newPlot(")
    assert "default-src 'none'" in page
    assert "<script>window.PWN" not in page
