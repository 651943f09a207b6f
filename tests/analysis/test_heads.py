"""Stories by their heads."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.heads import day_said, outlet_said, story_head, title_said, weekday_said


@pytest.mark.parametrize("missing", [None, pd.NA, pd.NaT, np.nan])
def test_what_is_missing_is_said(missing):
    """However a table writes that something is missing, the reader sees the same words."""
    assert (outlet_said(missing), title_said(missing)) == ("outlet not named", "no headline")
    assert day_said(missing) == weekday_said(missing) == "no date"


@pytest.mark.parametrize("day", ["2025-05-09", date(2025, 5, 9), pd.Timestamp(2025, 5, 9, 23)])
def test_a_day_reads_alike_however_it_is_kept(day):
    """Tables keep days as text, dates or timestamps."""
    assert (day_said(day), weekday_said(day)) == ("9 May 2025", "Fri 9 May 2025")


def test_outlet_and_day_stand_in_one_line():
    """Outlet first."""
    assert story_head("Herald", date(2025, 5, 9)) == "Herald  9 May 2025"
