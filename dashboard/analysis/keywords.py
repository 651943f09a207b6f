"""What sets a story apart: words and phrases, ranked by a formula that fits in a sentence."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.analysis.columns import of_stories
from dashboard.analysis.frequencies import phrase_totals
from dashboard.analysis.gauge import Gauge, gauge_of, with_formulas
from dashboard.analysis.phrases import FIRST_BITS, LINK, candidates, formula_keys, with_names
from dashboard.analysis.ranking import occurrences_of, ranked
from dashboard.analysis.stretches import Stretch, ids_of, own_names, stretches
from dashboard.corpus.corpus import Corpus
from dashboard.corpus.vocabulary import Vocabulary

# Of the formula in `keywords`, chosen on news with keys that readers picked (see tests/gold/test_keywords.py).
ONCE, BOOST, DECAY, DELAY = 0.8, 1.65, 0.75, 6.0
LEARNED_ON = 50_000  # formulas are learned on at most this many stories
NO_KEYWORD = (*(np.empty(0, np.int64) for _ in range(4)), np.empty(0))  # types of the columns, where no story is


def keywords(corpus: Corpus, gauge: Gauge | None = None, flags: np.ndarray | None = None) -> pd.DataFrame:
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
        flags: How each token stands (`corpus.flags`), for a corpus of one shard; None to read it off the texts.

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
    of_terms = np.column_stack((gauge.idf, gauge.letters, corpus.vocabulary.family, gauge.grade < LINK))
    told = (own_names(corpus), ids_of(corpus, corpus.articles["title"].tolist()))
    tables = (of_terms, _formulas(corpus.vocabulary, gauge))
    parts = [_of_stretch(corpus, stretch, gauge, tables, told) for stretch in stretches(corpus, flags)]
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


def keyword_table(
    corpus: Corpus, mask: np.ndarray, *, rows: Sequence[int] | None = None, top: int | None = None
) -> pd.DataFrame:
    """The keywords of the chosen stories, with how many of the other chosen stories use each.

    Under 30 stories a score says little (idf over 5 stories has five values); read the counts beside it.

    Args:
        corpus: An open corpus with the table `keywords`.
        mask: Which rows of `corpus.articles` count.
        rows: Chosen rows to list; None for all of them.
        top: Keywords per story; None for all of them.

    Returns:
        `schema.KEYWORDS`, row, n_others (other chosen stories that use it) and n (the other chosen stories):
        "in n_others of the n others".
    """
    known = corpus.table("keywords")
    listed = mask.copy() if rows is None else np.isin(np.arange(len(mask)), rows) & mask
    frame = of_stories(known, listed).sort_values(["row", "rank"], ignore_index=True)
    frame = frame if top is None else frame[frame["rank"] <= top].reset_index(drop=True)
    texts, place = np.unique(frame["keyword"].to_numpy(object).astype(str), return_inverse=True)
    phrases = [[corpus.vocabulary.find(term) for term in text.split(" ")] for text in texts]
    stories = phrase_totals(corpus, phrases, np.where(mask, 0, -1))[2, :, 0]
    frame["n_others"] = stories[place] - 1
    frame["n"] = int(np.count_nonzero(mask)) - 1
    return frame


def _of_stretch(corpus: Corpus, stretch: Stretch, words: Gauge, tables: tuple, told: tuple) -> tuple[np.ndarray, ...]:
    """Of each keyword: the row of its story, its terms, how many these are, its occurrences, its score.

    tables: a row per term for `ranked`, and the formulas for `candidates`.
    told: what `own_names` and `ids_of` say of all stories and their headlines.
    """
    settings = corpus.settings.keywords
    (names, name_offsets, of_story, bylines, byline_offsets), (titles, title_offsets) = told
    here = slice(stretch.rows[0], stretch.rows[-1] + 2)
    names = (names, name_offsets, of_story[here], bylines, byline_offsets[here])
    flags = with_names(stretch.flags, stretch.term, stretch.offsets, names)
    of_terms, formulas = tables
    found = candidates((stretch.term, flags), stretch.offsets, words.grade, formulas, settings.longest_phrase)
    families = np.where(titles >= 0, corpus.vocabulary.family[titles], -1).astype(np.float64)
    places, scores = ranked(
        (stretch.term, words.grade < LINK, words.near),
        stretch.offsets,
        found,
        (of_terms, families, title_offsets[here]),
        (settings.per_article, (ONCE, BOOST, DECAY, DELAY)),
    )
    counts = occurrences_of((stretch.term, stretch.start, stretch.end, stretch.opens), stretch.offsets, places)
    story, first, width = places.T
    steps = np.arange(width.sum()) - np.repeat(np.cumsum(width) - width, width)
    return stretch.rows[story], stretch.term[np.repeat(first, width) + steps], width, counts, scores


def _formulas(vocabulary: Vocabulary, gauge: Gauge) -> tuple:
    """What `candidates` asks of the formulas of the coverage.

    A key is looked up by its first bits, as keys are spread evenly; a search by halves took a third of its time.
    """
    begins = np.searchsorted(gauge.formula_keys >> FIRST_BITS, np.arange((1 << 16) + 1))
    return vocabulary.n_articles.astype(np.int64), (gauge.formula_keys, gauge.formula_articles, begins)


def _texts(vocabulary: Vocabulary, terms: np.ndarray, widths: np.ndarray) -> pd.Series:
    """Runs of so many terms as text; Arrow joins them ten times as fast as a loop over a million keywords."""
    used, place = np.unique(terms, return_inverse=True)
    words = pa.array([vocabulary.terms[term] for term in used], pa.string()).take(pa.array(place))
    ends = pa.array(np.concatenate([[0], np.cumsum(widths)]), pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(ends, words), " ").cast(pa.large_string()).to_pandas()


def phrases_of(corpus: Corpus, grade: np.ndarray, flags: np.ndarray | None = None, *, before: int = 0) -> np.ndarray:
    """Keys of the phrases of the main stories, copies aside, once per story.

    Args:
        corpus: The stories.
        grade: What each term may be in a keyword.
        flags: As for `keywords`.
        before: Stories of the snapshot in front of these; formulas are learned on the first 50,000 only.
    """
    articles = corpus.articles
    counted = ((articles["kind"] == "main") & articles["copy_of"].isna()).to_numpy(bool)
    longest = corpus.settings.keywords.longest_phrase
    parts = [np.empty(0, np.uint64)]
    for stretch in stretches(corpus, flags):
        if before + stretch.rows[0] >= LEARNED_ON:
            break
        stream = (stretch.term, stretch.flags)
        parts.append(formula_keys(stream, stretch.offsets, counted[stretch.rows], grade, longest))
    return np.concatenate(parts)
