"""What sets a story apart: words and phrases, ranked by a formula that fits in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analysis.frequencies import phrase_totals
from dashboard.analysis.phrases import (
    CONTENT,
    LINK,
    NEVER,
    NUMBER,
    PART,
    SIGN,
    STOP,
    candidates,
    formula_keys,
    with_names,
)
from dashboard.analysis.ranking import occurrences_of, ranked
from dashboard.analysis.stretches import Stretch, ids_of, own_names, stretches
from dashboard.analysis.terms import idf_of
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.settings import KeywordSettings

LINKS = frozenset(("of", "and", "for", "de", "la", "и"))  # function words that may stand inside a phrase
LETTERS = 10  # longer words count no more than this many letters
# Of the formula in `keywords`, chosen on news with keys that readers picked (see tests/gold/test_keywords.py).
ONCE, BOOST, DECAY, DELAY = 0.8, 1.65, 0.75, 6.0
FEWEST = 3  # from this many stories on, a word in more than half of them makes no keyword alone
FORMULA_ARTICLES = 3
LEARNED_ON = 50_000  # formulas are learned on at most this many stories
NO_KEYWORD = (*(np.empty(0, np.int64) for _ in range(4)), np.empty(0))  # types of the columns, where no story is
ENDINGS = ("ian", "ese", "an", "n", "i")  # russia, russian: one idea in a list of keywords


@dataclass(frozen=True, eq=False)
class Gauge:
    """What the ranking knows of each term, once for a snapshot.

    Attributes:
        grade: What the term may be in a keyword (see the list in phrases.py).
        near: Terms with one number repeat each other in a list.
        idf: The yardstick of tf-idf.
        letters: Its letters, at most 10.
        formula_keys: Keys of the formulas of the coverage, ascending.
        formula_articles: Stories that have each.
    """

    grade: np.ndarray
    near: np.ndarray
    idf: np.ndarray
    letters: np.ndarray
    formula_keys: np.ndarray
    formula_articles: np.ndarray


def keywords(corpus: Corpus, gauge: Gauge | None = None) -> pd.DataFrame:
    """The words and phrases that set each story apart, best first.

    The score is

        ln(1 + n) · idf · letters · phrase / (6 + ln(1 + first))

    n: occurrences in the story, those inside the outlet's own name or the byline aside; a keyword that stands once
    and not in the headline counts 0.8 of that. idf: mean of its words by the snapshot's yardstick. letters: mean
    length of its words, at most 10 each, since longer words say more. phrase: 1 for a word, 1.65 for two words,
    then times 0.75 per further one. first: words of the story before it; 0 if the headline has all its words.

    A phrase runs over blanks and hyphens only, begins and ends with no function word, is no piece of a longer name,
    and recurs in the story (half the time between function words or punctuation), or is capitalised inside sentences,
    or is a formula of the coverage: in 3 stories, and in a fifth of those that use its rarest word. It takes over
    the score of a part that stands inside it half the time (always, if it stands once), and the part goes. Of two
    keywords that share more than half of the shorter one's words (in any form), the better stays. A word in more
    than half of the main stories makes no keyword alone, nor do the words that data/settings.toml lists.

    Args:
        corpus: The open corpus, or some of its stories with the vocabulary of all.
        gauge: What all stories together say of the words; None to find it in `corpus`.

    Returns:
        `schema.KEYWORDS` and row, by row and rank; `score` compares within a story. n_tokens counts what
        `terms.occurrences` finds. Ties run A to Z. A story without words has no rows.

    References:
        Position: Florescu and Caragea (2017), ACL, 1105-1115. Parts: the C-value of Frantzi, Ananiadou and Mima
        (2000), International Journal on Digital Libraries 3, 115-130. Letters: Piantadosi, Tily and Gibson
        (2011), PNAS 108, 3526-3529.
    """
    if gauge is None:
        n_main = int((corpus.articles["kind"] == "main").sum())
        gauge = gauge_of(corpus.vocabulary, corpus.settings.keywords, n_main)
        gauge = with_formulas(gauge, [phrases_of(corpus, gauge.grade)])
    of_terms = np.column_stack((gauge.idf, gauge.letters, corpus.vocabulary.family))
    parts = [_of_stretch(corpus, stretch, gauge, of_terms) for stretch in stretches(corpus)]
    row, terms, widths, counts, scores = (np.concatenate(column) for column in zip(NO_KEYWORD, *parts, strict=True))
    return pd.DataFrame(
        {
            "article_id": pd.Series(corpus.articles["article_id"].to_numpy(object)[row], dtype=object),
            "rank": np.arange(len(row)) - np.searchsorted(row, row) + 1,
            "keyword": _texts(corpus.vocabulary, terms, widths),
            "n_tokens": counts,
            "score": scores,
            "row": row,
        }
    )


def keyword_table(corpus: Corpus, mask: np.ndarray, *, rows: Sequence[int] | None = None) -> pd.DataFrame:
    """The keywords of the chosen stories, with how many of the other chosen stories use each.

    Under 30 stories a score says little (idf over 5 stories has five values); read the counts beside it.

    Args:
        corpus: An open corpus with the table `keywords`.
        mask: Which rows of `corpus.articles` count.
        rows: Chosen rows to list; None for all of them.

    Returns:
        `schema.KEYWORDS`, row, n_others (other chosen stories that use it) and n (the other chosen stories):
        "in n_others of the n others".
    """
    known = corpus.table("keywords")
    listed = mask.copy() if rows is None else np.isin(np.arange(len(mask)), rows) & mask
    frame = known[listed[known["row"].to_numpy(np.int64)]].sort_values(["row", "rank"], ignore_index=True)
    texts, place = np.unique(frame["keyword"].to_numpy(object).astype(str), return_inverse=True)
    phrases = [[corpus.vocabulary.find(term) for term in text.split(" ")] for text in texts]
    stories = phrase_totals(corpus, phrases, np.where(mask, 0, -1))[2, :, 0]
    frame["n_others"] = stories[place] - 1
    frame["n"] = int(np.count_nonzero(mask)) - 1
    return frame


def _of_stretch(corpus: Corpus, stretch: Stretch, words: Gauge, of_terms: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of each keyword: the row of its story, its terms, how many these are, its occurrences, its score."""
    settings = corpus.settings.keywords
    flags = with_names(stretch.flags, stretch.term, stretch.offsets, own_names(corpus, stretch.rows))
    formulas = (words.formula_keys, words.formula_articles, corpus.vocabulary.n_articles.astype(np.int64))
    found = candidates((stretch.term, flags), stretch.offsets, words.grade, formulas, settings.longest_phrase)
    titles, title_offsets = ids_of(corpus, corpus.articles["title"].to_numpy()[stretch.rows])
    families = np.where(titles >= 0, corpus.vocabulary.family[titles], -1).astype(np.float64)
    places, scores = ranked(
        (stretch.term, words.grade < LINK, words.near),
        stretch.offsets,
        found,
        (of_terms, families, title_offsets),
        (settings.per_article, (ONCE, BOOST, DECAY, DELAY)),
    )
    counts = occurrences_of((stretch.term, stretch.start, stretch.end, stretch.opens), stretch.offsets, places)
    story, first, width = places.T
    steps = np.arange(width.sum()) - np.repeat(np.cumsum(width) - width, width)
    return stretch.rows[story], stretch.term[np.repeat(first, width) + steps], width, counts, scores


