"""What a page asks a big snapshot, beside its target: `make speed SIZE=1000000`; CORPUS=DIR asks one that is there.

Wall time is told with the CPU time of the same call: on a busy machine the two part. References, timed in the same run:
DuckDB over the Parquet tables, and the scan of every sentence.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from dashboard.analysis.evidence import with_text
from dashboard.analysis.first_units import first_units
from dashboard.analysis.matching import compile_patterns, find
from dashboard.analysis.patterns import parse
from dashboard.analysis.pick import Pick
from dashboard.analysis.rules import matching_rows, shard_stream
from dashboard.analysis.selection import Selection, chosen
from dashboard.analysis.shares import outlet_shares
from dashboard.analysis.timeline import Grid, theme_timeline
from dashboard.analysis.wordlists import top_terms
from dashboard.corpus.corpus import Corpus
from dashboard.store.snapshot import open_corpus
from tests.browser import window
from tests.speed.generator import write
from tests.speed.measured import machine

SIZE = int(os.environ.get("SIZE", "2000"))
ROUNDS = 12
MEMORY = """
import sys
from dashboard.store.snapshot import open_corpus
import time
start = time.perf_counter()
corpus = open_corpus(sys.argv[1])
took = time.perf_counter() - start
from dashboard.analysis.selection import Selection, chosen
from dashboard.analysis.timeline import Grid, theme_timeline
theme_timeline(corpus, chosen(corpus, Selection()), corpus.table("article_themes"), Grid())
anon = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("RssAnon"))
print(took, int(anon) / 1024)
"""


def p95(work: Callable[[int], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Wall and CPU milliseconds that 95 of 100 calls stay under; the first call, which compiles, is not counted."""
    work(0)
    wall, cpu = [], []
    for number in range(rounds):
        start = time.perf_counter(), time.process_time()
        work(number)
        wall.append(time.perf_counter() - start[0])
        cpu.append(time.process_time() - start[1])
    return float(np.percentile(wall, 95)) * 1e3, float(np.percentile(cpu, 95)) * 1e3


def selections(corpus: Corpus, dice: np.random.Generator) -> list[Selection]:
    """Random dates, outlets and kinds."""
    outlets = sorted(corpus.articles["outlet"].dropna().unique())
    found = []
    for _ in range(ROUNDS):
        since, until = sorted(dice.choice(np.arange("2019-01-01", "2024-12-31", dtype="datetime64[D]"), 2).tolist())
        some = tuple(dice.choice(outlets, int(dice.integers(0, 12)), replace=False).tolist())
        kinds = ("main", "related") if dice.random() < 0.5 else ("main",)
        found.append(Selection(since, until, some, kinds))
    return found


def share(corpus: Corpus, selection: Selection) -> None:
    """What the page Themes counts first: themes by month, and by outlet."""
    facts, mask = corpus.table("article_themes"), chosen(corpus, selection)
    theme_timeline(corpus, mask, facts, Grid("month", selection.since, selection.until))
    outlet_shares(corpus, mask, facts)


def words_of(corpus: Corpus) -> tuple[list[str], list[str]]:
    """Three-word phrases with a word of under 1 % of the stories, and common content words."""
    words, n = corpus.vocabulary, len(corpus.articles)
    order = np.argsort(-words.n_articles.astype(np.int64), kind="stable")
    content = [words.terms[place] for place in order[:4000].tolist() if not words.is_stop[place]]
    rare = [words.terms[place] for place in order.tolist() if words.n_articles[place] < n / 100][:ROUNDS]
    return [f"the {word} of" for word in rare], content[:ROUNDS]


def scanned(corpus: Corpus, query: str) -> None:
    """The same query over the tokens of every sentence of the bodies."""
    program = compile_patterns([parse(query)], corpus.vocabulary)
    for shard in corpus.shards:
        find(program, shard_stream(corpus, shard))


def by_month(out: Path) -> None:
    """Theme by month and outlet, with SQL over the Parquet tables."""
    import duckdb

    tables = out / "snapshots" / (out / "CURRENT").read_text().strip() / "tables"
    duckdb.sql(
        "SELECT f.theme, a.outlet, substr(a.published, 1, 7) AS month, count(*) AS k "
        f"FROM '{tables}/article_themes.parquet' f "
        f"JOIN read_parquet('{tables}/articles.parquet', file_row_number = true) a ON a.file_row_number = f.row "
        "WHERE f.n_sentences > 0 AND a.kind = 'main' GROUP BY ALL"
    ).fetchall()


def read(corpus: Corpus, term: str) -> None:
    """The first 50 places of a word, with their text."""
    with_text(corpus, first_units(corpus, Selection(), Pick("words", term=term), 50)[1])


def table(corpus: Corpus, out: Path) -> dict[str, tuple[float, float, float]]:
    """Name → wall p95, CPU p95 and target, in milliseconds (0: a reference)."""
    filters = selections(corpus, np.random.default_rng(7))
    once = [Selection(since=some.since, outlets=some.outlets, copies="once") for some in filters]
    phrases, content = words_of(corpus)
    asked = [Selection(since=some.since, query=word) for some, word in zip(filters, content, strict=False)]
    whole = np.ones(len(corpus.articles), bool)
    return {
        "theme share, any dates, outlets, kinds": (*p95(lambda n: share(corpus, filters[n])), 60),
        "– copies counted once": (*p95(lambda n: share(corpus, once[n])), 300),
        "– with a query": (*p95(lambda n: share(corpus, asked[n % len(asked)])), 300),
        "– DuckDB, theme by month and outlet, all stories": (*p95(lambda _: by_month(out), 3), 0),
        "top terms of all stories": (*p95(lambda _: top_terms(corpus, whole), 3), 100),
        "first 50 lines of a term's evidence": (*p95(lambda n: read(corpus, content[n % len(content)])), 20),
        "a phrase of three words, one rare": (*p95(lambda n: matching_rows(corpus, phrases[n % len(phrases)])), 50),
        "– a scan of every sentence": (*p95(lambda n: scanned(corpus, phrases[n % len(phrases)]), 3), 0),
    }


def test_what_a_page_asks(tmp_path, capsys):
    """Every answer beside its target; a rare word is found faster by postings than by a scan."""
    out = Path(os.environ.get("CORPUS") or tmp_path / "out")
    if "CORPUS" not in os.environ:
        given = write(tmp_path / "stories.jsonl", SIZE)
        subprocess.run(window.dashboard("build", str(given), "--out", str(out)), cwd=window.PROJECT, check=True)
    asked = subprocess.run(
        [sys.executable, "-c", MEMORY, str(out)], cwd=window.PROJECT, check=True, capture_output=True, text=True
    )
    opened, anon = map(float, asked.stdout.split())
    corpus = open_corpus(out)
    found = table(corpus, out)
    with capsys.disabled():
        print(f"\n{len(corpus.articles):,} stories; {machine()}")
        print(f"open a snapshot: {opened:.2f} s (under 2); RssAnon after themes by month {anon:,.0f} MB (under 1,024)")
        for name, (wall, cpu, target) in found.items():
            beside = f"≤ {target} ms" if target else "reference"
            print(f"{name:50} p95 {wall:9.1f} ms, CPU {cpu:9.1f} ms   {beside}")

    assert found["a phrase of three words, one rare"][1] < found["– a scan of every sentence"][1] or SIZE < 10_000
