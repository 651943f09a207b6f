"""The Method page, over a snapshot of the six small stories."""

import pytest

from dashboard.analysis.method import Block, Entry
from dashboard.schema import TABLES
from dashboard.store.writing import write_snapshot
from dashboard.ui.docstring import definitions
from tests.small import THEMES, small
from tests.ui import stage

MADE = {
    "made": "2026-11-22 10:00 UTC", "code": "c0de", "python": "3.11.7", "libraries": {"numpy": "2.4.6"},
    "n_files": 6, "n_articles": 6, "failed": [], "seconds": {"reading": 0.5, "counting": 1.0}, "settings": "5e77",
}  # fmt: skip


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page, with a snapshot on disk that tells what made it."""
    write_snapshot(tmp_path, small(), {}, MADE)
    monkeypatch.setenv("REFRAIN_CORPUS", str(tmp_path))
    return stage.run("method")


def test_every_chapter_of_the_contents_is_there(page):
    """Each link at the top leads to a heading below."""
    html = stage.html_of(page)
    anchors = [head.proto.anchor for head in page.header]

    assert not page.exception
    assert anchors
    assert [anchor for anchor in anchors if f'href="#{anchor}"' not in html] == []


def test_the_citation_names_the_data_version(page):
    """Snapshot, day, files, stories, code and settings."""
    assert page.code[0].value == (
        "Refrain, data version small, built 2026-11-22 10:00 UTC from 6 files (6 stories, other stories on the pages "
        "included), code c0de, settings 5e77."
    )


def test_every_table_is_printed_with_its_columns(page):
    """As schema.py has them."""
    html = stage.html_of(page)
    missing = [table.name for table in TABLES.values() if f"<dt><code>{table.name}</code></dt>" not in html]

    assert missing == []
    assert "<td>6</td>" in html  # files
    assert "<td>2.4.6</td>" in html


def test_the_codebook_is_the_snapshots(page):
    """Themes, rules, broad rules and exclusions come from the settings that it was built with."""
    html = stage.html_of(page)

    assert all(theme.definition in html for theme in THEMES)
    assert "<li>export*</li>" in html
    assert "1 broad rule, off unless switched on" in html
    assert "<li>world trade center</li>" in html


def test_signs_of_markup_are_printed_as_they_are():
    """A docstring with stars, underscores and tags is text."""
    html = definitions([Entry("A*b*", "1 < 2 and _this_ `c<d>`", (Block("", "code", ("x <b> y",)),), "a.b")])

    assert "<dt>A*b*</dt>" in html
    assert "1 &lt; 2 and _this_ <code>c&lt;d&gt;</code>" in html
    assert "<pre>x &lt;b&gt; y</pre>" in html


def test_arguments_are_not_a_readers_business():
    """Args and Raises of a function are left out, its source is not."""
    blocks = (Block("Args", "names", ("corpus: x",)), Block("References", "list", ("Smith (1999).",)))
    html = definitions([Entry("A", "B.", blocks, "a.b")])

    assert "corpus" not in html
    assert '<p class="part">Source</p><ul><li>Smith (1999).</li></ul>' in html