def _texts(vocabulary: Vocabulary, terms: np.ndarray, widths: np.ndarray) -> pd.Series:
    """Runs of so many terms as text; Arrow joins them ten times as fast as a loop over a million keywords."""
    used, place = np.unique(terms, return_inverse=True)
    words = pa.array([vocabulary.terms[term] for term in used], pa.string()).take(pa.array(place))
    ends = pa.array(np.concatenate([[0], np.cumsum(widths)]), pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(ends, words), " ").cast(pa.large_string()).to_pandas()


def gauge_of(vocabulary: Vocabulary, settings: KeywordSettings, n_main: int) -> Gauge:
    """What the vocabulary says of each term; `n_main` are the main stories that it was made from."""
    common = (vocabulary.n_articles * 2 > n_main) & (n_main >= FEWEST)
    grade = grades(vocabulary, settings)
    return Gauge(
        grade=np.where(common & (grade == CONTENT), np.uint8(SIGN), grade),
        near=_near(vocabulary),
        idf=idf_of(vocabulary, n_main),
        letters=np.minimum([len(term) for term in vocabulary.terms], LETTERS).astype(np.float64),
        formula_keys=np.empty(0, np.uint64),
        formula_articles=np.empty(0, np.int64),
    )


def grades(vocabulary: Vocabulary, settings: KeywordSettings) -> np.ndarray:
    """What each term may be in a keyword; see the list in phrases.py."""
    never, not_alone = frozenset(settings.never), frozenset(settings.not_alone)
    grade = np.full(len(vocabulary.terms), CONTENT, np.uint8)
    for place, (term, is_stop) in enumerate(zip(vocabulary.terms, vocabulary.is_stop.tolist(), strict=True)):
        if term in never:
            grade[place] = NEVER
        elif term in LINKS:
            grade[place] = LINK
        elif is_stop:
            grade[place] = STOP
        elif not (term.isalpha() or any(map(str.isalpha, term))):
            grade[place] = NUMBER
        elif (len(term) == 1 and term <= "\u2e7f") or term in not_alone or _is_adverb(vocabulary, term):
            grade[place] = PART
        elif len(term) == 1:
            grade[place] = SIGN
    return grade


