"""--map: what may be said, and that every column that is named is there."""

import json
import re

import pytest

from dashboard.errors import UsageError
from dashboard.sections import ReadingSettings
from dashboard.sources.chosen import check_columns, chosen_columns


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["text"], "--map text: there is no column after an = sign. Write --map text=NAME."),
        (["body=x"], "--map body=x: 'body' is no column of Refrain. There are: title, text, date, outlet, url,"),
        (["text=a", "text=b"], "--map text=b: text is named twice."),
    ],
)
def test_wrong_words_are_sentences(words, said):
    """What is there, and what belongs there."""
    with pytest.raises(UsageError, match=re.escape(said)):
        chosen_columns(words)


def test_a_column_must_be_in_some_file(tmp_path):
    """A column of any one file will do; one that is in none is refused with those that are there."""
    (tmp_path / "a.csv").write_text("title,body_text\nA,a\n")
    (tmp_path / "b.jsonl").write_text(json.dumps({"title": "B", "pub": "2024-05-16"}))
    (tmp_path / "c.txt").write_text("A page.")
    files = sorted(tmp_path.iterdir())

    check_columns(files, ReadingSettings(columns=(("text", "body_text"), ("date", "pub"))))
    with pytest.raises(UsageError) as fault:
        check_columns(files, ReadingSettings(columns=(("text", "body text"),)))

    assert str(fault.value) == (
        "--map text=body text: no file has a column 'body text'. Did you mean 'body_text'? "
        "There are: title, body_text, pub."
    )


def test_columns_that_nobody_could_guess_are_listed_too(tmp_path):
    """A file that has no text by its names says which names it has."""
    (tmp_path / "a.csv").write_text("id,words\n1,a\n")

    with pytest.raises(
        UsageError, match=r"no file has a column 'wordz'. a.csv: none of its columns id, words is named"
    ):
        check_columns([tmp_path / "a.csv"], ReadingSettings(columns=(("text", "wordz"),)))
