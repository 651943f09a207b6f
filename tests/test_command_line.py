"""The command line: what it prints, what it leaves behind, how it ends."""

import csv
import gzip
import io
import json
import os

import pytest

from dashboard.__main__ import main
from dashboard.schema import TABLES
from dashboard.store.snapshot import current_id

STORY = "The bridge over the river opens in spring, the ministry said on Monday. Trade will grow, the mayor hopes.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A snapshot of two invented records and one page."""
    folder = tmp_path_factory.mktemp("files")
    records = [
        {"id": "1", "outlet": "Herald", "date": "2024-01-10", "title": "Bridge opens", "text": STORY},
        {"id": "2", "outlet": "Tribune", "date": "2024-02-05", "title": "Trade grows", "text": STORY * 2},
    ]
    with gzip.open(folder / "records.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    (folder / "page.txt").write_text(f"A page of news\n\n2024-03-01 10:00\n\n{STORY * 3}")
    out = tmp_path_factory.mktemp("corpus")
    assert main(["build", str(folder), "--out", str(out)]) == 0
    return folder, out


def exported(capfdbinary, *arguments):
    """What an export prints, as rows."""
    assert main(["export", *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_of_the_contract_can_be_exported(built, name, tmp_path):
    """With its columns, in their order."""
    target = tmp_path / "table.csv"

    assert main(["export", name, "--corpus", str(built[1]), "-o", str(target)]) == 0
    assert tuple(next(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))) == TABLES[name].names


def test_an_export_is_filtered_by_day_and_outlet(built, capfdbinary):
    """Both bounds are included."""
    rows = exported(
        capfdbinary, "articles", "--corpus", str(built[1]), "--since", "2024-01-10", "--until", "2024-02-05"
    )
    assert [row["published"] for row in rows] == ["2024-01-10", "2024-02-05"]

    rows = exported(capfdbinary, "articles", "--corpus", str(built[1]), "--outlet", "Herald", "~")
    assert [row["outlet"] for row in rows] == ["Herald", ""]


def test_a_build_says_what_became_of_every_record(built, tmp_path, capsys, monkeypatch):
    """In = kept + merged + dropped; a correction that finds no story is named, and is a table."""
    monkeypatch.setenv("REFRAIN_CORRECTIONS", str(tmp_path / "corrections.csv"))
    row = "2026-01-01,Ann,00ff00ff00ff00ff,outlet,,Herald,masthead\r\n"
    (tmp_path / "corrections.csv").write_text("when,who,article_id,field,from,to,why\r\n" + row)
    twice = tmp_path / "twice.jsonl"
    twice.write_text((json.dumps({"text": STORY}) + "\n") * 2 + "{}\n")

    assert main(["build", str(built[0]), str(twice), "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert "6 in = 4 kept + 1 merged + 1 dropped" in told.out
    assert "outlet of 00ff00ff00ff00ff is set to 'Herald'" in told.err
    assert main(["export", "corrections", "--corpus", str(tmp_path / "out")]) == 0
    assert "no such story" in capsys.readouterr().out


def test_the_same_build_again_does_nothing(built, capsys):
    """Nothing changed, so the snapshot is kept."""
    folder, out = built
    before = (out / "snapshots" / current_id(out) / "manifest.json").stat().st_mtime_ns

    assert main(["build", str(folder), "--out", str(out)]) == 0
    assert "nothing has changed" in capsys.readouterr().out
    assert (out / "snapshots" / current_id(out) / "manifest.json").stat().st_mtime_ns == before


def test_the_same_files_give_the_same_tables_in_any_order(built, tmp_path, capfdbinary):
    """Neither the order of paths nor the folder they lie in matters."""
    folder, out = built
    names = sorted(folder.iterdir(), reverse=True)
    assert main(["build", *map(str, names), "--out", str(tmp_path / "again"), "--workers", "2"]) == 0
    capfdbinary.readouterr()

    for table in ("articles", "sentences", "ledger", "keywords", "theme_hits", "article_topics"):
        main(["export", table, "--corpus", str(out)])
        first = capfdbinary.readouterr().out
        main(["export", table, "--corpus", str(tmp_path / "again")])
        assert capfdbinary.readouterr().out == first


def test_a_bad_file_costs_the_others_nothing(built, tmp_path, capsys):
    """Exit 1, the bad file named on stderr, the rest built."""
    bad = tmp_path / "picture.txt"
    bad.write_bytes(os.urandom(4000).replace(b"\n", b"\0"))

    code = main(["build", str(built[0]), str(bad), str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")])

    told = capsys.readouterr()
    assert code == 1, told.err
    assert "3 stories" in told.out
    assert "picture.txt" in told.err
    assert "nowhere" in told.err


def test_nothing_usable_keeps_the_old_snapshot(built, tmp_path, capsys):
    """Exit 3 and a sentence; what served before still serves."""
    before = current_id(built[1])
    (tmp_path / "empty.txt").write_text("")

    assert main(["build", str(tmp_path / "empty.txt"), "--out", str(built[1])]) == 3
    assert "Nothing to build" in capsys.readouterr().err
    assert current_id(built[1]) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "theme_hit"], "Did you mean 'theme_hits'?"),
        (["export", "articles", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["export", "articles", "--since", "yesterday"], "written YYYY-MM-DD"),
        (["export", "articles", "--outlet", "Herold"], "Did you mean 'Herald'?"),
        (["export", "articles", "--query", "[world"], "a [ is not closed"),
        (["build", "--workers", "0"], "A whole number from 1 belongs there."),
        (["bild"], "build"),
        (["report", "-o", "report.pdf"], "A file that ends in .html or .zip belongs there"),
        (["report"], "the following arguments are required: -o/--output"),
        ([], "build | export | report | serve"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(built, arguments, sentence, capsys):
    """Exit 2, and never a trace."""
    where = ["--corpus", str(built[1])] if arguments[:1] == ["export"] else []

    assert main([*arguments, *where]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert "Traceback" not in told


def test_no_snapshot_is_told_with_the_command_that_makes_one(tmp_path, capsys):
    """Exit 3."""
    assert main(["export", "articles", "--corpus", str(tmp_path)]) == 3
    assert "Run: python -m dashboard build" in capsys.readouterr().err


def test_a_refused_filter_leaves_the_file_as_it_was(built, tmp_path):
    """A name with a slip in it must not empty last week's export."""
    target = tmp_path / "articles.csv"
    target.write_text("last week's")

    assert main(["export", "articles", "--corpus", str(built[1]), "--outlet", "Herld", "-o", str(target)]) == 2
    assert target.read_text() == "last week's"


def test_a_file_that_cannot_be_written_is_told(built, tmp_path, capsys):
    """The folder of -o does not exist."""
    target = tmp_path / "no" / "table.csv"

    assert main(["export", "articles", "--corpus", str(built[1]), "-o", str(target)]) == 2
    assert "the file cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["themes.toml", "outlets.toml", "settings.toml"])
def test_a_broken_settings_file_is_told_and_the_old_snapshot_kept(built, name, tmp_path, capsys, monkeypatch):
    """Exit 2, the file and the place named."""
    import shutil

    from dashboard import build
    from dashboard.settings import DATA, FILES, load_settings

    for other in FILES:
        shutil.copyfile(DATA / other, tmp_path / other)
    (tmp_path / name).write_text("[[broken\n")
    monkeypatch.setattr(build, "load_settings", lambda: load_settings(tmp_path))
    before = current_id(built[1])

    assert main(["build", str(built[0]), "--out", str(built[1])]) == 2
    assert f"data/{name}" in capsys.readouterr().err
    assert current_id(built[1]) == before


def test_a_bug_of_ours_is_called_one(built, monkeypatch, capsys):
    """Exit 70, with the trace that we need."""
    from dashboard import build

    monkeypatch.setattr(build, "load_settings", lambda: 1 / 0)

    assert main(["build", str(built[0]), "--out", str(built[1])]) == 70
    assert "This is a bug of Refrain" in capsys.readouterr().err
