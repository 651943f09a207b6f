"""Shared wording: the rule, the spans, and what never matters."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.echoes import find_echoes, measure
from dashboard.corpus import shards
from tests.analysis.coverage_of import coverage_of
from tests.analysis.wording import prose

OUTLETS = ["Herald", "China Daily"]


def between(shared_a: str, shared_b: str):
    """The echoes of two stories that hold the given texts between words of their own."""
    bodies = [f"{prose(1, 60)} {shared_a} {prose(2, 60)}", f"{prose(3, 60)} {shared_b} {prose(4, 60)}"]
    corpus = coverage_of(*bodies, outlet=OUTLETS)
    return find_echoes(corpus)[0], bodies


def test_exact_spans():
    """The span of a passage is that of its words: cut out, both texts read the same."""
    shared = prose(9, 20)
    echoes, bodies = between(shared, shared)
    [echo] = echoes.itertuples()

    assert (echo.article_a, echo.article_b, echo.n_words, echo.n_quoted, echo.score) == ("00", "01", 20, 0, 1)
    assert bodies[0][echo.start_a : echo.end_a] == bodies[1][echo.start_b : echo.end_b] == shared


def test_edits_inside():
    """A word changed and one left out: 22 equal words of 24, the score is their share."""
    words = prose(9, 24).split()
    echoes, _ = between(" ".join(words), " ".join([*words[:8], "otherwise", *words[9:15], *words[16:]]))

    assert echoes["n_words"].tolist() == [22]
    assert echoes["score"].tolist() == pytest.approx([22 / 24])


@pytest.mark.parametrize(
    ("shared", "is_echo"),
    [
        (prose(9, 16), True),  # long
        (prose(9, 11), False),  # neither long nor rare
        (f"“{prose(9, 10).rstrip('.')}”", True),  # a quotation
        (f"“{prose(9, 9)}”", False),  # a short one
    ],
)
def test_long_enough_or_quoted(shared, is_echo):
    """16 words make an echo, 10 inside quotation marks do, fewer do not; two stories make no word rare."""
    assert len(between(shared, shared)[0]) == is_echo


def test_rare_words_count_sooner():
    """12 words that no other story of many has tell more than 40 bits; so they are an echo."""
    shared = prose(9, 12)
    others = [prose(seed, 40) for seed in range(20, 60)]
    bodies = [f"{prose(1, 60)} {shared} {prose(2, 60)}", f"{prose(3, 60)} {shared} {prose(4, 60)}", *others]
    common = [f"{' '.join(sorted(set(shared.split()), key=str.lower))} {body}" for body in others]
    outlets = OUTLETS + [f"Paper {place}" for place in range(len(others))]

    assert len(find_echoes(coverage_of(*bodies, outlet=outlets))[0]) == 1
    assert len(find_echoes(coverage_of(*bodies[:2], *common, outlet=outlets))[0]) == 0


def test_quoted_words():
    """Words inside quotation marks in both stories are counted apart."""
    words = prose(9, 30).replace(".", "").split()
    said = " ".join([*words[:15], "“" + words[15], *words[16:29], words[29] + "”"])
    echoes, _ = between(said, said)

    assert echoes[["n_words", "n_quoted"]].values.tolist() == [[30, 15]]


def test_nothing_between_unrelated_stories():
    """Stories without common wording have no echo, and the empty table has its columns."""
    echoes, pairs = find_echoes(coverage_of(prose(1, 80), prose(2, 80)))

    assert len(echoes) == 0
    assert echoes.columns[:4].tolist() == ["echo_id", "article_a", "start_a", "end_a"]
    assert len(pairs.first) == 0
    assert len(measure(coverage_of("a", "b"), pairs.first.reshape(-1, 2)).first) == 0


@given(st.integers(0, 1_000), st.integers(0, 80), st.integers(30, 90))
@settings(max_examples=8, deadline=None)
def test_a_story_inserted_whole_is_found(seed, place, length):
    """Wherever a story stands in another one, every word of it is found there."""
    story, host = prose(seed, length), prose(seed + 5_000, 80).split()
    bodies = [story, " ".join([*host[:place], story, *host[place:]])]
    echoes, pairs = find_echoes(coverage_of(*bodies, outlet=["Herald", "Herald"]))
    [echo] = echoes.itertuples()

    assert bodies[0][echo.start_a : echo.end_a].rstrip(".") == story.rstrip(".")
    assert bodies[1][echo.start_b : echo.end_b].rstrip(".") == story.rstrip(".")
    assert pairs.of_first.tolist() == pairs.of_other.tolist() == [length]


@given(st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_order_and_shards_never_matter(dice):
    """The same stories in another order, dealt to one shard or to several, have the same echoes."""
    parts = [prose(seed, 20) for seed in range(8)]
    bodies = [" ".join(random.Random(seed).sample(parts, 4)) for seed in range(10)]
    ids, days = [f"{place:02d}" for place in range(10)], [f"2024-03-{place // 2 + 1:02d}" for place in range(10)]
    order = dice.sample(range(10), 10)
    tables = []
    for some, size in ((range(10), 50_000), (order, 50_000), (order, 3)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shards, "SHARD_ARTICLES", size)
            fields = {"article_id": [ids[n] for n in some], "published": [days[n] for n in some]}
            corpus = coverage_of(*(bodies[n] for n in some), outlet=[f"Paper {n}" for n in some], **fields)
            tables.append(find_echoes(corpus)[0].sort_values("echo_id").values.tolist())

    assert len(tables[0]) > 5
    assert tables[0] == tables[1] == tables[2]
