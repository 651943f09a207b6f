"""What all parts together decided, carried out where the words were cut already."""

import pytest

from dashboard.build import build
from dashboard.store import parts
from dashboard.store.snapshot import open_corpus
from tests.articles.test_boilerplate import PLACES, SITE
from tests.store.test_making import files_of

SIX = 6


def text_of(number, place):
    """A page of Xinhua: two paragraphs of its own, then what the site prints under every story."""
    return (
        f"Council of the {place} harbour votes for bridge {number}\nBy Ann Lee | Xinhua | 2025-05-0{number + 1}\n\n"
        f"The council of the {place} harbour voted on Monday for bridge {number}, and work begins in the spring.\n"
        f"Bridge {number} will carry two lanes and a tramway over the {place} harbour, the mayor said.\n{SITE}\n"
    )


@pytest.fixture
def six(tmp_path):
    """Six such pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, place in enumerate(PLACES[:SIX]):
        (folder / f"{number}.txt").write_text(text_of(number, place))
    return folder


def test_a_build_takes_an_outlets_lines_out_of_its_stories(six, tmp_path):
    """Texts, words and counts are without them; the ledger says why; the order of the files changes nothing."""
    build([six], tmp_path / "one")
    build(sorted(six.iterdir(), reverse=True), tmp_path / "other")
    corpus = open_corpus(tmp_path / "one")
    rows = corpus.table("ledger").query("reason.str.startswith('stands on')")

    assert all(body.endswith("the mayor said.") for body in corpus.bodies(range(SIX)))
    assert set(rows["reason"]) == {"stands on 6 of 6 pages of this outlet"}
    assert (len(rows), set(rows["fate"])) == (SIX, {"junk"})
    assert "islands" not in set(corpus.vocabulary.terms)
    assert set(corpus.articles["n_words"]) == {34}
    assert files_of(tmp_path / "one") == files_of(tmp_path / "other")


def test_an_update_learns_from_pages_that_it_does_not_read_again(six, tmp_path, monkeypatch):
    """The fifth page makes the line the site's on the four that were there, and their kept parts stay as read."""
    monkeypatch.setattr(parts, "OPENS_A_PART", tuple("0123456789abcdef"))  # each file is a part
    pages = sorted(six.iterdir())
    held = []
    for n_pages in (4, 5, 4):
        build(pages[:n_pages], tmp_path)
        held.append(sum(SITE in body for body in open_corpus(tmp_path).bodies(range(n_pages))))

    assert held == [4, 0, 4]
