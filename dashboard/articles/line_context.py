"""Where a line stands among the others: its neighbours, its place on the page, the words it shares with the story."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, compress

import numba
import numpy as np

Columns = dict[str, np.ndarray]


def around(seen: Columns, own: Columns) -> Columns:
    """The neighbours of each line, one by one and over windows."""
    found: Columns = {}
    for name in "log_words sentence prose bullet junk twice caps byline digits".split():
        for step in (1, 2) if name in {"sentence", "prose", "bullet", "junk"} else (1,):
            found[f"{name}_up{step}"], found[f"{name}_down{step}"] = shifted(own[name], step), shifted(own[name], -step)
    spoken = _spoken(seen, own)
    open_ = _open(seen, own)
    found["open"], found["open_long"] = open_, open_ * (seen["words"] >= 8)
    found["open_beside"] = open_ * (window(open_, -3, -1) + window(open_, 1, 3)) / 6
    short = (seen["words"] <= 3).astype(float)
    counted = {"bullets": seen["bullet"], "junk": own["junk"], "caps": seen["caps"]}
    sized = [(name, values, size) for name, values in counted.items() for size in (4, 10)]
    sized += [("open", open_, 3), ("open", open_, 8), ("short", short, 5)]
    for name, values, size in sized:
        found[f"{name}_above{size}"] = window(values, -size, -1) / size
        found[f"{name}_below{size}"] = window(values, 1, size) / size
    for size in (4, 10):
        found[f"prose_above{size}"] = _log(window(spoken, -size, -1))
        found[f"prose_below{size}"] = _log(window(spoken, 1, size))
    found["clocks_near"] = np.minimum(window(seen["clock"], -6, 6), 4) / 4
    found["clocks_above"] = np.minimum(window(seen["clock"], -4, -1), 2) / 2
    change = np.abs(np.diff(own["log_words"], prepend=0))
    found["same_length"] = (change < 0.08).astype(float)
    like = (seen["bullet"] == shifted(seen["bullet"], 1)) & (np.abs(np.diff(seen["digits"], prepend=0)) < 0.1)
    found["same_shape"] = (like & (change < 0.12)).astype(float)
    return found


def page_wide(seen: Columns, own: Columns) -> Columns:
    """Where on the page a line stands, and what stands above it anywhere."""
    spoken = _spoken(seen, own)
    place = np.arange(len(spoken))
    total = spoken.sum() + 1
    before = np.cumsum(spoken) - spoken
    after = total - 1 - before - spoken
    below_prose = before > 40
    density = window(spoken, -6, 6)
    peak = int(np.argmax(density))
    return {
        "position": place / len(place), "before": before / total, "after": after / total,
        "log_before": _log(before) / 1.2, "log_after": _log(after) / 1.2,
        "since_links": since(own["links"]), "since_links_below": since(own["links"] * (before > 60)),
        "since_comments": since(own["comments"] * below_prose, reach=200),
        "comments_above": np.maximum.accumulate(own["comments"] * below_prose),
        "since_byline": since(own["byline"]), "since_dated": since(own["dated"]), "since_legal": since(own["legal"]),
        "dated_above": np.maximum.accumulate(own["dated"]),
        "density": density / (density.max() + 1),
        "to_peak": np.minimum(np.log1p(np.maximum(peak - place, 0)) / 5, 1),
        "from_peak": np.minimum(np.log1p(np.maximum(place - peak, 0)) / 5, 1),
    }  # fmt: skip


def kinship(words: Sequence[frozenset[str]], seen: Columns, own: Columns) -> Columns:
    """The headline, and how much of a line's words the prose of the page shares."""
    spoken = _spoken(seen, own)
    place = np.arange(len(words))
    title, sure = headline(words, seen, own)
    below, above = (place > title) & (title >= 0), place < title
    wanted = words[title] if title >= 0 else frozenset()
    told = np.array([len(mine & wanted) for mine in words]) / max(1, len(wanted))
    since_title = (np.cumsum(spoken) - spoken) - (spoken[: title + 1].sum() if title >= 0 else 0)
    peak = int(np.argmax(window(spoken, -6, 6)))
    middle = frozenset().union(*words[max(0, peak - 6) : peak + 7])
    kin, kin_above = _kin(words, spoken), _kin_above(words)
    peak_kin = np.array([len(mine & middle) / len(mine) if mine else 0.0 for mine in words])
    long = seen["words"] >= 8
    found = {
        "title": place == title, "below_title": below, "above_title": above, "no_title": np.full(len(words), title < 0),
        "near_title": below * (1 - np.minimum(np.log1p(np.maximum(place - title, 0)) / np.log(61), 1)),
        "below_sure": below * sure, "above_sure": above * sure,
        "prose_since_title": below * _log(np.maximum(since_title, 0)),
        "first_below_title": below & (since_title < 1) & (spoken > 0),
        "title_words": told, "title_again": (told > 0.7) & (place != title) & (seen["sentence"] < 1),
        "kin": kin, "kin_long": kin * long, "kin_none": (kin < 0.1) & long, "kin_above": kin_above,
        "peak_kin": peak_kin, "peak_kin_long": peak_kin * (seen["words"] >= 6),
    }  # fmt: skip
    return {name: np.asarray(values, dtype=float) for name, values in found.items()}


