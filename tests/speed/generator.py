"""Invented coverage of any size: `python -m tests.speed.generator OUT.jsonl[.gz] [--articles N] [--truth FILE]`.

Articles of about 3 KB whose words fall off as in real text (Zipf-Mandelbrot): first the words of `seeds/` in their
order there, then made-up ones, numbers, and a few Cyrillic and Chinese. 40 outlets, six years, 40 subjects with words
of their own, words of the themes; 5 % of the articles are near-duplicates of an earlier one (3 % of the words changed),
7 % hold a passage of 40 to 120 words of an earlier one. The same seed gives the same bytes.

The truth has one line per planted copy or passage: kind (copy, passage), first and later (ids), n_words, and for
a passage its text, which stands so in both bodies.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from gzip import GzipFile
from pathlib import Path
from typing import Any

import numpy as np

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FORMS = 300_000
SUBJECTS = 40
CHUNK = 1_000
FIRST_DAY, DAYS = date(2019, 1, 1), 6 * 365
SEPARATORS = np.array([" ", ", ", "-", ". ", ".\n", ". “", ".” ", "? "], object)
INSIDE, ENDS = np.array([0] * 15 + [1, 1, 2]), np.array([3] * 11 + [4] * 4 + [5, 6, 6, 7])
FUNCTION_WORDS = "the the the of and to in that is was for with as on by at from it he his they not will had".split()
THEMES = """multipolar world|trade deal|bilateral trade|exports|world war ii|victory day|cultural exchange|students
|global governance|united nations|national security|sanctions|shared future|strategic partnership|peace
|unilateralism|tariffs|museum|belt and road|new world order""".replace("\n", "").split("|")
SYLLABLES = [one + two for one in "bcdfghklmnprstvwz" for two in ("a", "e", "i", "o", "u", "er", "an", "is", "é")]
CYRILLIC = [one + two for one in "бвгдклмнпрст" for two in "аеиоуы"]
PLACES = ("Harbour", "Northern", "Valley", "Capital", "Island", "Border", "River", "Lake")
OUTLETS = [f"{place} {name}" for place in PLACES for name in ("Post", "Courier", "Times", "Herald", "Agency")]


@dataclass(frozen=True)
class Words:
    """The vocabulary: forms lower-cased, then the same with a capital; `drawn` holds forms as often as they fall."""

    forms: np.ndarray
    drawn: np.ndarray
    of_subject: np.ndarray
    function: np.ndarray
    themes: list[list[int]]


@dataclass(frozen=True)
class Article:
    """One article as places in the vocabulary and in SEPARATORS; sentences end where a separator is 3 or above."""

    words: np.ndarray
    gaps: np.ndarray
    day: int
    outlet: int
    number: int

    def text(self, words: Words, part: slice = slice(None)) -> str:
        """The words and what stands behind each."""
        pieces = np.empty(2 * len(self.words[part]), object)
        pieces[0::2] = words.forms[self.words[part]]
        pieces[1::2] = SEPARATORS[self.gaps[part]]
        return "".join(pieces.tolist()).rstrip(" \n“")


def words_of(seed: int) -> Words:
    """The vocabulary of a run."""
    dice = np.random.default_rng([seed, 1])
    pages = " ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    counted = Counter(re.findall(r"[A-Za-z]+(?:’[a-z]+)?", pages))
    known = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    themes = [phrase.split() for phrase in THEMES]
    made = dict.fromkeys([*known, *FUNCTION_WORDS, *(word for phrase in themes for word in phrase), "U.S.", "COVID-19"])
    while len(made) < FORMS:
        for kind, *spelt in dice.integers(0, 1 << 30, (10_000, 5)).tolist():
            made[_made_up(kind % 100, spelt)] = None
    forms = list(made)[:FORMS]
    place = {form: number for number, form in enumerate(forms)}
    weight = 1 / (np.arange(FORMS) + 3.0) ** 1.2
    share = np.cumsum(weight) / weight.sum()
    drawn = np.searchsorted(share, (np.arange(1 << 22) + 0.5) / (1 << 22)).astype(np.int32)
    of_subject = dice.integers(200, 20_000, (SUBJECTS, 256)).astype(np.int32)
    capital = [form[:1].upper() + form[1:] for form in forms]
    function = np.array([place[word] for word in FUNCTION_WORDS], np.int32)
    return Words(
        np.array(forms + capital, object), drawn, of_subject, function, [[place[w] for w in p] for p in themes]
    )


def _made_up(kind: int, spelt: list[int]) -> str:
    """A word that nobody uses: syllables, now and then a number, Cyrillic or Chinese."""
    if kind < 3:
        return f"{spelt[0] % 3000:,}" if kind else f"{spelt[0] % 400}.{spelt[1] % 10}"
    if kind < 5:
        return "".join(CYRILLIC[s % len(CYRILLIC)] for s in spelt[: 2 + kind % 2])
    if kind == 5:
        return "".join(chr(0x4E00 + s % 3000) for s in spelt[:2])
    return "".join(SYLLABLES[s % len(SYLLABLES)] for s in spelt[: 2 + kind % 3]) + ("’s" if kind > 96 else "")


def articles(count: int, seed: int = 7) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Records (id, outlet, date, title, url, text), each with its line of the truth or None."""
    words = words_of(seed)
    dice = np.random.default_rng([seed, 2])
    earlier: list[Article] = []
    for start in range(0, count, CHUNK):
        for fresh in _chunk(words, dice, start):
            if fresh.number >= count:
                return
            roll, truth = dice.random(), None
            if earlier and roll < 0.12:
                source = earlier[int(dice.integers(len(earlier)))]
                planted = _copied if roll < 0.05 else _reused
                fresh, truth = planted(fresh, source, words, dice)
            if truth is None:
                earlier.append(fresh)
            if len(earlier) > 20_000:
                earlier = earlier[10_000:]
            yield _record(fresh, words, dice), truth


