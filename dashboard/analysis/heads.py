"""Stories in words: how many, and the head of one (outlet, day, headline, and what stands there where it has none)."""

from datetime import date

import pandas as pd

NO_OUTLET, NO_DAY, NO_HEADLINE = "outlet not named", "no date", "no headline"


def outlet_said(outlet: object) -> str:
    """The outlet's name, or that the story names none."""
    return outlet if isinstance(outlet, str) else NO_OUTLET


def title_said(title: object) -> str:
    """The headline, or that the story has none."""
    return title if isinstance(title, str) else NO_HEADLINE


def day_said(day: object) -> str:
    """A day as people write it, from a date, a timestamp or YYYY-MM-DD; or that there is none.

    Example:
        >>> day_said("2025-05-06"), day_said(pd.Timestamp(2025, 5, 6)), day_said(pd.NaT), day_said(None)
        ('6 May 2025', '6 May 2025', 'no date', 'no date')
    """
    when = _date(day)
    return f"{when.day} {when:%b %Y}" if when else NO_DAY


def weekday_said(day: object) -> str:
    """The same with the day of the week.

    Example:
        >>> weekday_said("2025-05-09"), weekday_said(None)
        ('Fri 9 May 2025', 'no date')
    """
    when = _date(day)
    return f"{when:%a} {day_said(when)}" if when else NO_DAY


def _date(day: object) -> date | None:
    if isinstance(day, str):
        return date.fromisoformat(day)
    return day if isinstance(day, date) and not pd.isna(day) else None


def story_head(outlet: object, day: object) -> str:
    """Outlet and day in one line.

    Example:
        >>> story_head("Xinhua", "2025-05-06"), story_head(None, None)
        ('Xinhua  6 May 2025', 'outlet not named  no date')
    """
    return f"{outlet_said(outlet)}  {day_said(day)}"


def n_stories(n: int, which: str = "") -> str:
    """A count of stories, or of others.

    Example:
        >>> n_stories(1), n_stories(1200), n_stories(2, "other ")
        ('1 story', '1,200 stories', '2 other stories')
    """
    return f"{n:,} {which}{'story' if n == 1 else 'stories'}"
