"""The stories in handy pieces for the search of keywords: tokens with flags, and names that are no news."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dashboard.corpus.corpus import Corpus, Shard
from dashboard.corpus.flags import flags_of
from dashboard.corpus.locked import locked
from dashboard.corpus.tokens import tokenise

CHUNK = 1_000


@dataclass(frozen=True, eq=False)
class Stretch:
    """Some stories of one shard: their tokens, counted from 0, with flags."""

    rows: np.ndarray
    offsets: np.ndarray
    term: np.ndarray
    start: np.ndarray
    end: np.ndarray
    opens: np.ndarray
    flags: np.ndarray


def stretches(corpus: Corpus, flags: np.ndarray | None = None) -> Iterator[Stretch]:
    """All stories, at most 1,000 at a time and of one shard each, so that few texts are held at once.

    Args:
        corpus: The stories.
        flags: How each of its tokens stands, where it has one shard; None to read it off the texts.
    """
    for shard in corpus.shards:
        for first in range(0, shard.n_articles, CHUNK):
            yield _stretch(corpus, shard, slice(first, min(first + CHUNK, shard.n_articles)), flags)


def _stretch(corpus: Corpus, shard: Shard, part: slice, flags: np.ndarray | None) -> Stretch:
    """The tokens of some stories, with their flags."""
    rows = np.arange(part.start, part.stop) + shard.first
    bounds = shard.article_tokens[part.start : part.stop + 1]
    low, high = int(bounds[0]), int(bounds[-1])
    offsets = bounds - low
    start, end = shard.start[low:high], shard.end[low:high]
    opens = np.zeros(high - low + 1, np.uint8)
    edges = np.searchsorted(shard.sentence_tokens, [low, high])
    opens[shard.sentence_tokens[edges[0] : edges[1]] - low] = 1
    if flags is None:
        texts = pa.array(corpus.bodies(rows.tolist()), pa.large_string())
        own = flags_of(texts, (offsets, start, end), opens)
    else:
        own = flags[low:high]
    return Stretch(rows, offsets, np.ascontiguousarray(shard.term[low:high]), start, end, opens, locked(own))


def ids_of(corpus: Corpus, texts: Sequence) -> tuple[np.ndarray, np.ndarray]:
    """Term ids of some texts (-1 for a term that no body has), and where each text's begin."""
    tokens = tokenise([text if isinstance(text, str) else "" for text in texts])
    ids = np.array([corpus.vocabulary.find(term) for term in tokens.vocabulary], np.int32)
    return ids[tokens.term] if len(ids) else np.empty(0, np.int32), tokens.offsets


def own_names(corpus: Corpus) -> tuple:
    """Names of each story's outlet and distributor, and the words of its byline, as term ids.

    Returns:
        The words of all names, where each name's begin, and per story where its names begin; the words of all bylines,
        and where each story's begin.
    """
    articles = corpus.articles
    known = {outlet.name: outlet.aliases for outlet in corpus.settings.outlets}
    said = list(zip(articles["outlet"].tolist(), articles["distributor"].tolist(), strict=True))
    names = {pair: _names(pair, known) for pair in dict.fromkeys(said)}  # far fewer pairs than stories
    terms, widths = {}, {}
    for pair, some in names.items():
        terms[pair], offsets = ids_of(corpus, some)
        widths[pair] = np.diff(offsets)
    words = np.concatenate([np.empty(0, np.int32), *(terms[pair] for pair in said)])
    offsets = np.cumsum(np.concatenate([np.zeros(1, np.int64), *(widths[pair] for pair in said)]))
    of_story = np.cumsum([0] + [len(names[pair]) for pair in said])
    bylines, byline_offsets = ids_of(corpus, articles["author"].tolist())
    return words, offsets, of_story, bylines, byline_offsets


def _names(said: Sequence, known: Mapping[str, Sequence[str]]) -> list[str]:
    """All names of an outlet and a distributor, by which stories may speak of them; a missing one has none."""
    given = [name for name in said if isinstance(name, str)]
    return [short for name in given for long in (name, *known.get(name, ())) for short in _shortened(long)]


def own_terms(corpus: Corpus, outlet: str) -> set[int]:
    """Ids of the words of an outlet's name, and of its names of one word; function words aside."""
    aliases = {known.name: known.aliases for known in corpus.settings.outlets}.get(outlet, ())
    ids, offsets = ids_of(corpus, [*_shortened(outlet), *aliases])
    wide = np.repeat(np.diff(offsets), np.diff(offsets))
    of_name = np.arange(len(ids)) < offsets[len(_shortened(outlet))]
    found = set(ids[(of_name | (wide == 1)) & (ids >= 0)].tolist())
    return {term for term in found if not corpus.vocabulary.is_stop[term]}


def _shortened(name: str) -> list[str]:
    """A name, and what is left of it without an edition: "CNN (Web News)" is also CNN, "Fox News" also Fox.

    Example:
        >>> _shortened("Fox News (Online)")
        ['Fox News (Online)', 'Fox News', 'Fox']
    """
    bare = name.split(" (")[0].split(" - ")[0]
    first, _, last = bare.rpartition(" ")
    return [name, bare, first] if last in ("News", "Online") and first else [name, bare]
