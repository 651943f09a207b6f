import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.style import DARK, FOOTER_HEIGHT, LIGHT, blank, framed, plain, scale, shortened, tokens, wrapped


def luminance(colour):
    """Relative luminance of #RRGGBB, by WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio of two colours, by WCAG 2.1."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["ink", "mute", "accent", "warm"])
def test_text_can_be_read_in_both_modes(look, name):
    """Text, and the colours that carry meaning, stand out from page and panel by 4.5 to 1."""
    assert contrast(getattr(look, name), look.ground) >= 4.5
    assert contrast(getattr(look, name), look.panel) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_scale_runs_one_way(mode):
    """Each step of the heat map's scale is further from the page than the one before."""
    away = [contrast(colour, tokens(mode).ground) for _, colour in scale(mode)]

    assert away == sorted(away)


def test_markup_in_text_from_outside_stays_text():
    """Plotly would make a link and bold type of it."""
    assert plain('<a href="http://x">R&D</a> <b>') == '&lt;a href="http://x"&gt;R&amp;D&lt;/a&gt; &lt;b&gt;'


@given(st.text(min_size=1, max_size=80), st.integers(4, 40))
def test_shortened_text_fits(text, width):
    """No text is longer than it was allowed to be."""
    assert len(shortened(text, width=width)) <= width


@given(st.text(max_size=200), st.integers(4, 40), st.integers(1, 4))
def test_wrapped_text_fits(text, width, lines):
    """No more lines than allowed, none longer than allowed."""
    rows = wrapped(text, width=width, lines=lines)

    assert 1 <= len(rows) <= lines
    assert all(len(row) <= width for row in rows)


def test_saved_picture_says_what_it_shows():
    """Title, filter and data version stand in the figure, below the plot, which keeps its height."""
    figure = blank("light", height=200).update_layout(margin_b=6)
    out = framed(figure, title="Trade & war", footer="all dates · data version 00ff", mode="light")["layout"]

    assert out["title"]["text"] == "<b>Trade &amp; war</b><br>all dates · data version 00ff"
    assert out["height"] == 200 + FOOTER_HEIGHT
    assert out["margin"]["b"] == 6 + FOOTER_HEIGHT


def test_framing_leaves_the_chart_alone():
    """The figure that came in has no title afterwards."""
    figure = blank("dark", height=200)
    framed(figure, title="x", footer="y", mode="dark")

    assert "title" not in figure.layout


def test_background_is_painted():
    """A saved picture of a dark page would otherwise be light ink on white."""
    assert blank("dark", height=100).layout["paper_bgcolor"] == DARK.ground


def test_nothing_can_be_zoomed_by_accident():
    """On a phone a finger on a chart scrolls the page."""
    layout = blank("light", height=100).layout

    assert layout["dragmode"] is False
    assert layout["xaxis"]["fixedrange"] is True
    assert layout["yaxis"]["fixedrange"] is True
