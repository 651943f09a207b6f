"""Words inside quotation marks."""

import pytest

from dashboard.analysis.quotes import quoted_tokens
from dashboard.corpus.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we agree” and left", ["we", "agree"]),
        ('He said "we agree" and left', ["we", "agree"]),
        ("Он сказал «мы согласны» и ушёл", ["мы", "согласны"]),
        ("他说「同意」了", ["同", "意"]),
        ("“One paragraph\nanother line", ["one", "paragraph"]),
        ("the firm's plan, the boys' plan", []),
        ('img alt="a view" here', []),
    ],
)
def test_words_inside_quotation_marks(text, quoted):
    """Double marks of any script; a quotation ends with its line; apostrophes and markup are none."""
    tokens = tokenise([text])
    flags = quoted_tokens([text], tokens.offsets, tokens.start)

    assert [tokens.vocabulary[term] for term in tokens.term[flags]] == quoted
