"""Where a line stands among the others: its neighbours, its place on the page, the words it shares with the story."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, count

import numpy as np

Columns = dict[str, np.ndarray]
# Of the next line on both sides; of the first four also of the second one.
BESIDE = "sentence prose bullet junk log_words twice caps byline digits".split()
N_TWO = 4
STEPS = {f"{side}{n}": step for n in (1, 2) for side, step in (("up", n), ("down", -n))}
# Sums over windows: of which column, and how many lines away the window begins and ends.
COUNTED = [(name, size) for name in ("bullets", "junk", "caps", "prose") for size in (4, 10)]
COUNTED += [("open", 3), ("open", 8), ("short", 5)]
WINDOWS: dict[str, tuple[str, int, int]] = {
    **{f"{name}_above{size}": (name, -size, -1) for name, size in COUNTED},
    **{f"{name}_below{size}": (name, 1, size) for name, size in COUNTED},
    "clocks_above": ("clock", -4, -1),
    "clocks_near": ("clock", -6, 6),
    "density": ("prose", -6, 6),
}
SUMMED = "bullets junk caps prose open short clock".split()
ROWS = np.array([SUMMED.index(name) for name, _, _ in WINDOWS.values()])
LOW, HIGH = np.array([ends for _, *ends in WINDOWS.values()]).T[:, :, None]
FADES, FADES_SLOWLY = 30, 200  # lines over which a flag is felt


def summed(seen: Columns, own: Columns) -> Columns:
    """The sums over all windows around each line; of prose they count words, of all else lines."""
    lines = [seen["bullet"], own["junk"], seen["caps"], _spoken(seen, own), _open(seen, own), seen["words"] <= 3]
    return dict(zip(WINDOWS, window(np.array([*lines, seen["clock"]])[ROWS], LOW, HIGH), strict=True))


def around(seen: Columns, own: Columns, sums: Columns) -> Columns:
    """The neighbours of each line, one by one and over windows."""
    beside = np.array([own[name] for name in BESIDE])
    found: Columns = {}
    for side, step in STEPS.items():
        moved = shifted(beside if abs(step) == 1 else beside[:N_TWO], step)
        found |= {f"{name}_{side}": values for name, values in zip(BESIDE, moved, strict=False)}
    open_ = _open(seen, own)
    found["open"], found["open_long"] = open_, open_ * (seen["words"] >= 8)
    found["open_beside"] = open_ * (sums["open_above3"] + sums["open_below3"]) / 6
    for name, size in COUNTED:
        for near in (f"{name}_above{size}", f"{name}_below{size}"):
            found[near] = _log(sums[near]) if name == "prose" else sums[near] / size
    found["clocks_near"] = np.minimum(sums["clocks_near"], 4) / 4
    found["clocks_above"] = np.minimum(sums["clocks_above"], 2) / 2
    change = np.abs(own["log_words"] - found["log_words_up1"])
    found["same_length"] = change < 0.08
    like = (seen["bullet"] == found["bullet_up1"]) & (np.abs(seen["digits"] - found["digits_up1"]) < 0.1)
    found["same_shape"] = like & (change < 0.12)
    return found


def page_wide(seen: Columns, own: Columns, density: np.ndarray) -> Columns:
    """Where on the page a line stands, and what stands above it anywhere."""
    spoken = _spoken(seen, own)
    place = np.arange(len(spoken))
    total = spoken.sum() + 1
    before = np.cumsum(spoken) - spoken
    after = total - 1 - before - spoken
    peak = int(np.argmax(density))
    comments = own["comments"] * (before > 40)
    flags = [own["links"], own["links"] * (before > 60), own["byline"], own["dated"], own["legal"]]
    faded = dict(zip("links links_below byline dated legal".split(), since(np.array(flags)), strict=True))
    return {f"since_{name}": values for name, values in faded.items()} | {
        "position": place / len(place), "before": before / total, "after": after / total,
        "log_before": _log(before) / 1.2, "log_after": _log(after) / 1.2,
        "since_comments": since(comments, reach=FADES_SLOWLY),
        "comments_above": np.maximum.accumulate(comments), "dated_above": np.maximum.accumulate(own["dated"]),
        "density": density / (density.max() + 1),
        "to_peak": np.minimum(np.log1p(np.maximum(peak - place, 0)) / 5, 1),
        "from_peak": np.minimum(np.log1p(np.maximum(place - peak, 0)) / 5, 1),
    }  # fmt: skip


def kinship(words: Sequence[frozenset[str]], seen: Columns, own: Columns, density: np.ndarray) -> Columns:
    """The headline, and how much of a line's words the prose of the page shares."""
    spoken = _spoken(seen, own)
    place = np.arange(len(words))
    title, sure = headline(words, seen, own)
    below, above = (place > title) & (title >= 0), place < title
    since_title = (np.cumsum(spoken) - spoken) - (spoken[: title + 1].sum() if title >= 0 else 0)
    told, kin, kin_above, peak_kin = _shares(words, spoken, title, int(np.argmax(density)))
    long = seen["words"] >= 8
    return {
        "title": place == title, "below_title": below, "above_title": above, "no_title": np.full(len(words), title < 0),
        "near_title": below * (1 - np.minimum(np.log1p(np.maximum(place - title, 0)) / np.log(61), 1)),
        "below_sure": below * sure, "above_sure": above * sure,
        "prose_since_title": below * _log(np.maximum(since_title, 0)),
        "first_below_title": below & (since_title < 1) & (spoken > 0),
        "title_words": told, "title_again": (told > 0.7) & (place != title) & (seen["sentence"] < 1),
        "kin": kin, "kin_long": kin * long, "kin_none": (kin < 0.1) & long, "kin_above": kin_above,
        "peak_kin": peak_kin, "peak_kin_long": peak_kin * (seen["words"] >= 6),
    }  # fmt: skip


