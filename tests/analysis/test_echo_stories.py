"""How much of a story stands in other stories, and where in it."""

import numpy as np

from dashboard.analysis.echo_stories import echo_findings, mostly_others, shades, shared_stories
from dashboard.analysis.evidence import units
from dashboard.analysis.selection import Selection
from tests.echoed import BRIDGE, JUNE, echoed, names, row, silent

ALL = np.ones(8, bool)


def test_a_story_has_its_words_that_stand_elsewhere():
    """e4 is nothing but the bridge; e1 has 15 of 17 words in common, e6 10 of 18."""
    told = shared_stories(echoed(), ALL)

    assert told[["article_id", "k", "n_shared", "n_words"]].values.tolist() == [
        ["e4", 1, 15, 15], ["e1", 1, 15, 17], ["e2", 1, 15, 17], ["e3", 1, 15, 17], ["e5", 1, 10, 15],
        ["e6", 1, 10, 18],
    ]  # fmt: skip


def test_without_quoted_words_quotations_are_no_shared_text():
    """e5 and e6 drop out."""
    assert shared_stories(echoed(), ALL, quoted=False)["article_id"].tolist() == ["e4", "e1", "e2", "e3"]


def test_mostly_someone_elses_are_later_stories_of_other_outlets():
    """The earliest, e1 and e5, are nobody's echo; e6 has 10 of 18 words from e5."""
    assert sorted(names(mostly_others(echoed(), ALL))) == ["e2", "e3", "e4", "e6"]


def test_an_outlets_own_earlier_text_is_not_someone_elses():
    """Without e1, e2 is the earliest, and e3 is of its outlet; e4 names none and is later than both."""
    mask = ALL.copy()
    mask[row("e1")] = False

    assert sorted(names(mostly_others(echoed(), mask))) == ["e4", "e6"]


def test_narrowing_the_filter_never_makes_a_story_more_of_an_echo():
    """Law, on every filter that leaves one story out."""
    whole = set(mostly_others(echoed(), ALL).tolist())
    for left_out in range(8):
        assert set(mostly_others(echoed(), np.arange(8) != left_out).tolist()) <= whole


def test_a_shade_covers_exactly_the_shared_words():
    """e2 has its own wording of the bridge, from its first character on; e1, e3 and e4 have it too."""
    (shade,) = shades(echoed(), ALL, row("e2"))

    assert (shade.start, shade.end) == (0, len(JUNE))
    assert names(shade.rows) == ["e1", "e3", "e4"]
    assert shades(echoed(), ALL, row("e3"))[0].start == len("Mayors met. ")
    assert shades(echoed(), ALL, row("e3"))[0].end == len("Mayors met. ") + len(BRIDGE)


def test_a_story_of_its_own_has_no_shade():
    """e7 shares a formula, no passage; where nothing was found nothing is shaded."""
    assert shades(echoed(), ALL, row("e7")) == []
    assert shared_stories(silent(), ALL).empty
    assert len(mostly_others(silent(), ALL)) == 0


def test_one_sentence_says_how_many_are_someone_elses_and_opens_to_them():
    """Four of the eight; one of three where e6 is the only one; nothing is said where there is none."""
    (finding,) = echo_findings(echoed(), ALL)

    assert finding.text.startswith("4 of 8 stories are mostly someone else’s text: more than half of their words")
    assert (finding.k, finding.n, len(units(echoed(), Selection(), finding.pick))) == (4, 8, 4)
    (one,) = echo_findings(echoed(), np.isin(np.arange(8), [row("e5"), row("e6"), row("e7")]))
    assert one.text.startswith("1 of 3 stories is mostly someone else’s text: more than half of its words")
    assert echo_findings(silent(), ALL) == []
