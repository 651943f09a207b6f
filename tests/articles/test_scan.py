"""Numbers of lines from one compiled pass."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.articles.lines import HEAD, WORD
from dashboard.articles.scan import scan

LINES = st.lists(st.text(alphabet="aB'’1:2 .!?“\"A_,|ßİ中٣²𝐁é\u0301", max_size=30), min_size=1, max_size=5)


@given(LINES)
@example(["a" * 599 + " bc", "'", ""])
def test_the_pass_counts_what_patterns_count(lines):
    """Line by line, in the first 600 characters."""
    for line, counts in zip(lines, scan(lines).counts.tolist(), strict=True):
        text = line[:HEAD]
        words = WORD.findall(text)

        assert counts == [
            len(words),
            sum(word[0].isupper() for word in words),
            sum(word[0].islower() for word in words),
            sum(map(str.isdigit, text)),
            len(re.findall(r"\d", text)),
            text.count(","),
            bool(re.search(r'[.!?] [A-Z“"]', text)),
            "“" in text or '"' in text,
            "|" in text,
            bool(re.search(r"\d:\d\d", text)),
        ]
