"""Numbers of lines from one compiled pass."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.articles.letters import WORD
from dashboard.articles.scan import HAN, HEAD, ODD, READ, scan

LINES = st.lists(st.text(alphabet="aB'’1:2 .!?“\"A_,|ßİ中٣²𝐁é\u0301", max_size=30), min_size=1, max_size=5)


@given(LINES)
@example(["a" * 599 + " bc", "'", ""])
@example(["a" * 598 + "'b", "a" * 599 + "'b", "İ" * 700])
def test_the_pass_counts_what_patterns_count(lines):
    """Line by line, in the first 600 characters; and it folds the words of the first 2,000."""
    found = scan(lines)
    for line, counts, key, stems in zip(lines, found.counts.tolist(), found.keys, found.stems, strict=True):
        text = line[:HEAD]
        words = WORD.findall(text)

        folded = WORD.findall(line[:READ].casefold())

        assert key == " ".join(WORD.findall(text.casefold()))
        assert stems.split() == [word[:6] for word in folded if len(word) > 2]
        assert counts[:12] == [
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
            len(re.findall(r"[a-zA-Z]", text)),
            len(re.findall(r"[^\W\d_a-zA-Z]", text)),
        ]


def test_han_and_letters_that_fold_to_several_are_told():
    """Their lines are counted with patterns."""
    assert scan(["多极 化", "キロ", "Straße", "now"]).counts[:, [HAN, ODD]].tolist() == [[3, 0], [2, 0], [0, 1], [0, 0]]
    assert scan(["İstanbul'da", "Straße"]).stems == ["stanbu", "strass"]
