import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.signs import UNSEEN
from dashboard.ui.safe import Html, joined, label, marked, put, tag, web

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://a.b/c.png)", "[x](javascript:alert(1))",
    "**b**", ":red[x]", ":material/home:", "$5 and $6", "<style>*{display:none}</style>", '"><a href="//x">',
)  # fmt: skip


def heard(html):
    """The text of some HTML, and the elements in it."""
    parser = HTMLParser()
    texts, names = [], []
    parser.handle_data = texts.append
    parser.handle_starttag = lambda name, attributes: names.append(name)
    parser.feed(html)
    parser.close()
    return "".join(texts), names


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text):
    """What an article says is what is read; no element comes of it."""
    said, names = heard(tag("p", text, class_="x"))

    assert said == text
    assert names == ["p"]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_attribute_cannot_be_left(text):
    """A quote inside an attribute does not end it."""
    _, names = heard(tag("p", "x", title=text))

    assert names == ["p"]


@given(st.text(max_size=60))
def test_any_text_comes_back_whole(text):
    """Law: what is put in is read out, whatever it is."""
    said, names = heard(tag("p", text.replace("\0", "")))

    assert said.replace("\r\n", "\n").replace("\r", "\n") == text.replace("\0", "").replace("\r\n", "\n").replace(
        "\r", "\n"
    )
    assert names == ["p", *["bdi"] * len(UNSEEN.findall(text.replace("\0", "")))]


def test_a_sign_that_turns_text_turns_nothing_beside_it():
    """It stays in the text, alone in an element of its own direction, told by its number."""
    sign = '<bdi class="rf-sign" title="U+202E">\u202e</bdi>'

    assert tag("p", "\u202egnp.exe, 6 May") == f"<p>{sign}gnp.exe, 6 May</p>"
    assert marked("a\u202eb", [(0, 2)]) == f"<span><mark>a{sign}</mark>b</span>"
    assert label("\u202egnp") == "⟨U\\+202E⟩gnp"
    assert tag("p", title="a\u202eb") == '<p title="a⟨U+202E⟩b"></p>'


def test_nested_elements_are_not_escaped_twice():
    """What `tag` built goes in as it is."""
    assert tag("p", tag("b", "a < b")) == "<p><b>a &lt; b</b></p>"


def test_joined_escapes_what_is_no_element():
    """A plain text among the parts is escaped."""
    assert joined([tag("b", "x"), "<i>"]) == "<b>x</b>&lt;i&gt;"


def test_plain_text_is_not_put():
    """A slip that would show text as HTML is a fault at once."""
    with pytest.raises(TypeError, match="only what tag"):
        put("<b>x</b>")


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_marks_change_no_text(text, spans):
    """Law: marked text reads as the text, whatever the spans, overlapping or backwards."""
    clean = re.sub("[\0\r]", "", text)
    said, names = heard(marked(clean, spans))

    assert said == clean
    assert set(names) <= {"span", "mark", "bdi"}


def test_marks_stand_where_they_should():
    """The second span begins inside the first and is marked from its end on."""
    assert marked("one two three", [(0, 7), (4, 13)]) == "<span><mark>one two</mark><mark> three</mark></span>"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_holds_no_markdown(text):
    """Every sign that could begin Markdown has a backslash before it."""
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\.", "", label(text)))
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", label(text)) == " ".join(text.split())


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.y", "http://", "http://[", None, 3])
def test_only_web_addresses_are_links(url):
    """Anything else gives no link."""
    assert web(url) == ""


def test_html_is_a_text():
    """Streamlit takes it as it takes any text."""
    assert isinstance(tag("p"), Html)
    assert isinstance(tag("p"), str)
