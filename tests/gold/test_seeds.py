"""The five pages of `seeds/` against their hand labels: stories, dates, outlets, titles, and the fate of every line."""

import json

import pytest

from dashboard.articles.page import read_page
from dashboard.settings import PROJECT, load_settings
from dashboard.sources.reader import raws as documents

# Raise them when the rules get better, never lower them.
LEAST_LINES_RIGHT = 1.0
LEAST_BODY_LINES_RIGHT = 0.98
MOST_JUNK_IN_A_BODY = 0.01


@pytest.fixture(scope="module")
def seeds(gold):
    """(labels, text, reading) of every seed, by file name."""
    settings = load_settings()
    labels = json.loads(gold("seeds.json").read_text("utf-8"))["files"]
    raws = {name: next(documents(PROJECT / "seeds" / name)) for name in labels}
    return {name: (labels[name], raws[name].text, read_page(raws[name], settings)) for name in labels}


def line_fates(reading):
    """Fate of every line: that of its largest span."""
    largest = {}
    for row in reading.ledger:
        size = row["end"] - row["start"]
        if size > largest.get(row["line_start"], (0, ""))[0]:
            largest[row["line_start"]] = (size, row["fate"])
    return {line: fate for line, (_, fate) in largest.items()}


def wrong_lines(labels, reading):
    """(line, fate, label) of every labelled line whose fate is another."""
    found = line_fates(reading)
    wanted = {line: role for role, lines in labels["roles"].items() for line in lines}
    return [(line, found[line], role) for line, role in sorted(wanted.items()) if found[line] != role]


def test_each_page_has_its_one_story(seeds):
    """5 of 5: one main story a page, and its title, where the page prints one, or a derived one that says so."""
    for labels, _, reading in seeds.values():
        main = [article for article in reading.articles if article["kind"] == "main"]

        assert len(main) == 1
        assert (main[0]["title"] if main[0]["title_from"] == "page" else None) == labels["title"]
        assert main[0]["title"]


def test_dates_and_times_are_those_of_the_page(seeds):
    """5 of 5 days, times where the page has one, and each says where it was read."""
    for labels, _, reading in seeds.values():
        main = reading.articles[0]
        said = f"{main['published']}T{main['published_time']}" if main["published_time"] else main["published"]

        assert said == labels["published"]
        assert main["published_from"]


def test_outlets_are_named_or_null(seeds):
    """5 of 5: three named, two null; the distributor and the author where the labels have one."""
    for labels, _, reading in seeds.values():
        main = reading.articles[0]

        assert main["outlet"] == labels["outlet"]
        assert main["distributor"] == labels.get("distributor")
        assert main["author"] == labels.get("author")
        assert main["language"] == labels["language"]


def test_lines_have_the_fate_that_a_reader_gave_them(seeds):
    """Body lines at least 98 % right; all lines at the floor."""
    wrong = [found for labels, _, reading in seeds.values() for found in wrong_lines(labels, reading)]
    lines = sum(len(lines) for labels, _, _ in seeds.values() for lines in labels["roles"].values())
    body = sum(len(labels["roles"]["body"]) for labels, _, _ in seeds.values())
    wrong_body = [found for found in wrong if "body" in found[1:]]

    assert 1 - len(wrong) / lines >= LEAST_LINES_RIGHT, wrong
    assert 1 - len(wrong_body) / body >= LEAST_BODY_LINES_RIGHT, wrong_body


def test_hardly_any_junk_gets_into_a_body(seeds):
    """Characters of body spans on lines that a reader called something else: at most 1 %."""
    for labels, _, reading in seeds.values():
        spans = [row for row in reading.ledger if row["fate"] == "body"]
        junk = [row for row in spans if row["line_start"] not in labels["roles"]["body"]]
        n_junk, n_body = (sum(row["end"] - row["start"] for row in rows) for rows in (junk, spans))

        assert n_junk <= MOST_JUNK_IN_A_BODY * n_body


def test_stamps_and_sign_offs_inside_lines_are_their_own_spans(seeds):
    """What stands before a lead ends in a dash or bracket; no body starts with a dateline or ends with a sign-off."""
    cut = [
        (row["fate"], text[row["start"] : row["end"]].strip())
        for labels, text, reading in seeds.values()
        for row in reading.ledger
        if row["line_start"] in labels["roles"]["body"] and row["fate"] != "body"
    ]
    bodies = [reading.articles[0]["body"] for _, _, reading in seeds.values()]

    assert sorted(cut) == [
        ("junk", "Enditem"),
        ("meta", "BEIJING, May 6 (Xinhua) --"),
        ("meta", "date 2025-05-09 BEIJING, May 9, 2025 /PRNewswire/ --"),
    ]
    assert not any("Enditem" in body or "PRNewswire" in body or "(Xinhua) --" in body for body in bodies)


def test_other_stories_are_set_aside_undated(seeds):
    """As many related stories as the labels have, none dated, with the titles that the labels give."""
    for labels, _, reading in seeds.values():
        related = [article for article in reading.articles if article["kind"] == "related"]
        titles = {story["title"] for story in labels["related_stories"] if "title" in story}

        assert len(related) == len(labels["related_stories"])
        assert {article["published"] for article in related} <= {None}
        assert titles <= {article["title"] for article in related}


def test_every_character_has_exactly_one_fate(seeds):
    """Spans follow each other from the first character to the last."""
    for _, text, reading in seeds.values():
        ends = [0, *(row["end"] for row in reading.ledger)]

        assert [row["start"] for row in reading.ledger] == ends[:-1]
        assert ends[-1] == len(text)