def headline(words: Sequence[frozenset[str]], seen: Columns, own: Columns) -> tuple[int, float]:
    """The line that most looks like the headline of the prose below it (-1: none), and how much it does."""
    can = (seen["heading"] > 0) & (own["byline"] + seen["bullet"] + own["junk"] == 0)
    can &= (seen["words"] >= 3) & (seen["words"] <= 30)
    prose, bylines = np.flatnonzero(seen["prose"]).tolist(), np.flatnonzero(own["byline"]).tolist()
    twice, closed = own["twice"].tolist(), seen["closed"].tolist()
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
        by = bisect_right(bylines, place)
        fit = share * min(1.0, 0.4 + 0.15 * len(words[place])) + 0.15 * twice[place]
        fit += 0.25 * (by < len(bylines) and bylines[by] < place + 5) - 0.25 * closed[place]
        if fit > best + 0.02:
            best, at = fit, place
    return at, best


def _shares(
    words: Sequence[frozenset[str]], spoken: np.ndarray, title: int, peak: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Four shares of each line's words.

    The share of the headline's words that it uses; of its own words those that two other lines of prose use, one of
    the two lines above it, and a line near the middle of the prose.
    """
    sizes = np.array(list(map(len, words)))
    owner = np.repeat(np.arange(len(words)), sizes)
    number: defaultdict[str, int] = defaultdict(count().__next__)
    used = np.fromiter(map(number.__getitem__, chain.from_iterable(words)), np.int64, len(owner))
    said = spoken[owner] > 0
    often = np.bincount(used[said], minlength=len(number))[used] >= 2 + said
    order = used.argsort(kind="stable")
    word, line = used[order], owner[order]
    near = np.zeros(len(used), dtype=bool)
    near[order[1:]] = (word[1:] == word[:-1]) & (line[1:] - line[:-1] <= 2)
    middle = _among(used, (owner >= peak - 6) & (owner <= peak + 6))
    wanted = _among(used, owner == title)
    told, kin, kin_above, peak_kin = (
        np.bincount(owner, weights=hits, minlength=len(words)) for hits in (wanted, often, near, middle)
    )
    own = np.maximum(sizes, 1)
    n_wanted = max(1, sizes[title] if title >= 0 else 0)
    return told / n_wanted, kin * (sizes >= 2) / own, kin_above / own, peak_kin / own


def _among(used: np.ndarray, those: np.ndarray) -> np.ndarray:
    """Which uses of words are of words that those uses are of."""
    found = np.zeros(used.max(initial=0) + 1, dtype=bool)
    found[used[those]] = True
    return found[used]


def _spoken(seen: Columns, own: Columns) -> np.ndarray:
    """Words of a line if it is prose or a sentence and no rule calls it junk."""
    spoken: np.ndarray = seen["words"] * np.maximum(seen["prose"], seen["sentence"]) * (1 - own["junk"])
    return spoken


def _open(seen: Columns, own: Columns) -> np.ndarray:
    """Lines of some words that do not end as a sentence does: headlines, links, items of lists."""
    plain = (seen["closed"] == 0) & (seen["sentence"] == 0) & (own["byline"] == 0)
    return (plain & (seen["words"] >= 4)).astype(float)


def shifted(values: np.ndarray, step: int) -> np.ndarray:
    """Each line's value (the last axis) moved down by some lines (up, if negative); zeros come in."""
    found = np.zeros_like(values)
    if step > 0:
        found[..., step:] = values[..., :-step]
    else:
        found[..., :step] = values[..., -step:]
    return found


def window(table: np.ndarray, low: np.ndarray | int, high: np.ndarray | int) -> np.ndarray:
    """Row by row, each line's sum over the lines from `low` to `high` places away, both included."""
    n_rows, n_lines = table.shape
    sums = np.zeros((n_rows, n_lines + 1))
    table.cumsum(axis=1, out=sums[:, 1:])
    place, rows = np.arange(n_lines), np.arange(n_rows)[:, None]
    first = np.minimum(np.maximum(place + low, 0), n_lines)
    last = np.minimum(np.maximum(place + high + 1, first), n_lines)
    found: np.ndarray = sums[rows, last] - sums[rows, first]
    return found


def since(flags: np.ndarray, *, reach: int = FADES) -> np.ndarray:
    """1 on a flagged line (the last axis), fading to 0 over the lines below it."""
    place = np.arange(flags.shape[-1])
    last = np.maximum.accumulate(np.where(flags > 0, place, -reach), axis=-1)
    found: np.ndarray = 1 - np.log1p(np.minimum(place - last, reach)) / np.log1p(reach)
    return found


def _log(values: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.minimum(np.log1p(values) / 5, 1.2)
    return found
