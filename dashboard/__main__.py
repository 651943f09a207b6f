"""The command line: python -m dashboard build · export · report · serve.

Exit codes: 0 done · 1 some sources failed, the rest was built · 2 wrong use · 3 nothing usable, the old
snapshot is kept · 70 a bug of ours.
"""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from dashboard.errors import RefrainError, SourceError, UsageError
from dashboard.settings import DATA, PROJECT

CORPUS = DATA / "corpus"
FILTERS = ("since", "until", "outlet", "kind", "lang", "theme", "copies", "query")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are printed as sentences on stderr."""
    try:
        given = _parser().parse_args(arguments)
        return int(given.run(given))
    except RefrainError as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; no second complaint at exit
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001  the outermost door: whatever is left is a bug, and exit code 70 says so
        traceback.print_exc()
        print("This is a bug of Refrain, not of your files. The lines above say where.", file=sys.stderr)
        return 70


class _Parser(argparse.ArgumentParser):
    """Wrong use becomes a UsageError, so that all faults leave by one door."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self.prog}: {message}. {self.format_usage().strip()}")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m dashboard", description="Refrain: what a pile of news coverage keeps saying.")
    commands = parser.add_subparsers(required=True, metavar="build | export | report | serve")
    build = commands.add_parser("build", help="read files and folders into a snapshot")
    build.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders; default: seeds/")
    build.add_argument(
        "--out", type=Path, default=CORPUS, metavar="DIR", help="folder of snapshots; default: data/corpus"
    )
    build.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; default: all cores"
    )
    build.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers build, tcp://host:8786")
    build.add_argument("--map", action="append", default=[], metavar="OURS=NAME", help="the column of text, date …")
    build.add_argument("--refit", action="store_true", help="fit topics anew; an update keeps the last ones")
    _add_network(build)
    build.add_argument("--progress", action="store_true", help="print each step on a line of its own")
    build.set_defaults(run=_build)
    export = commands.add_parser("export", help="write a table as a file")
    export.add_argument("table", metavar="TABLE", help="its name, as in the Method page")
    export.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    export.add_argument("--format", choices=("csv", "jsonl", "parquet", "xlsx"), default="csv")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    _add_filters(export)
    export.set_defaults(run=_export)
    _add_report(commands)
    _add_serve(commands)
    return parser


def _add_network(build: argparse.ArgumentParser) -> None:
    build.add_argument("--urls", type=Path, metavar="FILE", help="fetch the pages of these addresses, one a line")
    build.add_argument("--feed", action="append", default=[], metavar="URL", help="fetch a feed; its items are records")
    build.add_argument("--refresh", action="store_true", help="fetch pages anew that were fetched before")
    build.add_argument(
        "--allow-private", action="store_true", help="fetch from this machine and its own network as well"
    )


def _add_report(commands: Any) -> None:
    report = commands.add_parser("report", help="write findings, charts, tables and method as one page")
    report.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    report.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="FILE.html, or FILE.zip for everything"
    )
    report.add_argument("--texts", action="store_true", help="a zip then holds the stories' texts too")
    _add_filters(report)
    report.set_defaults(run=_report)


def _add_serve(commands: Any) -> None:
    serve = commands.add_parser("serve", help="open the dashboard on this machine")
    serve.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    serve.add_argument("--port", type=int, default=8501, metavar="N")
    serve.add_argument("--host", metavar="ADDRESS", help="where to listen; default: 127.0.0.1, this machine alone")
    serve.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="a name that readers type")
    serve.set_defaults(run=_serve)


def _add_filters(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="D", help="first day, YYYY-MM-DD, included")
    command.add_argument("--until", metavar="D", help="last day, included")
    command.add_argument("--outlet", nargs="+", action="extend", metavar="NAME", help="'~' for outlet not named")
    command.add_argument("--kind", nargs="+", action="extend", metavar="K", help="main, related")
    command.add_argument("--lang", nargs="+", action="extend", metavar="L", help="ISO 639-1 codes")
    command.add_argument("--theme", nargs="+", action="extend", metavar="T", help="slugs of themes")
    command.add_argument("--copies", metavar="all|once|once-per-outlet", help="how copies of one story count")
    command.add_argument("--query", metavar="Q", help="a rule, as in data/themes.toml")


