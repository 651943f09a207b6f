"""What sets a story apart: words and phrases, ranked by a formula that fits in a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.analysis.phrases import (
    BLANK,
    CONTENT,
    DASH,
    LINK,
    NEVER,
    NUMBER,
    PART,
    SIGN,
    STOP,
    UPPER,
    candidates,
    formula_keys,
    token_flags,
    with_names,
)
from dashboard.analysis.ranking import occurrences_of, ranked
from dashboard.analysis.terms import idf
from dashboard.corpus.corpus import Corpus, Shard
from dashboard.corpus.tokens import tokenise
from dashboard.corpus.vocabulary import Vocabulary
from dashboard.schema import KEYWORDS
from dashboard.settings import KeywordSettings

LINKS = frozenset(("of", "and", "for", "de", "la", "и"))  # function words that may stand inside a phrase
LETTERS = 10  # longer words count no more than this many letters
# Of the formula in `keywords`, chosen on news with keys that readers picked (see tests/gold/test_keywords.py).
ONCE, BOOST, DECAY, DELAY = 0.8, 1.75, 0.75, 6.0
FEWEST = 3  # from this many stories on, a word in more than half of them makes no keyword alone
FORMULA_ARTICLES = 3
LEARNED_ON = 50_000  # formulas are learned on at most this many stories
CHUNK = 1_000
ENDINGS = ("ian", "ese", "an", "n", "i")  # russia, russian: one idea in a list of keywords


@dataclass(frozen=True, eq=False)
class _Words:
    """What the ranking knows of each term."""

    grade: np.ndarray
    near: np.ndarray
    idf: np.ndarray
    letters: np.ndarray
    formulas: tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True, eq=False)
class _Stretch:
    """Some stories of one shard: their tokens, counted from 0, with flags."""

    rows: np.ndarray
    offsets: np.ndarray
    term: np.ndarray
    start: np.ndarray
    end: np.ndarray
    opens: np.ndarray
    flags: np.ndarray


def keywords(corpus: Corpus) -> pd.DataFrame:
    """The keywords of every story."""
    words = _words(corpus)
    parts = [_of_stretch(corpus, stretch, words) for stretch in _stretches(corpus)]
    return pd.concat(parts, ignore_index=True)


def _of_stretch(corpus: Corpus, stretch: _Stretch, words: _Words) -> pd.DataFrame:
    settings = corpus.settings.keywords
    flags = with_names(stretch.flags, stretch.term, stretch.offsets, _own_names(corpus, stretch.rows))
    found = candidates((stretch.term, flags), stretch.offsets, words.grade, words.formulas, settings.longest_phrase)
    titles, title_offsets = _ids(corpus, corpus.articles["title"].to_numpy()[stretch.rows])
    families = np.where(titles >= 0, corpus.vocabulary.family[titles], -1)
    places, scores = ranked(
        (stretch.term, words.grade < LINK, words.near),
        stretch.offsets,
        found,
        (words.idf, words.letters, corpus.vocabulary.family, families, title_offsets),
        (settings.per_article, (ONCE, BOOST, DECAY, DELAY)),
    )
    counts = occurrences_of((stretch.term, stretch.start, stretch.end, stretch.opens), stretch.offsets, places)
    terms = corpus.vocabulary.terms
    row = stretch.rows[places[:, 0]]
    frame = pd.DataFrame(
        {
            "article_id": corpus.articles["article_id"].to_numpy()[row],
            "rank": np.arange(len(row)) - np.searchsorted(row, row) + 1,
            "keyword": [" ".join(terms[i] for i in stretch.term[first : first + width]) for _, first, width in places],
            "n_tokens": counts,
            "score": scores,
            "row": row,
        }
    )
    return frame


def _words(corpus: Corpus) -> _Words:
    vocabulary = corpus.vocabulary
    n_main = int((corpus.articles["kind"] == "main").sum())
    common = (vocabulary.n_articles * 2 > n_main) & (n_main >= FEWEST)
    grade = _grades(vocabulary, corpus.settings.keywords, common)
    keys, counts = _formulas(corpus, grade)
    return _Words(
        grade=grade,
        near=_near(vocabulary),
        idf=idf(corpus),
        letters=np.minimum([len(term) for term in vocabulary.terms], LETTERS).astype(np.float64),
        formulas=(keys, counts, vocabulary.n_articles.astype(np.int64)),
    )


def _grades(vocabulary: Vocabulary, settings: KeywordSettings, common: np.ndarray) -> np.ndarray:
    """What each term may be in a keyword; see phrases.py."""
    never, not_alone = frozenset(settings.never), frozenset(settings.not_alone)
    grade = np.full(len(vocabulary.terms), CONTENT, np.uint8)
    for place, term in enumerate(vocabulary.terms):
        if term in never:
            grade[place] = NEVER
        elif term in LINKS:
            grade[place] = LINK
        elif vocabulary.is_stop[place]:
            grade[place] = STOP
        elif not any(sign.isalpha() for sign in term):
            grade[place] = NUMBER
        elif (len(term) == 1 and term <= "\u2e7f") or term in not_alone or _is_adverb(vocabulary, term):
            grade[place] = PART
        elif len(term) == 1 or common[place]:
            grade[place] = SIGN
    return grade


def _is_adverb(vocabulary: Vocabulary, term: str) -> bool:
    """English adverbs of manner: "mutually", as the coverage also says "mutual"; not "family"."""
    return len(term) > 6 and term.endswith("ly") and vocabulary.find(term[:-2]) >= 0


def _near(vocabulary: Vocabulary) -> np.ndarray:
    """Terms that repeat each other in a list: a family, and a country with its adjective."""
    near = vocabulary.family.copy()
    for place, term in enumerate(vocabulary.terms):
        for ending in ENDINGS:
            base = vocabulary.find(term.removesuffix(ending)) if term.endswith(ending) and len(term) > 5 else -1
            if base >= 0 and len(vocabulary.terms[base]) >= 4:
                near[place] = vocabulary.family[base]
                break
    return near


def _formulas(corpus: Corpus, grade: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Keys of the phrases that stand in three main stories or more, copies aside, and how many those are."""
    articles = corpus.articles
    counted = ((articles["kind"] == "main") & articles["copy_of"].isna()).to_numpy()
    longest = corpus.settings.keywords.longest_phrase
    parts = [np.empty(0, np.uint64)]
    seen = 0
    for stretch in _stretches(corpus):
        if seen >= LEARNED_ON:
            break
        seen += len(stretch.rows)
        stream = (stretch.term, stretch.flags)
        parts.append(formula_keys(stream, stretch.offsets, counted[stretch.rows], grade, longest))
    keys, counts = np.unique(np.concatenate(parts), return_counts=True)
    return keys[counts >= FORMULA_ARTICLES], counts[counts >= FORMULA_ARTICLES]


