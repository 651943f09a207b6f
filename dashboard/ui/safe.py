"""The only way for text from outside to the screen: escaped, or in a widget that shows text as text.

Streamlit reads Markdown in labels, captions, messages and st.write: a headline could load a remote
picture there or pose as a link. HTML is built here from parts that are escaped one by one, and
`put` takes nothing else.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from dashboard.analysis.signs import UNSEEN, name, spelled

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def tag(name: str, *children: object, **attributes: object) -> "Html":
    """An HTML element; every child that is not itself built by `tag` is escaped, so is every attribute.

    Attributes take a trailing underscore where Python needs one; underscores inside become hyphens.

    Example:
        >>> tag("p", "R&D ", tag("b", "<script>"), class_="note")
        '<p class="note">R&amp;D <b>&lt;script&gt;</b></p>'
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(spelled(str(value)))}"'
        for key, value in attributes.items()
        if value
    )
    inner = "".join(child if isinstance(child, Html) else _escaped(str(child)) for child in children)
    return Html(f"<{name}{given}>{inner}</{name}>")


def joined(parts: Iterable["Html"]) -> "Html":
    """Elements one after the other."""
    return Html("".join(part if isinstance(part, Html) else _escaped(part) for part in parts))


def put(html: "Html") -> None:
    """Show what `tag` built.

    Raises:
        TypeError: plain text was given; a slip in our code that would show text unescaped.
    """
    if not isinstance(html, Html):
        raise TypeError("put() shows only what tag() built")
    st.html(str(html))


def note(text: str) -> None:
    """A grey line of our own words and numbers."""
    put(tag("p", text, class_="rf-note"))


def marked(text: str, spans: Sequence[tuple[int, int]]) -> "Html":
    """The text with the spans marked; overlapping spans are marked as one.

    Example:
        >>> marked("a < b", [(0, 1), (4, 5)])
        '<span><mark>a</mark> &lt; <mark>b</mark></span>'
    """
    parts: list[object] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end > start:
            parts += [text[at:start], tag("mark", text[start:end])]
            at = end
    return tag("span", *parts, text[at:])


def label(text: str) -> str:
    r"""Text for a widget's label, where Markdown cannot be switched off: every sign is escaped.

    Example:
        >>> label("![x](http://a.b)  $5")
        '\\!\\[x\\]\\(http\\:\\/\\/a\\.b\\) \\$5'
    """
    return _MARKDOWN.sub(r"\\\1", " ".join(spelled(text).split()))


def web(url: object) -> str:
    """The address when it is http or https, otherwise nothing: javascript: and data: are no addresses.

    Example:
        >>> web("https://example.org/a"), web("javascript:alert(1)"), web(None)
        ('https://example.org/a', '', '')
    """
    text = url if isinstance(url, str) else ""
    try:
        return text if urlsplit(text).scheme in ("http", "https") and urlsplit(text).netloc else ""
    except ValueError:
        return ""


def _escaped(text: str) -> str:
    """Text as HTML; a sign that cannot be seen stays where it is, told by its number, and turns nothing beside it."""
    return UNSEEN.sub(_isolated, escape(text))


def _isolated(found: re.Match[str]) -> str:
    return f'<bdi class="rf-sign" title="{name(found[0])}">{found[0]}</bdi>'


class Html(str):
    """HTML whose parts were escaped one by one; only `tag`, `joined` and `marked` make it."""

    __slots__ = ()
