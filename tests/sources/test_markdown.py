"""Markdown: its signs are no text."""

from dashboard.sources.markdown import read_markdown
from dashboard.sources.reader import from_bytes

NOTE = """---
title: Ports sign pact
date: 2024-05-16
---
# Ports sign pact

Two *ports* signed a `pact`
on Thursday, [it was said](https://example.org "told").

> A quoted line.

- first point
- second point

| berths | ships |
| --- | --- |
| 4 | 7 |

<script>never shown</script>
"""


def test_signs_are_taken_off():
    """Headings, emphasis, links, quotes, lists and tables leave their words; what heads the file stays as it is."""
    assert read_markdown(NOTE.encode())["text"].splitlines() == [
        "title: Ports sign pact",
        "date: 2024-05-16",
        "Ports sign pact",
        "Two ports signed a pact on Thursday, it was said.",
        "A quoted line.",
        "first point",
        "second point",
        "berths ships",
        "4 7",
    ]


def test_only_files_named_so_are_markdown():
    """A page of text may begin with a hash; the name tells."""
    assert from_bytes("a.md", b"# Talks\n").text == "Talks\n"
    assert from_bytes("a.txt", b"# Talks\n").text == "# Talks\n"
    assert from_bytes("a.md", b"# Talks\n").format == "page"
    assert from_bytes("a.md", b" \n").status == "empty"
