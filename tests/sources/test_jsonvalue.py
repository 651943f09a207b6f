"""One JSON value with records in it."""

import pytest

from dashboard.errors import SourceError
from dashboard.sources.jsonvalue import read_json


def test_lists_are_found_wherever_they_are():
    """A list of objects, or the longest one inside an object; entries that are no objects are told."""
    inside = '{"status": "ok", "facets": [{"n": 1}], "response": {"docs": [{"title": "A"}, 7, {"title": "B"}]}}'

    table = read_json(inside)

    assert [record.fields for record in table.records] == [{"title": "A"}, {"title": "B"}]
    assert table.notes == ("1 of 3 entries of its list are no objects and were left out.",)


def test_a_record_has_its_json_line_as_text():
    """Spans follow each other as if the file were one of JSON lines."""
    table = read_json('[{"title":"A"},\n {"title":   "Bé"}]')

    assert [(record.start, record.end) for record in table.records] == [(0, 14), (15, 30)]
    assert table.n_characters == 31


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "its JSON holds no list of objects"),
        ('[{"title": "A"}', "it is not JSON"),
        ("[" * 100_000, "its JSON is nested too deep"),
        ('[{"n": 1}]', "none of its columns n is named like a text or a headline"),
    ],
)
def test_what_holds_no_story_says_so(text, said):
    """What is there, and what belongs there."""
    with pytest.raises(SourceError, match=said):
        read_json(text)