def _build(given: argparse.Namespace) -> int:
    from dashboard.build import build
    from dashboard.sources.chosen import chosen_columns

    if given.workers < 1:
        raise UsageError(f"--workers is {given.workers}. A whole number from 1 belongs there.")
    loud = sys.stderr.isatty()
    fetched, lost = _fetched(given, loud=loud)
    built = build(
        [*given.paths, *fetched] or [PROJECT / "seeds"],
        given.out,
        workers=given.workers,
        scheduler=given.scheduler,
        refit=given.refit,
        columns=chosen_columns(given.map),
        progress=_told if loud else _line if given.progress else None,
    )
    if loud:
        print(file=sys.stderr)
    for sentence in (*lost, *built.failed, *built.remarks):
        print(sentence, file=sys.stderr)
    word = "built" if built.fresh else "nothing has changed, kept"
    took = f" in {sum(built.seconds.values()):.1f} s" if built.fresh else ""
    print(f"{given.out}: {word} snapshot {built.snapshot_id}, {built.n_articles:,} stories{took}")
    came, *parts = (f"{n:,} {fate}" for fate, n in built.tally.items())
    print(f"{came} = {' + '.join(parts)} (records; a page is one)")
    if built.topics:
        print(built.topics)
    return 1 if built.failed or lost else 0


def _fetched(given: argparse.Namespace, *, loud: bool) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Files of the addresses that were asked for, and a sentence for each that could not be fetched."""
    if not given.urls and not given.feed:
        return (), ()
    from dashboard.settings import load_settings
    from dashboard.sources.fetched import Wanted, gather, read_urls

    wanted = Wanted(read_urls(given.urls), tuple(given.feed), given.refresh, given.allow_private)
    found = gather(wanted, given.out, load_settings().web, _told if loud else lambda _step, _share: None)
    if not found.files and not given.paths:
        raise SourceError("\n".join(found.failed) + "\nNothing to build: none of the addresses could be fetched.")
    return found.files, found.failed


def _export(given: argparse.Namespace) -> int:
    from dashboard.analysis.selection import from_pairs
    from dashboard.export.files import write
    from dashboard.export.tables import rows_of, table_named
    from dashboard.store.snapshot import open_corpus

    table = table_named(given.table)
    pairs = [pair for name in FILTERS for pair in _pairs(given, name)]
    selection = None
    if pairs:
        both = [] if given.kind else [("kind", "main"), ("kind", "related")]
        selection = from_pairs(pairs + both)
    chunks = rows_of(open_corpus(given.corpus, every_byte=True), table, selection)
    if given.output is None:
        write(table, chunks, sys.stdout.buffer, format=given.format)
        return 0
    with _opened(given.output) as sink:
        write(table, chunks, sink, format=given.format)
    return 0


def _report(given: argparse.Namespace) -> int:
    form = given.output.suffix.lower()
    if form not in (".html", ".zip"):
        raise UsageError(f"-o is {given.output}. A file that ends in .html or .zip belongs there, such as report.html.")
    logging.disable(logging.WARNING)  # Streamlit warns at every call outside an app; here none runs
    try:
        return _written(given, everything=form == ".zip")
    finally:
        logging.disable(logging.NOTSET)


def _written(given: argparse.Namespace, *, everything: bool) -> int:
    """The report, or the zip; all of it is counted before the file is opened."""
    from dashboard.analysis.selection import checked, from_pairs
    from dashboard.store.snapshot import manifest_of, open_corpus
    from dashboard.ui.papers import alone, later, sooner, write_everything, write_report

    corpus = open_corpus(given.corpus, every_byte=True)
    selection = checked(corpus, from_pairs([pair for name in FILTERS for pair in _pairs(given, name)]))
    tell = _told if sys.stderr.isatty() else lambda _step, _share: None
    desk, report = alone(corpus, selection, manifest_of(given.corpus), tell=sooner(tell))
    with _opened(given.output) as sink:
        if everything:
            write_everything(desk, report, {}, sink, texts=given.texts, tell=later(tell))
        else:
            write_report(report, sink, tell=later(tell))
    print(f"{given.output}: written, {report.whole.n}, {len(report.shown)} charts")
    return 0


def _told(step: str, share: float) -> None:
    """Progress on a terminal, one line written over and over."""
    print(f"\r{share:4.0%} {step:<60.60}", end="", file=sys.stderr)


def _line(step: str, share: float) -> None:
    """Progress for another program, a line per step."""
    print(f"{share:.0%} {step}", file=sys.stderr, flush=True)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file to write; what it lacks is told in a sentence."""
    try:
        with path.open("wb") as sink:
            yield sink
    except OSError as fault:
        raise UsageError(f"{path}: the file cannot be written ({fault.strerror}). Choose another -o.") from fault


def _pairs(given: argparse.Namespace, name: str) -> list[tuple[str, str]]:
    value = getattr(given, name)
    values = value if isinstance(value, list) else [value] if value is not None else []
    return [("q" if name == "query" else name, text) for text in values]


def _serve(given: argparse.Namespace) -> int:
    from dashboard.serve import serve

    return serve(given.corpus, given.port, host=given.host, allowed=given.allow_host)


if __name__ == "__main__":
    sys.exit(main())
