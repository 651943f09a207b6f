"""Invented coverage of two subjects that share no telling word, for the tests of topics."""

from random import Random

from dashboard.corpus.corpus import Corpus
from dashboard.corpus.shards import encode
from dashboard.sections import FamilySettings, KeywordSettings, TopicSettings, WordSettings
from dashboard.settings import Settings

SEA = "harbour anchor sail tide vessel captain crew cargo dock wave"
LAND = "orchard apple cider blossom ladder basket pruning graft soil frost"


def settings_of(**topics: int) -> Settings:
    """Settings with function words, one word that makes no topic, and bounds of topics."""
    keywords = KeywordSettings(never=("said",), not_alone=("big",))
    stop = WordSettings(("the a of and in on",))
    return Settings((), (), keywords, TopicSettings(**topics), FamilySettings(), stop, "two subjects")


def story(words: str, seed: int, *, n_sentences: int = 6) -> str:
    """Sentences of six words of a subject, another choice of them in each story and sentence."""
    known = words.split()
    sentences = []
    for place in range(n_sentences):
        step = 1 + (seed + place) % 3
        chosen = [known[(seed + place + step * word) % len(known)] for word in range(6)]
        sentences.append(f"The {' '.join(chosen)} said.".capitalize())
    return " ".join(sentences)


def rambling(seed: int, *, n_sentences: int) -> str:
    """Sentences of eight words drawn from sixty, without a subject; the same ones for the same seed."""
    words = [f"{first}{second}" for first in ("ba", "de", "fi", "go", "ku", "lo") for second in SEA.split()]
    draw = Random(seed)
    return " ".join(f"{' '.join(draw.choices(words, k=8))}.".capitalize() for _ in range(n_sentences))


def stories(n: int) -> list[str]:
    """Stories that take turns: the even ones of the sea, the odd ones of the land."""
    return [story(LAND if place % 2 else SEA, place) for place in range(n)]


def corpus_of(bodies: list[str], *, order: list[int] | None = None, **topics: int) -> Corpus:
    """A corpus of the bodies; ids by place, whatever the order they are given in."""
    rows = [
        {
            "article_id": f"{place:016x}",
            "kind": "main",
            "outlet": "Herald",
            "title": None,
            "published": None,
            "language": "en",
            "body": bodies[place],
        }
        for place in (order or range(len(bodies)))
    ]
    return encode(rows, settings_of(**topics))
