"""Bylines, stamps and source lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.bylines import BRACKETS, FILLER, FILLERS, LABEL, SPLIT, _parts, _without_label, read_byline
from dashboard.articles.letters import WORD
from dashboard.articles.lines import lines_of
from dashboard.articles.outlets import registry
from dashboard.settings import Outlet

TABLE = registry(
    (Outlet("Xinhua", ("Xinhua News Agency",)), Outlet("China Daily"), Outlet("Associated Press", ("AP",)))
)


def read(text):
    """What a line says."""
    return read_byline(lines_of(text)[0], TABLE)


@pytest.mark.parametrize(
    ("text", "kind", "published", "updated", "author", "outlet"),
    [
        ("2025-05-10 00:43 Last Updated At:14:07", "stamp", "2025-05-10T00:43", "2025-05-10T14:07", None, None),
        ("Release time:May 16, 2024 19:37 PM", "stamp", "2024-05-16T19:37", None, None, None),
        ("| May 6, 2025", "stamp", "2025-05-06", None, None, None),
        ("Xinhua", "byline", None, None, None, "Xinhua"),
        ("Source: Xinhua News Agency", "source line", None, None, None, "Xinhua News Agency"),
        ("By Ann Lee", "byline", None, None, "Ann Lee", None),
        ("by Xinhua writer Ann Lee", "byline", None, None, "Xinhua writer Ann Lee", None),
        (
            "By Ann Lee | China Daily | Updated: 2024-10-03 07:43",
            "byline", "2024-10-03T07:43", "2024-10-03T07:43", "Ann Lee", "China Daily",
        ),
        (
            "By Ann Lee | The Valley Post | 2024-10-03",
            "byline", "2024-10-03", None, "Ann Lee", "The Valley Post",
        ),
        ("Xinhua | Updated: 2024-10-03 07:43", "byline", "2024-10-03T07:43", "2024-10-03T07:43", None, "Xinhua"),
        ("(Xinhua) 08:53, May 17, 2024", "byline", "2024-05-17T08:53", None, None, "Xinhua"),
        (
            "Source: Xinhua| 2019-06-05 10:58:05|Editor: Liangyu",
            "source line", "2019-06-05T10:58", None, None, "Xinhua",
        ),
        ("2026-02-04 20:57:43Xinhua Editor : Bo Lin", "byline", "2026-02-04T20:57", None, None, "Xinhua"),
        ("Associated Press November 19, 2019, 9:02 AM", "byline", "2019-11-19T09:02", None, None, "Associated Press"),
        (
            "Thursday, 08 May 2025 10:54 AM  [ Last Update: Thursday, 08 May 2025 11:02 AM ]",
            "stamp", "2025-05-08T10:54", "2025-05-08T11:02", None, None,
        ),
        ("Published May 8, 2025 | Updated May 9, 2025", "stamp", "2025-05-08", "2025-05-09", None, None),
    ],
)  # fmt: skip
def test_lines_that_speak_about_a_story_are_read(text, kind, published, updated, author, outlet):
    """Kind, days, author and outlet come from their places on the line."""
    line = read(text)

    assert line is not None
    assert line.kind == kind
    assert (line.published.iso if line.published else None) == published
    assert (line.updated, line.author, line.outlet) == (updated, author, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "The talks of 9 May 2025 went on.",
        "Xinhua said that the talks went on",
        "Source: the minister at a meeting with her counterpart",
        "By the end of May 9, 2025 all of the ministers had left for the coast",
        "Media partners: People's Daily | Xinhua | China Daily | The Valley Post",
        "China",
        "Views: 138",
        " ",
    ],
)
def test_other_lines_say_nothing(text):
    """Prose, labels and lists of partners are no bylines."""
    assert read(text) is None


def test_a_clock_alone_keeps_its_time():
    """A time on a line of its own waits for the stamp above it."""
    assert read("14:20").time == "14:20"


@pytest.mark.parametrize(
    ("text", "published", "updated"),
    [
        ("Publié le 16 mai 2024 à 10h30, mis à jour le 17 mai 2024 à 08h00", "2024-05-16T10:30", "2024-05-17T08:00"),
        ("Veröffentlicht am 16. Mai 2024 | Aktualisiert am 17. Mai 2024", "2024-05-16", "2024-05-17"),
        ("Publicado el 16 de mayo de 2024. Actualizado: 17 de mayo de 2024", "2024-05-16", "2024-05-17"),
        ("Pubblicato il 16 maggio 2024 | Aggiornato il 17 maggio 2024", "2024-05-16", "2024-05-17"),
        ("Publicado em 16 de maio de 2024 às 10h30", "2024-05-16T10:30", None),
        ("Gepubliceerd op 16 mei 2024 om 10:30", "2024-05-16T10:30", None),
        ("Опубликовано: 16 мая 2024, обновлено 17 мая 2024", "2024-05-16", "2024-05-17"),
        ("تاريخ النشر: 16 مايو 2024", "2024-05-16", None),
        ("发布时间：2024年5月16日 10:30", "2024-05-16T10:30", None),
    ],
)
def test_updated_stands_beside_published_in_many_languages(text, published, updated):
    """A line of labels and dates is a stamp, whatever the language."""
    byline = read_byline(lines_of(text)[0], registry(()))

    assert byline is not None
    assert (byline.published.iso, byline.updated) == (published, updated)


@given(st.from_regex(FILLER))
def test_all_words_of_fillers_are_known(text):
    """So that a line with other words is told from a byline at once; letters that look like others apart."""
    taken = WORD.findall(FILLER.search(text).group())

    assert {word.casefold() for word in taken if word.isascii()} <= FILLERS


@given(st.text(alphabet="by ABc:：|·/,Updated on源来", max_size=40))
def test_parts_and_labels_are_those_of_their_patterns(text):
    """Though the patterns are tried only where they may match."""
    assert _parts(text) == [part.strip(BRACKETS) for part in SPLIT.split(text)]
    for part in _parts(text):
        assert _without_label(part).strip() == LABEL.sub(" ", part).strip()