def _stretches(corpus: Corpus) -> Iterator[_Stretch]:
    look = _look()
    for shard in corpus.shards:
        for first in range(0, shard.n_articles, CHUNK):
            yield _stretch(corpus, shard, slice(first, min(first + CHUNK, shard.n_articles)), look)


def _stretch(corpus: Corpus, shard: Shard, part: slice, look: np.ndarray) -> _Stretch:
    """The tokens of some stories, with flags read off their texts."""
    rows = np.arange(part.start, part.stop) + shard.first
    bounds = shard.article_tokens[part.start : part.stop + 1]
    low, high = int(bounds[0]), int(bounds[-1])
    offsets = bounds - low
    start, end = shard.start[low:high], shard.end[low:high]
    texts = corpus.bodies(rows.tolist())
    characters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    text_offsets = np.cumsum([0] + [len(text) for text in texts])
    opens = np.zeros(high - low + 1, np.uint8)
    edges = np.searchsorted(shard.sentence_tokens, [low, high])
    opens[shard.sentence_tokens[edges[0] : edges[1]] - low] = 1
    flags = token_flags((characters, text_offsets), (offsets, start, end), opens, look)
    return _Stretch(rows, offsets, np.ascontiguousarray(shard.term[low:high]), start, end, opens, flags)


def _look() -> np.ndarray:
    """What the first 65,536 characters are to a phrase: a capital, a blank, a hyphen or dash."""
    look = np.zeros(1 << 16, np.uint8)
    for code in range(len(look)):
        look[code] = UPPER if chr(code).isupper() or chr(code).istitle() else 0
    look[[0x20, 0xA0, 0x202F]] = BLANK
    look[[0x2D, 0x2010, 0x2011, 0x2012, 0x2013]] = DASH
    return look


def _ids(corpus: Corpus, texts: Sequence) -> tuple[np.ndarray, np.ndarray]:
    """Term ids of some texts (-1 for a term that no body has), and where each text's begin."""
    tokens = tokenise([text if isinstance(text, str) else "" for text in texts])
    ids = np.array([corpus.vocabulary.find(term) for term in tokens.vocabulary], np.int32)
    return ids[tokens.term] if len(ids) else np.empty(0, np.int32), tokens.offsets


def _own_names(corpus: Corpus, rows: np.ndarray) -> tuple:
    """Names of each story's outlet and distributor, and the words of its byline, as term ids."""
    articles = corpus.articles.iloc[rows]
    known = {outlet.name: (outlet.name, *outlet.aliases) for outlet in corpus.settings.outlets}
    names: list[str] = []
    of_story = [0]
    for said in zip(articles["outlet"], articles["distributor"], strict=True):
        for name in said:
            names += (
                [short for long in known.get(name, (name,)) for short in _shortened(long)]
                if isinstance(name, str)
                else []
            )
        of_story.append(len(names))
    terms, offsets = _ids(corpus, names)
    bylines, byline_offsets = _ids(corpus, articles["author"])
    return terms, offsets, np.array(of_story), bylines, byline_offsets


def _shortened(name: str) -> list[str]:
    """A name, and what is left of it without an edition: "CNN (Web News)" is also CNN, "Fox News" also Fox."""
    bare = name.split(" (")[0].split(" - ")[0]
    first, _, last = bare.rpartition(" ")
    return [name, bare, first] if last in ("News", "Online") and first else [name, bare]
