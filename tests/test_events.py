"""data/events.toml: what it says, and a sentence for every slip."""

from datetime import date

import pytest

from dashboard.errors import SettingsError
from dashboard.events import Event, load_events
from dashboard.settings import PROJECT
from dashboard.store.snapshot import open_corpus

GOOD = '[[event]]\ndate = 2025-05-09\nlabel = "Parade"\noutlet = "Herald"\nheadline = "Tanks roll"\n'


def written(folder, text):
    """A folder with this events.toml."""
    (folder / "events.toml").write_text(text)
    return folder


def test_events_come_by_day_with_where_they_were_read(tmp_path):
    """The earlier one first, outlet and headline or the address behind it."""
    more = '[[event]]\ndate = 2024-05-16\nlabel = "Talks"\naddress = "https://example.org/talks"\n'

    assert load_events(written(tmp_path, GOOD + more)) == (
        Event(date(2024, 5, 16), "Talks", "https://example.org/talks"),
        Event(date(2025, 5, 9), "Parade", "Herald, “Tanks roll”"),
    )


def test_without_the_file_there_are_none(tmp_path):
    """Who wants no lines deletes it."""
    assert load_events(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2025-05-09", '"2025-05-09"', "event 'Parade': date is '2025-05-09'. A day belongs there, without quotes"),
        ("2025-05-09", "2025-05-09T10:00:00", "A day belongs there"),
        ('"Parade"', '" "', "event ' ': label is ' '. A text in quotes belongs there."),
        ("label", "lable", "there is a key 'lable'"),
        ('outlet = "Herald"\n', "", "event 'Parade' does not say where it was read. Add outlet and headline"),
        ("[[event]]", "[event]", "there is no [[event]]"),
        ("2025-05-09", "2025-05-99", "data/events.toml"),
    ],
)
def test_slips_are_told(tmp_path, old, new, said):
    """File, event and what belongs there."""
    with pytest.raises(SettingsError) as slip:
        load_events(written(tmp_path, GOOD.replace(old, new)))

    assert said in str(slip.value)


def test_our_events_are_told_by_the_seeds(folders):
    """Each quotes the beginning of a headline of seeds/, or of its opening words; no more than three words a label."""
    titles = open_corpus(folders / "seeds").articles["title"].dropna()
    for event in load_events(PROJECT / "data"):
        quoted = event.read_in.split("“")[1].rstrip("” …")

        assert titles.str.startswith(quoted).any(), event
        assert len(event.label.split()) <= 4
