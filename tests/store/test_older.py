"""An update keeps the topics of the last data version, says so, and is otherwise what a full build is."""

import json
from dataclasses import replace

import pytest

from dashboard import build as door
from dashboard.settings import load_settings
from dashboard.store.snapshot import manifest_of, open_corpus
from tests.invented import records
from tests.store.test_making import files_of

OF_TOPICS = {"topics", "article_topics", "passages", "topic_verdict", "topic_terms", "topic_changes"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Built from 100 stories; 2 more and 1 less; the same elsewhere; again; 8 more; without these and with `refit`.

    By step: what the build said, the files, facts and topics that it left; of the update also its changes.
    """
    folder, out = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("out")
    settings = load_settings()
    settings = replace(settings, topics=replace(settings.topics, passages_below=50, most=3))
    found = {}

    def build(step, where=out, **options):
        built = door.build([folder], where, **options)
        tables = {name: open_corpus(where).table(name) for name in ("topics", "article_topics", "topic_changes")}
        found[step] = built, files_of(where), manifest_of(where)["topics"], tables

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "load_settings", lambda: settings)
        write(folder / "a.jsonl", records()[:99])
        write(folder / "b.jsonl", records()[99:100])
        build("first")
        write(folder / "b.jsonl", records()[100:102])
        build("update")
        build("elsewhere", tmp_path_factory.mktemp("elsewhere"))
        build("again")
        write(folder / "c.jsonl", records()[102:110])
        build("many")
        (folder / "c.jsonl").unlink()
        build("refit", refit=True)
    return found


def write(path, some):
    """Records as JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in some))


def test_topics_keep_their_words_and_the_update_tells_what_they_were_fitted_on(told):
    """Ninety-nine stories of a hundred are left, two are new and placed."""
    (first, _, _, before), (update, _, facts, after) = told["first"], told["update"]
    same = ["topic_id", "label", "terms", "repeatability"]

    assert after["topics"][same].equals(before["topics"][same])
    assert facts == {"fitted_on": first.snapshot_id, "fitted_day": facts["fitted_day"], "n_known": 99, "n_new": 2}
    assert update.topics == (
        f"Topics were fitted on data version {first.snapshot_id} ({facts['fitted_day']}, 99 of these 101 stories); "
        "2 new ones were placed in them. build --refit fits them anew."
    )
    assert sorted(after["topic_changes"]["change"]) == ["gone", "new", "new"]
    new = after["topic_changes"].query("change == 'new'")["article_id"]
    assert set(new) & set(after["article_topics"]["article_id"])


def test_all_else_is_what_a_full_build_writes(told):
    """The same bytes in every file that does not hang on topics, under another name."""
    (update, mine, _, _), (full, theirs, _, _) = told["update"], told["elsewhere"]

    def others(files):
        return {name: digest for name, digest in files.items() if name.split("/")[-1].split(".")[0] not in OF_TOPICS}

    assert others(mine) == others(theirs)
    assert update.snapshot_id != full.snapshot_id
    assert (full.topics, told["elsewhere"][2]) == ("", {})


def test_older_topics_are_as_good_as_new_ones_until_asked(told):
    """The same build again does nothing; `refit` gives the full build, byte for byte."""
    assert not told["again"][0].fresh
    assert told["refit"][0].fresh
    assert told["refit"][0].snapshot_id == told["elsewhere"][0].snapshot_id
    assert told["refit"][1] == told["elsewhere"][1]


def test_too_many_changes_since_the_fit_end_it(told):
    """Three and then eight are more than a tenth of a hundred, though the last update brought only eight."""
    assert told["many"][2] == {}
    assert told["many"][0].topics == (
        "Topics were fitted anew: 11 stories are new or gone, more than 10% of 100, since data version "
        f"{told['first'][0].snapshot_id}."
    )
