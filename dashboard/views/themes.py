"""Themes: each over time, by outlet, by the rules that find it, and with the themes it meets."""

import numpy as np
import streamlit as st

from dashboard.analysis.carriers import Measure
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.analysis.shares import outlet_shares, story_shares
from dashboard.analysis.themes import overlaps, rule_shares
from dashboard.charts.dots import theme_dots
from dashboard.charts.overlaps import overlap_cells
from dashboard.charts.rules import rule_bars
from dashboard.charts.themes import outlet_cells, story_cells
from dashboard.charts.timeline import Measured
from dashboard.settings import Theme
from dashboard.ui import card, evidence, page, remember, safe
from dashboard.ui.desk import Desk, open_desk
from dashboard.ui.event_lines import event_switch
from dashboard.ui.in_time import around, over_time
from dashboard.ui.options import choose, switch

BALANCED = (
    "The line is the mean of the outlets’ shares, so that an outlet with many stories does not outweigh the others."
)
MEASURES = {"mentions": "mentions (a sentence)", "takes_up": "takes up (two, or headline)"}


def main() -> None:
    """Each theme by story, or over time and by outlet; then one of them in detail, and all pairs."""
    desk = open_desk()
    mask = page.kept(desk)
    page.head(desk, "Themes", mask)
    with evidence.beside(desk):
        page.theme_notes(desk, mask)
        is_few = bool(mask.sum() < EACH_BELOW)
        measured, bins = _choices(desk, mask, is_few=is_few)
        if is_few:
            _by_story(desk, mask, measured)
        else:
            over_time(desk, mask, bins, measured)
            around(desk, mask, Measured(measured.measure, measured.broad))
            _by_outlet(desk, mask, measured)
        _one_theme(desk, mask, broad=measured.broad)
        _pairs(desk, mask, broad=measured.broad)


def _choices(desk: Desk, mask: np.ndarray, *, is_few: bool) -> tuple[Measured, str]:
    """What counts, and the periods of the lines; few stories have neither choice."""
    days, measure, bins = desk.corpus.days[mask], "mentions", ""
    with st.container(horizontal=True, gap="large", key="options"):
        if not is_few:
            measure = choose("measure", "A story counts when it", MEASURES)
            bins = choose("bin", "Periods", page.bins_for(days))
    with st.container(horizontal=True, gap="medium", key="switches"):
        broad = switch("broad", "Broad rules too", help="Rules that find more and err more often. Off by default.")
        balanced = not is_few and switch("balanced", "Each outlet counts the same", help=BALANCED)
        event_switch(days)
    return Measured(measure, broad, balanced), bins


def _by_story(desk: Desk, mask: np.ndarray, measured: Measured) -> None:
    """A dot, and a cell, for each story; one story has no line of time: its cells say all."""
    broad = measured.broad
    facts = desk.corpus.table("article_themes")
    stories = page.of_themes(desk, story_shares(desk.corpus, mask, facts, broad=broad))
    in_order = stories.sort_values(["day", "row"], na_position="last", kind="stable")
    if mask.sum() > 1:
        card.show(
            desk,
            remember.drawn(desk, "themes/dots", lambda shown: theme_dots(shown, in_order, broad=broad), broad),
            key="time",
            title="Each theme, story by story",
            how="One dot is one story, in the order of time (not to scale): the share of its sentences that carry "
            "the theme. In blue: in how many of the stories it stands. Every panel has the same scale.",
        )
        around(desk, mask, measured)
    card.show(
        desk,
        remember.drawn(desk, "themes/stories", lambda shown: story_cells(shown, stories, broad=broad), broad),
        key="stories",
        title="By story",
        how="In each cell: sentences of the story that carry the theme, of all its sentences. A stronger shade is "
        "a larger share.",
    )


def _by_outlet(desk: Desk, mask: np.ndarray, measured: Measured) -> None:
    """A cell for each outlet."""
    counting = Measure(measured.measure, measured.broad)
    facts = desk.corpus.table("article_themes")
    by_outlet = remember.once(
        desk, "themes/shares", lambda: outlet_shares(desk.corpus, mask, facts, counting), counting
    )
    left_out = f" {by_outlet.n_left_out:,} stories without an outlet have no row." if by_outlet.n_left_out else ""
    card.show(
        desk,
        remember.drawn(
            desk,
            "themes/outlets",
            lambda shown: outlet_cells(
                shown, page.of_themes(desk, by_outlet.table), measure=counting.name, broad=counting.broad
            ),
            counting,
        ),
        key="outlets",
        title="By outlet",
        how="In each cell: stories of the outlet that carry the theme, of all its stories; per cent from 100 "
        "stories on. A stronger shade is a larger share; an outlet with under ten stories has no shade."
        f"{left_out}",
    )


def _one_theme(desk: Desk, mask: np.ndarray, *, broad: bool) -> None:
    """The rules of the theme that the reader chose: those that match, and all of them as written."""
    labels = desk.corpus.settings.labels
    about = choose("about", "A theme in detail", {slug: labels[slug] for slug in page.themes_shown(desk)}, listed=True)
    theme = next(known for known in desk.corpus.settings.themes if known.slug == about)
    safe.put(safe.tag("p", theme.definition, class_="rf-lead"))
    _rules(desk, mask, theme, broad=broad)
    with st.expander("All rules of this theme, as written"):
        written = [f"{rule.text}{'   (broad)' if rule.broad else ''}" for rule in theme.rules]
        written += [f"not: {text}" for text in theme.exclusions]
        st.code("\n".join(written), language=None)


def _rules(desk: Desk, mask: np.ndarray, theme: Theme, *, broad: bool) -> None:
    """A bar for each rule that matches."""
    about = theme.slug
    rules = remember.once(
        desk, "themes/rules", lambda: rule_shares(desk.corpus, mask, about, broad=broad), about, broad
    )
    if rules.empty:
        safe.note("None of its rules matches in these stories.")
        return
    first = rules.iloc[0]
    card.show(
        desk,
        remember.drawn(desk, "themes/bars", lambda shown: rule_bars(shown, rules, about, broad=broad), about, broad),
        key="rules",
        title=f"The rules that find {theme.label}",
        how=f"One bar is one rule: the sentences it matched in, of {first['n']:,} that carry the theme. The "
        f"strong part is found by no other rule. The first rule makes {first['share_of_hits']:.0%} of all matches.",
    )


def _pairs(desk: Desk, mask: np.ndarray, *, broad: bool) -> None:
    """A cell for each pair of themes."""
    card.show(
        desk,
        remember.drawn(
            desk,
            "themes/overlaps",
            lambda shown: overlap_cells(
                shown, page.of_pairs(desk, overlaps(desk.corpus, mask, broad=broad)), broad=broad
            ),
            broad,
        ),
        key="overlaps",
        title="Themes in one sentence",
        how="In each cell: sentences that carry both themes. A stronger shade is a larger share of the sentences with "
        "either.",
    )


main()
