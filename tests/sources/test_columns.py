"""Which column is which: usual names in several languages, and what the reader chose."""

import pytest

from dashboard.sources.columns import ORDER, guess, names_of, plain, renamed


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["id", "outlet", "date", "title", "text"], ["outlet", "date", "title", "text"]),
        (["Headline", "Full Text", "Publication Date", "media_name", "Byline"],
         ["Publication Date", "Headline", "Full Text", "media_name", "Byline"]),
        (["stories_id", "publish_date", "title", "url", "language", "media_name"],
         ["publish_date", "title", "url", "language", "media_name"]),
        (["Titel", "Volltext", "Erscheinungsdatum", "Quelle", "Sprache"],
         ["Erscheinungsdatum", "Titel", "Volltext", "Quelle", "Sprache"]),
        (["titre", "contenu", "date de publication", "auteur"], ["date de publication", "titre", "contenu", "auteur"]),
        (["Titular", "Cuerpo", "Fecha", "Medio", "Enlace"], ["Fecha", "Titular", "Cuerpo", "Medio", "Enlace"]),
        (["Заголовок", "Текст", "Дата", "Источник", "Ссылка"], ["Дата", "Заголовок", "Текст", "Источник", "Ссылка"]),
        (["标题", "正文", "发布时间", "来源", "作者"], ["发布时间", "标题", "正文", "来源", "作者"]),
    ],
)  # fmt: skip
def test_usual_names_are_known(names, found):
    """Case, blanks, dashes and underscores in a name do not matter."""
    assert sorted(guess(names).columns.values()) == sorted(found)


def test_our_own_names_come_first():
    """A column that has our name is that column, whatever else is there."""
    assert guess(["body", "text", "headline", "title"]).columns == {"title": "title", "text": "text"}
    assert guess(["body", "text", "headline", "title"]).note == ""


def test_what_was_chosen_comes_before_any_guess():
    """--map wins, and the column that it names is not used twice."""
    found = guess(["title", "body", "lead"], [("text", "lead"), ("date", "not there")])

    assert found.columns == {"title": "title", "text": "lead"}
    assert found.note == "Columns were taken as --map says, the rest by their names: text ← lead."


def test_a_blank_column_gives_way_to_a_filled_one():
    """Of two columns that could be the text, the one that holds something is taken."""
    rows = [{"content": "", "summary": "Two ports signed."}]

    assert guess(["content", "summary"], sample=rows).columns == {"text": "summary"}


def test_records_inside_records_are_found():
    """The name of a column inside another is written with a dot."""
    row = {"source": {"id": 1, "name": "Harbour Post"}, "title": "Talks"}
    found = guess(names_of([row]), sample=[row])

    assert found.columns == {"title": "title", "outlet": "source.name"}
    assert renamed(row, found.columns) == {"title": "Talks", "outlet": "Harbour Post", "source": row["source"]}


def test_names_are_written_as_they_are_compared():
    """A usual name that no column could ever equal would be a slip of ours."""
    assert [name for names in ORDER.values() for name in names if plain(name) != name] == []
