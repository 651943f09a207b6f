"""Lines that an outlet prints on its pages again and again."""

import random
from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.page import read_page
from dashboard.articles.record import read_records
from dashboard.articles.settle import settle
from dashboard.settings import load_settings
from dashboard.sources.reader import from_bytes

SITE = "The Herald is read in every harbour of the islands, and has been for a hundred and twenty years now."
PLACES = "north south east west inner outer upper lower old new".split()


@lru_cache
def page(number, *, last=SITE):
    """A page of one outlet: a story of two paragraphs of its own, then a line."""
    place = PLACES[number % 10]
    text = (
        f"Council of the {place} harbour votes for bridge {number}\nBy Ann Lee | Xinhua | 2025-05-0{number % 9 + 1}\n\n"
        f"The council of the {place} harbour voted on Monday for bridge {number}, and work begins in the spring.\n"
        f"Bridge {number} will carry two lanes and a tramway over the {place} harbour, the mayor said.\n{last}\n"
    )
    return read_page(from_bytes(f"{number}.txt", text.encode()), load_settings())


def settled(pages):
    """The pages after all were compared."""
    return settle(pages).readings


def bodies(readings):
    """The stories' texts."""
    return [reading.articles[0]["body"] for reading in readings]


def test_from_five_pages_on_a_line_at_the_foot_of_each_is_the_sites():
    """It leaves the stories, and the ledger says how often it stands."""
    pages = [page(number) for number in range(6)]
    found = settled(pages)

    assert all(SITE in body for body in bodies(pages))
    assert not any(SITE in body for body in bodies(found))
    assert {reading.ledger[-1]["reason"] for reading in found} == {"stands on 6 of 6 pages of this outlet"}
    assert {(reading.ledger[-1]["fate"], reading.ledger[-1]["article_id"]) for reading in found} == {("junk", None)}


def test_four_pages_are_too_few():
    """Nothing is learned from them."""
    pages = [page(number) for number in range(4)]

    assert settled(pages) == tuple(pages)


def test_a_line_in_the_middle_of_prose_stays():
    """A sentence that comes back inside stories is the outlet's wording, not its site's."""
    after = " The talks went on in the town hall until late on Tuesday, and no date was set for a vote.\n"
    pages = [page(number, last=SITE + "\n" + "".join(f"{n}{number}{after}" for n in range(4))) for number in range(6)]

    assert all(SITE in body for body in bodies(settled(pages)))


def test_one_page_saved_five_times_is_one_page():
    """A story that its outlet prints again on other days repeats itself, not its site."""
    text = "Old bridge closes for good\nBy Ann Lee | Xinhua | 2025-05-0{}\n\n" + f"{SITE}\nThe bridge is a ruin. " * 4
    pages = [read_page(from_bytes(f"{n}.txt", text.format(n).encode()), load_settings()) for n in range(1, 6)]

    assert len({row["published"] for page in pages for row in page.articles}) == 5
    assert settled(pages) == tuple(pages)


def test_records_are_kept_as_they_came():
    """The same last line in six records."""
    text = "\n".join(f'{{"outlet": "Herald", "text": "Story {n}.\\n{SITE}"}}' for n in range(6))
    records = read_records(from_bytes("a.jsonl", text.encode()), load_settings())

    assert settled([records]) == (records,)


@given(st.integers(0, 99), st.integers(0, 9))
def test_the_order_of_pages_changes_nothing_and_ledgers_still_partition(seed, n_pages):
    """Each reading comes back in its place, changed in the same way; spans follow each other to the end."""
    pages = [page(number, last=SITE if number % 3 else "Two more bridges are planned.") for number in range(n_pages)]
    order = random.Random(seed).sample(range(n_pages), n_pages)
    found = settled(pages)

    assert settled([pages[place] for place in order]) == tuple(found[place] for place in order)
    for before, after in zip(pages, found, strict=True):
        assert [(row["start"], row["end"]) for row in after.ledger] == [
            (row["start"], row["end"]) for row in before.ledger
        ]
