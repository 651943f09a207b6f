"""Topics: passages that the machine grouped by the words they share, and how far to trust the groups."""

import pandas as pd
import streamlit as st

from dashboard.analysis.topic_groups import best_passages, group_sizes
from dashboard.charts.topics import group_bars
from dashboard.ui import card, evidence, page, safe
from dashboard.ui.desk import Desk, canvas, open_desk


def main() -> None:
    """The verdict, the groups, passages that show each best, and shares where the groups hold."""
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Topics", mask)
    with evidence.beside(desk):
        groups = group_sizes(desk.corpus, mask)
        card.show(
            desk,
            group_bars(canvas(desk), groups),
            key="groups",
            title="Groups of passages",
            how="One bar is one group: the passages that share its words more than those of any other group.",
        )


main()
