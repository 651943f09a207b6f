"""Heads and tails of stories: stamps, datelines, sign-offs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.datelines import read_head, stamp_end, tail_start


@pytest.mark.parametrize(
    ("head", "agency", "day"),
    [
        ("BEIJING, May 6 (Xinhua) -- ", "Xinhua", "05-06"),
        ("BEIJING, May 6, 2025 (Xinhua) -- ", "Xinhua", "2025-05-06"),
        ("BEIJING, May 9, 2025 /PRNewswire/ -- ", "PRNewswire", "2025-05-09"),
        (" date 2025-05-09 BEIJING, May 9, 2025 /PRNewswire/ -- ", "PRNewswire", "2025-05-09"),
        ("2025-05-09 10:20 BEIJING, May 9 (Xinhua) -- ", "Xinhua", "2025-05-09"),
        ("MOSCOW, May 9. /TASS/. ", "TASS", "05-09"),
        ("MOSCOW, May 9 (TASS) - ", "TASS", "05-09"),
        ("ST. PETERSBURG, June 20 (Reuters) - ", "Reuters", "06-20"),
        ("NEW YORK, Sept. 23 (UPI) — ", "UPI", "09-23"),
        ("Rio de Janeiro, 6 July (EFE).- ", "EFE", "07-06"),
        ("MOSCOW (AP) — ", "AP", None),
        ("SOCHI, Russia (AP) — ", "AP", None),
        ("(ECNS) -- ", "ECNS", None),
        ("(MENAFN) ", "MENAFN", None),
        ("МОСКВА, 9 мая. /ТАСС/. ", "ТАСС", "05-09"),
        ("新华社北京5月6日电 ", "新华社", "05-06"),
        ("Xinhua News Agency, Beijing, June 14th, title: ", "Xinhua News Agency", "06-14"),
    ],
)
def test_datelines_are_cut_before_the_lead(head, agency, day):
    """The head ends where the lead begins, and names agency and day."""
    found = read_head(f"{head}The two ministers met.")

    assert found is not None
    assert head.rstrip(" .-") in head[: found.end] or found.end == len(head)
    assert found.end in {len(head), len(head) - 1, len(head) - 2}
    assert found.agency == agency
    assert (found.moment.day if found.moment else found.month_day) == day


@pytest.mark.parametrize(
    "text",
    [
        "On May 6, 2025, he went to Moscow.",
        "May 9, 2025 was a Friday.",
        "The minister (left) met her counterpart.",
        "President Putin (in office since 2012) spoke.",
        "Moscow and Beijing agreed on May 9.",
        "NEW YORK — A storm crossed the city.",
        "In Geneva, May 9 was warm.",
    ],
)
def test_prose_is_no_dateline(text):
    """A date or a bracket in a sentence cuts nothing off."""
    assert read_head(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("It ended well, he said. Enditem", "It ended well, he said."),
        ("It ended well. (END)", "It ended well."),
        ("It ended well. - ENDS -", "It ended well."),
        ("It ended well. ###", "It ended well."),
        ("It ended well. (Xinhua)", "It ended well."),
        ("It ended well. ■", "It ended well."),
    ],
)
def test_sign_offs_are_cut_off_the_end(text, rest):
    """What the wire writes under a story is no part of it."""
    assert text[: tail_start(text)].rstrip() == rest


@pytest.mark.parametrize("text", ["It will end.", "They talked to the end", "He reads Xinhua", "A weekend"])
def test_words_that_look_like_a_sign_off_stay(text):
    """The word end at the end of a sentence is prose."""
    assert tail_start(text) is None


def test_crawlers_stamps_are_found_at_the_start_only():
    """A labelled day before the text is cut; a stamp alone on its line, or inside it, is not."""
    assert stamp_end("date 2024-10 Miniștrii au convenit") == 13
    assert stamp_end("date 2025-05-09 10:20 Talks begin") == 22
    assert stamp_end("date 2025-05-09 ") == 0
    assert stamp_end("The date 2025-05-09 was set") == 0


@given(st.text(max_size=120))
def test_heads_and_tails_never_leave_the_text(text):
    """Whatever the text, a cut lies inside it."""
    head, tail = read_head(text), tail_start(text)

    assert head is None or 0 < head.end <= len(text)
    assert tail is None or 0 <= tail <= len(text)
