"""Headlines as tokens."""

from dashboard.analysis.titles import read_titles, titles_of
from tests.small import small


def test_titles_are_tokens_of_the_rows_that_have_one():
    """Every row with a headline has its words, as the headline writes them."""
    titles = read_titles(small())
    first = slice(*titles.tokens.offsets[:2].tolist())
    spans = zip(titles.tokens.start[first].tolist(), titles.tokens.end[first].tolist(), strict=True)
    (text,) = titles_of(small(), titles.rows[:1])

    assert titles.rows.tolist() == small().articles["title"].notna().to_numpy().nonzero()[0].tolist()
    assert [text[start:end].lower() for start, end in spans] == [
        titles.tokens.vocabulary[term] for term in titles.tokens.term[first]
    ]


def test_words_are_cut_from_the_headline_as_written():
    """What a case-sensitive rule compares: the letters of the headline."""
    titles = read_titles(small())

    assert titles.stream.written(titles.tokens.offsets[:1])[0] == titles_of(small(), titles.rows[:1])[0].split(" ")[0]
