"""Pages and feeds from the network as files: fetched once, kept, and read from there ever after."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import SourceError, UsageError
from dashboard.sections import WebSettings
from dashboard.sources.addresses import checked, interleaved, place_of
from dashboard.sources.web import Page, Session

FOLDER = "fetched"
LOG = "fetched.jsonl"
Told = Callable[[str, float], None]


@dataclass(frozen=True)
class Wanted:
    """Addresses that were asked for: pages (fetched once), feeds (fetched each time, every version kept).

    `anew`: pages that are kept are fetched again. `private`: this machine and its own network may be asked.
    """

    pages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    anew: bool = False
    private: bool = False


@dataclass(frozen=True)
class Gathered:
    """The files that stand for the addresses, and one sentence per address that could not be fetched."""

    files: tuple[Path, ...]
    failed: tuple[str, ...]


def read_urls(path: Path | None) -> tuple[str, ...]:
    """The addresses of a file, one a line; blank lines and lines that begin with # are left out. None holds none.

    Raises:
        UsageError: the file cannot be read, or holds no address.
    """
    if path is None:
        return ()
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"--urls {path}: the file cannot be read ({fault}). A text file in UTF-8 belongs there."
        ) from fault
    found = tuple(line for line in lines if line and not line.startswith("#"))
    if not found:
        raise UsageError(f"--urls {path}: it holds no address. One a line belongs there, as a browser shows it.")
    return found


def gather(wanted: Wanted, out: Path, rules: WebSettings, tell: Told = lambda _step, _share: None) -> Gathered:
    """Fetch what is not kept yet, keep it in `out`/fetched, and give the files.

    A page that is kept is not fetched again, unless `wanted.anew` says so: a second build needs no network and reads
    the same bytes. A feed is fetched each time; each of its versions is kept, and all of them are read.
    What could not be fetched costs the others nothing.
    """
    folder = out / FOLDER
    session = Session(replace(rules, allow_private=rules.allow_private or wanted.private))
    files: list[Path] = []
    failed: list[str] = []
    for number, url in enumerate(asked := interleaved([*wanted.feeds, *wanted.pages])):
        tell(f"fetching {number + 1:,} of {len(asked):,} addresses", number / len(asked))
        try:
            files += _files(folder, session, url, wanted)
        except SourceError as fault:
            failed.append(f"{url}: {str(fault).rstrip('.')}.")
            _log(folder, {"url": url, "failed": str(fault)})
            files += _versions(folder, url) if url in wanted.feeds else []
    return Gathered(tuple(dict.fromkeys(files)), tuple(failed))


def _files(folder: Path, session: Session, url: str, wanted: Wanted) -> list[Path]:
    """The files of one address, fetched where needed."""
    if url in wanted.feeds:
        page = session.get(url)
        version = hashlib.sha256(page.data).hexdigest()[:12]
        _keep(folder, f"{checked(url)}#{version}", page)
        return _versions(folder, url)
    kept = folder / place_of(checked(url))
    if wanted.anew or not kept.is_file():
        _keep(folder, checked(url), session.get(url))
    return [kept]


def _versions(folder: Path, url: str) -> list[Path]:
    """Every kept version of a feed."""
    try:
        first = place_of(f"{checked(url)}#{'0' * 12}")
    except SourceError:
        return []
    stem = first.name[:-12]
    return sorted(file for file in (folder / first.parent).glob("*") if file.name.startswith(stem) and file.is_file())


def _keep(folder: Path, name: str, page: Page) -> None:
    """Write a page in one step, and a line about it."""
    if not page.data.strip():
        raise SourceError("it came empty. Open it in a browser to see why")
    place = folder / place_of(name)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{os.getpid()}.part")
        part.write_bytes(page.data)
        os.replace(part, place)
    except OSError as fault:
        raise SourceError(
            f"it cannot be kept in {folder} ({fault.strerror}). Free the disk, or choose another --out"
        ) from fault
    _log(folder, {"url": page.url, "final": page.final, "type": page.kind, "bytes": len(page.data)})


def _log(folder: Path, said: dict[str, object]) -> None:
    """One line a visit: what was asked, what came, when."""
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"when": when, **said}, ensure_ascii=False) + "\n")
    except OSError as fault:
        raise SourceError(f"{folder} cannot be written ({fault.strerror}). Choose another --out") from fault