def headline(words: Sequence[frozenset[str]], seen: Columns, own: Columns) -> tuple[int, float]:
    """The line that most looks like the headline of the prose below it (-1: none), and how much it does."""
    can = (seen["heading"] > 0) & (own["byline"] + seen["bullet"] + own["junk"] == 0)
    can &= (seen["words"] >= 3) & (seen["words"] <= 30)
    prose = np.flatnonzero(seen["prose"]).tolist()
    best, at = 0.0, -1
    told: dict[int, frozenset[str]] = {}
    for place in np.flatnonzero(can).tolist():
        first = bisect_right(prose, place)
        if first == len(prose) or prose[first] - place > 60 or len(words[place]) < 2:
            continue
        if first not in told:
            told[first] = frozenset().union(*(words[n] for n in prose[first : first + 8]))
        share = len(words[place] & told[first]) / len(words[place])
        if share < 0.3:
            continue
        fit = share * min(1.0, 0.4 + 0.15 * len(words[place])) + 0.15 * own["twice"][place]
        fit += 0.25 * bool(own["byline"][place + 1 : place + 5].any()) - 0.25 * seen["closed"][place]
        if fit > best + 0.02:
            best, at = fit, place
    return at, best


def _kin(words: Sequence[frozenset[str]], spoken: np.ndarray) -> np.ndarray:
    """Share of a line's words that at least two other lines of prose use."""
    counts = Counter(chain.from_iterable(compress(words, spoken.tolist())))
    often = {least: {word for word, n in counts.items() if n >= least} for least in (2, 3)}
    found = np.zeros(len(words))
    for place, (mine, counted) in enumerate(zip(words, spoken.tolist(), strict=True)):
        if len(mine) >= 2:
            found[place] = len(mine & often[3 if counted else 2]) / len(mine)
    return found


def _kin_above(words: Sequence[frozenset[str]]) -> np.ndarray:
    """Share of a line's words that one of the two lines above it uses."""
    empty: frozenset[str] = frozenset()
    pairs = zip(words, [empty, *words], [empty, empty, *words], strict=False)
    return np.array([len(mine & (up | two)) / len(mine) if mine else 0.0 for mine, up, two in pairs])


def _spoken(seen: Columns, own: Columns) -> np.ndarray:
    """Words of a line if it is prose or a sentence and no rule calls it junk."""
    spoken: np.ndarray = seen["words"] * np.maximum(seen["prose"], seen["sentence"]) * (1 - own["junk"])
    return spoken


def _open(seen: Columns, own: Columns) -> np.ndarray:
    """Lines of some words that do not end as a sentence does: headlines, links, items of lists."""
    plain = (seen["closed"] == 0) & (seen["sentence"] == 0) & (own["byline"] == 0)
    return (plain & (seen["words"] >= 4)).astype(float)


@numba.njit(cache=True)
def shifted(values: np.ndarray, step: int) -> np.ndarray:
    """Each line's value moved down by some lines (up, if negative); zeros come in."""
    found = np.zeros_like(values)
    for place in range(max(step, 0), len(values) + min(step, 0)):
        found[place] = values[place - step]
    return found


@numba.njit(cache=True)
def window(values: np.ndarray, low: int, high: int) -> np.ndarray:
    """Sum over the lines from `low` to `high` places away, both included."""
    n_lines = len(values)
    sums = np.zeros(n_lines + 1)
    for place in range(n_lines):
        sums[place + 1] = sums[place] + values[place]
    found = np.zeros(n_lines)
    for place in range(n_lines):
        first = min(max(place + low, 0), n_lines)
        last = max(min(max(place + high + 1, 0), n_lines), first)
        found[place] = sums[last] - sums[first]
    return found


def since(flags: np.ndarray, *, reach: int = 30) -> np.ndarray:
    """1 on a flagged line, fading to 0 over the lines below it."""
    found: np.ndarray = _fading(reach)[_lines_since(flags, reach)]
    return found


@lru_cache(maxsize=8)
def _fading(reach: int) -> np.ndarray:
    found: np.ndarray = 1 - np.log1p(np.arange(reach + 1)) / np.log1p(reach)
    return found


@numba.njit(cache=True)
def _lines_since(flags: np.ndarray, reach: int) -> np.ndarray:
    found = np.full(len(flags), reach)
    for place in range(len(flags)):
        if flags[place] > 0:
            found[place] = 0
        elif place:
            found[place] = min(found[place - 1] + 1, reach)
    return found


def _log(values: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.minimum(np.log1p(values) / 5, 1.2)
    return found