def _is_adverb(vocabulary: Vocabulary, term: str) -> bool:
    """English adverbs of manner: "mutually", as the coverage also says "mutual"; not "family"."""
    return len(term) > 6 and term.endswith("ly") and vocabulary.find(term[:-2]) >= 0


def _near(vocabulary: Vocabulary) -> np.ndarray:
    """Terms that repeat each other in a list: a family, and a country with its adjective."""
    near = vocabulary.family.copy()
    for place, term in enumerate(vocabulary.terms):
        if not term.endswith(ENDINGS) or len(term) <= 5:
            continue
        for ending in ENDINGS:
            base = vocabulary.find(term.removesuffix(ending)) if term.endswith(ending) else -1
            if base >= 0 and len(vocabulary.terms[base]) >= 4:
                near[place] = vocabulary.family[base]
                break
    return near


def phrases_of(corpus: Corpus, grade: np.ndarray, *, before: int = 0) -> np.ndarray:
    """Keys of the phrases of the main stories, copies aside, once per story.

    Args:
        corpus: The stories.
        grade: What each term may be in a keyword.
        before: Stories of the snapshot in front of these; formulas are learned on the first 50,000 only.
    """
    articles = corpus.articles
    counted = ((articles["kind"] == "main") & articles["copy_of"].isna()).to_numpy(bool)
    longest = corpus.settings.keywords.longest_phrase
    parts = [np.empty(0, np.uint64)]
    for stretch in stretches(corpus):
        if before + stretch.rows[0] >= LEARNED_ON:
            break
        stream = (stretch.term, stretch.flags)
        parts.append(formula_keys(stream, stretch.offsets, counted[stretch.rows], grade, longest))
    return np.concatenate(parts)


def with_formulas(gauge: Gauge, phrases: Sequence[np.ndarray]) -> Gauge:
    """The gauge with the formulas of the coverage: phrases that stand in three stories or more."""
    keys, counts = np.unique(np.concatenate(phrases), return_counts=True)
    kept = counts >= FORMULA_ARTICLES
    return replace(gauge, formula_keys=keys[kept], formula_articles=counts[kept])
