"""Rules at work: what they find in a sentence, and who wins where several meet."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from dashboard.analysis.patterns import parse
from dashboard.analysis.rules import holds_theme_words, matching_rows
from dashboard.analysis.themes import theme_hits
from dashboard.corpus.shards import encode
from dashboard.errors import SettingsError
from dashboard.settings import Rule, Theme
from tests.analysis.rule_reference import settled
from tests.small import ARTICLES, SETTINGS, small


def theme(rules, exclusions=(), broad=(), slug="t"):
    """A theme of these rules."""
    both = tuple(Rule(text) for text in rules) + tuple(Rule(text, broad=True) for text in broad)
    return Theme(slug, slug.upper(), "", ("en",), both, tuple(exclusions))


def corpus_of(*bodies):
    """Stories with these bodies and no headline."""
    made = [
        ARTICLES[0] | {"article_id": f"{place:04}", "body": body, "title": None, "published": f"2024-01-{place + 1:02}"}
        for place, body in enumerate(bodies)
    ]
    return encode(made, SETTINGS)


def found(rules, body, exclusions=()):
    """The words that the rules of one theme find in a body."""
    return theme_hits(corpus_of(body), [theme(rules, exclusions)])["text"].tolist()


@pytest.mark.parametrize(
    ("rule", "body", "texts"),
    [
        ("people to people", "People-to-people ties; people to people.", ["People-to-people", "people to people"]),
        ("people-to-people", "A people to people tie.", ["people to people"]),
        ("china", "China’s rise and China's fall.", ["China’s", "China's"]),
        ("multipolar*", "Multipolarity, a multipolar world, multi-polar.", ["Multipolarity", "multipolar"]),
        ("=May", "In May he may. MAY!", ["May"]),
        ("=May", "May's visit.", ["May's"]),
        ("=US [led|backed] order", "The US-led order; let us led order.", ["US-led order"]),
        ("victory ~3 war", "victory in the great war", ["victory in the great war"]),
        ("victory ~2 war", "victory in the great war", []),
        ("a ~1 b ~1 c", "a x b c, a b x c, a x x b c", ["a x b c", "a b x c"]),
        ("world order", "The world. Order reigns.", []),
        ("world order", "World\nOrder", []),
        ("[post war|world] order", "post-war order, world order", ["post-war order", "world order"]),
        ("no* such", "None such. Other words.", ["None such"]),
        ("unknown words", "Nothing of the kind.", []),
        ("多极化", "世界多极化进程", ["多极化"]),
    ],
)
def test_a_rule_finds_its_words(rule, body, texts):
    """Matches stay inside one sentence and carry the words as the text writes them."""
    assert found([rule], body) == texts


def test_the_longest_match_wins():
    """`world trade order` (3 words) beats `trade` and `order`, and leaves the second `trade` to the short rule."""
    assert found(["trade", "order", "world trade order"], "A world trade order for trade.") == [
        "world trade order",
        "trade",
    ]


def test_of_equally_long_matches_the_earlier_wins():
    """`a b` starts before `b c`; both have two words."""
    assert found(["b c", "a b"], "x a b c") == ["a b"]


def test_of_equal_spans_the_first_rule_a_to_z_is_named():
    """`trade` stands before `trade*` in the alphabet."""
    hits = theme_hits(corpus_of("Some trade."), [theme(["trade*", "trade"])])

    assert hits["rule"].tolist() == ["trade"]


def test_themes_do_not_compete():
    """The same words count in each theme."""
    hits = theme_hits(corpus_of("World trade."), [theme(["world trade"], slug="a"), theme(["trade"], slug="b")])

    assert hits[["theme", "text"]].to_numpy().tolist() == [["a", "World trade"], ["b", "trade"]]


@pytest.mark.parametrize(
    ("rules", "exclusion", "body", "texts"),
    [
        (["trade"], "world trade center", "Trade near the World Trade Center.", ["Trade"]),
        (["international trade"], "trade unions", "international trade unions met", []),
        (["trade", "international trade"], "trade unions", "international trade unions", []),
        (
            ["trade with the trade unions"],
            "trade unions",
            "trade with the trade unions",
            ["trade with the trade unions"],
        ),
        (["trade unions"], "trade unions", "trade unions", []),
        (["trade ~2 barbs"], "trade ~1 barbs", "they trade barbs", []),
    ],
)
def test_an_exclusion_takes_its_words_out(rules, exclusion, body, texts):
    """A match that touches an exclusion falls, unless it holds the whole exclusion and more."""
    assert found(rules, body, [exclusion]) == texts


def test_broad_hits_keep_off_strict_ones():
    """`trade order` is strict, so broad `trade` finds only the second one; strict hits know no broad rule."""
    corpus, themes = corpus_of("A trade order, then trade."), [theme(["trade order"], broad=["trade"])]

    assert theme_hits(corpus, themes)["text"].tolist() == ["trade order"]
    assert theme_hits(corpus, themes, broad=True)["start"].tolist() == [20]


def test_a_slip_in_the_codebook_names_theme_and_rule():
    """The message says where the rule stands."""
    with pytest.raises(SettingsError, match=r"data/themes.toml: theme 't': exclusion '\[a': a \[ is not closed"):
        theme_hits(small(), [theme(["b"], ["[a"])])


WORDS = st.sampled_from(["a", "A", "ab", "aB", "b", "c"])
PLAIN = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)
ELEMENT = st.one_of(
    WORDS,
    WORDS.map("={}".format),
    st.sampled_from(["a*", "b*", "A*"]),
    st.lists(st.one_of(PLAIN, WORDS.map("={}".format), st.just("a*")), min_size=1, max_size=3).map(
        lambda choices: f"[{'|'.join(choices)}]"
    ),
)
RULE = st.lists(st.tuples(ELEMENT, st.sampled_from(["", "", " ~1", " ~3"])), min_size=1, max_size=3).map(
    lambda parts: " ".join(element + gap for element, gap in [*parts[:-1], (parts[-1][0], "")])
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(st.lists(RULE, max_size=4), st.lists(RULE, max_size=1), st.lists(SENTENCE, min_size=1, max_size=4))
@effort(max_examples=150)
def test_the_matcher_finds_what_the_reference_finds(rules, exclusions, sentences):
    """Any rules, any text: the same rules on the same words, sentence by sentence."""
    patterns, out = [parse(text) for text in dict.fromkeys(rules)], [parse(text) for text in exclusions]
    expected = [
        (place, text, sum(len(word) + 1 for word in sentence.split(" ")[: span[0]]))
        for place, sentence in enumerate(sentences)
        for span, text in settled(patterns, out, sentence)
    ]

    hits = theme_hits(corpus_of("\n".join(sentences)), [theme(dict.fromkeys(rules), exclusions)])
    before = np.cumsum([0] + [len(sentence) + 1 for sentence in sentences])
    starts = hits["start"] - before[hits["sentence"].to_numpy(np.int64)]

    assert list(zip(hits["sentence"], hits["rule"], starts, strict=True)) == expected


@given(st.lists(RULE, min_size=1, max_size=3), st.lists(SENTENCE, min_size=1, max_size=3))
@effort(max_examples=50)
def test_hits_of_a_theme_never_overlap_and_are_cut_from_the_body(rules, sentences):
    """body[start:end] is the text of the hit, and the next hit starts after it."""
    body = "\n".join(sentences)
    hits = theme_hits(corpus_of(body), [theme(rules)])

    assert [body[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)] == hits["text"].tolist()
    assert (hits["start"].to_numpy()[1:] >= hits["end"].to_numpy()[:-1]).all()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("trade", ["a1", "a2", "a3", "a5", "a6"]),
        ("=Trade", ["a1", "a5", "a6"]),
        ("multipolar* ~1 order", ["a4"]),
        ("tariffs bite", ["a3"]),
        ("[bridge|farmers]", ["a2", "a3"]),
        ("nobody here", []),
    ],
)
def test_a_query_reads_bodies_and_headlines(query, ids):
    """`Tariffs bite` and the first `Trade` stand in headlines only."""
    assert sorted(small().articles["article_id"][matching_rows(small(), query)]) == ids


def test_a_query_that_is_no_rule_is_told_so():
    """The reader's slip is named as the search's."""
    with pytest.raises(SettingsError, match=r"The search '\[trade': a \[ is not closed"):
        matching_rows(small(), "[trade")


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("multipolar", True),
        ("a multipolar world", True),
        ("multi*", True),
        ("post-war world order", True),
        ("[bridge|world order]", True),
        ("order", False),
        ("order of the world", False),
        ("trade ~2 deal", True),
        ("trade big old deal", False),
        ("tariffs", True),
    ],
)
def test_a_query_holds_a_theme_s_words(query, holds):
    """Only whole rules count, broad ones too, side by side or within their gap."""
    words = theme(["multipolar*", "world order", "trade ~1 deal"], broad=["tariff*"])

    assert holds_theme_words(query, words) is holds