def _chunk(words: Words, dice: np.random.Generator, start: int) -> Iterator[Article]:
    """Fresh articles, drawn together."""
    sizes = np.clip(dice.lognormal(6.0, 0.45, CHUNK), 60, 3000).astype(int)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    total = int(bounds[-1])
    drawn = words.drawn[dice.integers(0, len(words.drawn), total)]
    subject = np.repeat(dice.integers(0, SUBJECTS, CHUNK), sizes)
    own = words.of_subject[subject, np.minimum(dice.geometric(0.03, total) - 1, 255)]
    drawn = np.where(dice.random(total) < 0.15, own, drawn)
    drawn = np.where(dice.random(total) < 0.2, words.function[dice.integers(0, len(words.function), total)], drawn)
    gaps = INSIDE[dice.integers(0, len(INSIDE), total)]
    closes = dice.random(total) < 1 / 18
    closes[1:] &= ~closes[:-1]
    closes[bounds[:-1]] = False
    gaps[closes] = ENDS[dice.integers(0, len(ENDS), int(closes.sum()))]
    gaps[bounds[1:] - 1] = 4
    for _ in range(3 * CHUNK):  # words of the themes, three phrases an article
        phrase = words.themes[int(dice.integers(len(words.themes)))]
        place = int(dice.integers(total - 9))
        drawn[place : place + len(phrase)] = phrase
        inside = gaps[place : place + len(phrase) - 1]
        inside[inside < 3] = 0
    opens = np.concatenate([[True], gaps[:-1] >= 3])
    drawn = drawn + FORMS * (opens | (dice.random(total) < 0.04))
    days, outlets = dice.integers(0, DAYS, CHUNK).tolist(), dice.integers(0, len(OUTLETS), CHUNK).tolist()
    for place in range(CHUNK):
        part = slice(int(bounds[place]), int(bounds[place + 1]))
        yield Article(drawn[part], gaps[part], days[place], outlets[place], start + place)


def _copied(fresh: Article, source: Article, words: Words, dice: np.random.Generator) -> tuple[Article, dict[str, Any]]:
    """The source with 3 % of its words changed, some days later in the fresh article's outlet."""
    changed = dice.random(len(source.words)) < 0.03
    other = words.drawn[dice.integers(0, len(words.drawn), len(source.words))]
    copy = np.where(changed & (source.words < FORMS), other, source.words)
    day = min(source.day + int(dice.integers(0, 4)), DAYS - 1)
    truth = {"kind": "copy", "first": str(source.number), "later": str(fresh.number), "n_words": len(copy)}
    return Article(copy, source.gaps, day, fresh.outlet, fresh.number), truth


def _reused(fresh: Article, source: Article, words: Words, dice: np.random.Generator) -> tuple[Article, Any]:
    """The fresh article with some sentences of the source, 40 to 120 words, behind one of its own."""
    ends = np.flatnonzero(source.gaps >= 3) + 1
    first = int(dice.choice(ends))
    last = ends[(ends >= first + 40) & (ends <= first + 120)]
    if not len(last):
        return fresh, None
    part = slice(first, int(dice.choice(last)))
    behind = int(dice.choice(np.flatnonzero(fresh.gaps >= 3))) + 1
    merged = np.concatenate([fresh.words[:behind], source.words[part], fresh.words[behind:]])
    gaps = np.concatenate([fresh.gaps[:behind], source.gaps[part], fresh.gaps[behind:]])
    truth = {"kind": "passage", "first": str(source.number), "later": str(fresh.number),
             "n_words": part.stop - part.start, "text": source.text(words, part)}  # fmt: skip
    return Article(merged, gaps, min(max(fresh.day, source.day), DAYS - 1), fresh.outlet, fresh.number), truth


def _record(article: Article, words: Words, dice: np.random.Generator) -> dict[str, Any]:
    """The article as a record; one in thirty has no date, one in fifty no outlet."""
    undated, unnamed = dice.random(2) < (1 / 30, 1 / 50)
    title = " ".join(words.forms[words.drawn[dice.integers(0, len(words.drawn), 8)]].tolist())
    return {
        "id": str(article.number),
        "outlet": None if unnamed else OUTLETS[article.outlet],
        "date": None if undated else (FIRST_DAY + timedelta(days=article.day)).isoformat(),
        "title": title[:1].upper() + title[1:],
        "url": f"https://news.example/{article.number}",
        "text": article.text(words),
    }


def write(path: Path, count: int, *, seed: int = 7, truth: Path | None = None) -> Path:
    """Write so many records as JSON lines, packed when the name ends in .gz, and the truth beside."""
    planted: list[str] = []
    with path.open("wb") as file, GzipFile("", "wb", 1, file, mtime=0) if path.suffix == ".gz" else file as sink:
        for record, known in articles(count, seed):
            sink.write(f"{json.dumps(record, ensure_ascii=False)}\n".encode())
            if known is not None:
                planted.append(json.dumps(known, ensure_ascii=False) + "\n")
    if truth is not None:
        truth.write_text("".join(planted), encoding="utf-8")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.speed.generator")
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--truth", type=Path)
    given = parser.parse_args()
    write(given.out, given.articles, seed=given.seed, truth=given.truth)
