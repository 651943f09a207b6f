import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.story import Span, annotated

SPANS = st.lists(
    st.builds(Span, st.integers(0, 30), st.integers(0, 30), st.sampled_from(["mark", "u", "em"]), st.just("why")),
    max_size=6,
)


def test_a_piece_carries_all_that_lies_over_it():
    """The rule's words are marked and the phrase's underlined; where both lie, both are drawn, and both are said."""
    html = annotated(
        "a world order now", [Span(2, 13, "mark", "World order: rule"), Span(8, 17, "u", "distinctive: x")]
    )

    assert html == (
        '<span>a <mark title="World order: rule">world </mark>'
        '<u><mark title="World order: rule; distinctive: x">order</mark></u>'
        '<u title="distinctive: x"> now</u></span>'
    )


@given(st.text("abc <&\n", max_size=30), SPANS)
def test_marks_change_no_text(text, spans):
    """Law: without its tags the marked text is the text, escaped, its lines apart by one blank line each."""
    bare = re.sub(r"<[^>]*>", "", annotated(text, spans))

    assert bare == re.sub("\n( *\n)*", "\n\n", text).replace("&", "&amp;").replace("<", "&lt;")


def test_spans_outside_the_text_are_left_out():
    """A body that is cut for the screen has hits beyond its end."""
    assert annotated("short", [Span(3, 99, "mark", "x")]) == "<span>short</span>"
