"""What the last build read, kept by content: a part whose files, settings and code are the same is not read again.

::

    OUT/parts/KEY/            what `read_part` wrote, and read.json: what the part told the others, closed by whoever
                              read it

Only the parts of the last build are kept. They are hard links while a build works with them, not copies. The stems of
words are taken from the last snapshot, which has them as the table `stems`.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.articles.settle import Glance, Waiting, named_values
from dashboard.corpus.vocabulary import stems_of
from dashboard.settings import Settings
from dashboard.sources.corrections import Correction
from dashboard.store.checks import MANIFEST, close, is_whole, told
from dashboard.store.identity import code_digest
from dashboard.store.last import last_tables
from dashboard.store.parts import Part, Read, readings_of

TOLD = "read.json"
DIGEST = 64  # hex digits of a file that could be read
# Said of a date in the ledger and in doubts, not in a headline: tomorrow it may be read otherwise.
PASSING = ("refused: in the future", '"reason": "in the future"')


def keys_of(parts: Sequence[Part], digests: Mapping[Path, str], settings: Settings) -> list[str]:
    """A name per part, the same for the same content; empty for a part with a file that cannot be read."""
    about = f"{settings.digest}\n{settings.reading}\n{code_digest()}"
    found = []
    for part in parts:
        some = [digests[path] for path in part.files]
        stretch = part.stretch
        place = f"{stretch.start} {stretch.stop} {stretch.record} {stretch.line}" if stretch else "whole"
        whole = "\n".join([*some, place, about])
        readable = all(len(digest) == DIGEST for digest in some)
        found.append(hashlib.sha256(whole.encode()).hexdigest()[:24] if readable else "")
    return found


def is_kept(out: Path, key: str) -> bool:
    """Whether there is a part of that name, whole or not."""
    return bool(key) and (out / "parts" / key).is_dir()


def taken(out: Path, key: str, part: Part, folder: Path, corrections: Sequence[Correction]) -> Read | None:
    """A part from an earlier build, linked into `folder`; None when it is not there, or is no longer what was kept."""
    if not is_kept(out, key):
        return None
    kept = out / "parts" / key
    if not is_whole(kept):  # it is read again, and kept anew; a file given twice may have two workers here
        shutil.rmtree(kept, ignore_errors=True)
        return None
    _link(kept, folder, [path.name for path in kept.iterdir()])
    found = json.loads((folder / TOLD).read_text())
    values = _values(folder, corrections)
    glances = tuple(_glance(one, values) for one in found["glances"])
    return Read(part, glances, found["n_characters"], tuple(found["faults"]))


def seal(folder: Path, read: Read) -> None:
    """Write beside a part what it told the others, and close its folder, so that it can be kept.

    Not where that would be told otherwise tomorrow.
    """
    if _passes((folder / "readings.json").read_text()):
        return
    found = {"glances": [_plain(one) for one in read.glances], "n_characters": read.n_characters}
    (folder / TOLD).write_text(json.dumps({**found, "faults": read.faults}))
    close(folder, {})


def keep(out: Path, folders: Mapping[str, Path]) -> None:
    """Keep the sealed parts of a build by their keys, and no others; what stands in their folders since is left out."""
    home = out / "parts"
    home.mkdir(exist_ok=True)
    for old in home.iterdir():
        if old.name not in folders:
            shutil.rmtree(old)
    for key, folder in folders.items():
        if (home / key).exists() or not (folder / MANIFEST).exists():
            continue
        _link(folder, home / f"{key}.new", [*told(folder)["files"], MANIFEST])
        os.replace(home / f"{key}.new", home / key)


def stems_again(out: Path, terms: Sequence[str]) -> pd.DataFrame:
    """The table `stems`: term and stem of some words, in their order; those of the last snapshot are not made anew."""
    known = _known_stems(out)
    known |= stems_of(term for term in terms if term not in known)
    pairs = [(term, known[term]) for term in terms if term in known]
    return pd.DataFrame(pairs, columns=["term", "stem"], dtype="str")


def _known_stems(out: Path) -> dict[str, str]:
    """Word → stem in the last snapshot; none where program or NLTK have changed, or a byte of the table."""
    if (last := last_tables(out, ("stems",))) is None:
        return {}
    manifest, tables = last
    if manifest["code"] != code_digest() or manifest["libraries"]["nltk"] != version("nltk"):
        return {}
    frame = tables["stems"]
    return dict(zip(frame["term"].tolist(), frame["stem"].tolist(), strict=True))


def _passes(text: str) -> bool:
    return any(said in text for said in PASSING)


def _link(given: Path, folder: Path, names: Sequence[str]) -> None:
    """The same files under another folder: links where the disk has them, else copies."""
    folder.mkdir(parents=True)
    for name in names:
        try:
            os.link(given / name, folder / name)
        except OSError:
            shutil.copyfile(given / name, folder / name)


def _plain(glance: Glance) -> dict[str, Any]:
    waiting = [vars(one) for one in glance.waiting]
    return {**vars(glance), "keys": glance.keys.tolist(), "waiting": waiting, "values": {}}


def _glance(one: Mapping[str, Any], values: Mapping[str, Mapping[str, str]]) -> Glance:
    return Glance(
        source_id=one["source_id"],
        ids=tuple(one["ids"]),
        keys=np.array(one["keys"], np.uint64).reshape(-1, 3),
        orders={name: tuple(pair) for name, pair in one["orders"].items()},
        waiting=tuple(Waiting(**wait) for wait in one["waiting"]),
        values={ident: values[ident] for ident in one["ids"] if ident in values},
        ends=(one["ends"][0], tuple(one["ends"][1])) if one["ends"] else None,
    )


def _values(folder: Path, corrections: Sequence[Correction]) -> dict[str, Mapping[str, str]]:
    """What stories that a correction names say of themselves; corrections are not part of the key."""
    if not corrections:
        return {}
    return {ident: row for reading in readings_of(folder) for ident, row in named_values(reading, corrections).items()}
