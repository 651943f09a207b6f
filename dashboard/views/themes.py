"""Themes: each over time, by outlet, by the rules that find it, and with the themes it meets."""

import streamlit as st

from dashboard.analysis.carriers import Measure
from dashboard.analysis.intervals import EACH_BELOW
from dashboard.analysis.shares import outlet_shares, story_shares
from dashboard.analysis.themes import overlaps, rule_shares
from dashboard.charts.dots import theme_dots
from dashboard.charts.overlaps import overlap_cells
from dashboard.charts.rules import rule_bars
from dashboard.charts.themes import MOST_ROWS, outlet_cells, story_cells
from dashboard.charts.timeline import Measured
from dashboard.ui import card, evidence, page, remember, safe
from dashboard.ui.desk import canvas, open_desk
from dashboard.ui.event_lines import event_switch
from dashboard.ui.in_time import around, over_time
from dashboard.ui.options import choose, switch

BALANCED = (
    "The line is the mean of the outlets’ shares, so that an outlet with many stories does not outweigh the others."
)
MEASURES = {"mentions": "mentions (a sentence)", "takes_up": "takes up (two, or headline)"}

desk = open_desk()
corpus, shown = desk.corpus, canvas(desk)
mask = page.kept(desk)
facts = corpus.table("article_themes")
is_few = mask.sum() < EACH_BELOW
is_one = mask.sum() == 1  # one story has no line of time: its cells say all

page.head(desk, "Themes", mask)
with evidence.beside(desk):
    page.theme_notes(desk, mask)
    with st.container(horizontal=True, gap="large", key="options"):
        measure = "mentions" if is_few else choose("measure", "A story counts when it", MEASURES)
        if not is_few:
            bins = choose("bin", "Periods", page.bins_for(corpus.days[mask]))
    with st.container(horizontal=True, gap="medium", key="switches"):
        broad = switch("broad", "Broad rules too", help="Rules that find more and err more often. Off by default.")
        balanced = not is_few and switch("balanced", "Each outlet counts the same", help=BALANCED)
        event_switch(corpus.days[mask])
    measured = Measured(measure, broad, balanced)

    if is_few:
        stories = page.of_themes(desk, story_shares(corpus, mask, facts, broad=broad))
    if is_few and not is_one:
        card.show(
            desk,
            remember.drawn(
                desk,
                "themes/dots",
                lambda shown: theme_dots(
                    shown, stories.sort_values(["day", "row"], na_position="last", kind="stable"), broad=broad
                ),
                broad,
            ),
            key="time",
            title="Each theme, story by story",
            how="One dot is one story, in the order of time (not to scale): the share of its sentences that carry "
            "the theme. In blue: in how many of the stories it stands. Every panel has the same scale.",
        )
    elif not is_few:
        over_time(desk, mask, bins, measured)
    if not is_one:
        around(desk, mask, Measured(measure, broad))

    if is_few:
        card.show(
            desk,
            remember.drawn(desk, "themes/stories", lambda shown: story_cells(shown, stories, broad=broad), broad),
            key="stories",
            title="By story",
            how="In each cell: sentences of the story that carry the theme, of all its sentences. A stronger shade is "
            "a larger share.",
        )
    else:
        counting = Measure(measure, broad)
        by_outlet = remember.once(desk, "themes/shares", lambda: outlet_shares(corpus, mask, facts, counting), counting)
        n_rows = by_outlet.table["key"].nunique()
        biggest = (
            f" The {MOST_ROWS} biggest of {n_rows:,} rows are drawn; the table has all." if n_rows > MOST_ROWS else ""
        )
        left_out = f" {by_outlet.n_left_out:,} stories without an outlet have no row." if by_outlet.n_left_out else ""
        card.show(
            desk,
            remember.drawn(
                desk,
                "themes/outlets",
                lambda shown: outlet_cells(shown, page.of_themes(desk, by_outlet.table), measure=measure, broad=broad),
                counting,
            ),
            key="outlets",
            title="By outlet",
            how=f"In each cell: stories of the outlet that carry the theme, of all its stories; per cent from 100 "
            f"stories on. A stronger shade is a larger share; an outlet with under ten stories has no shade."
            f"{biggest}{left_out}",
        )

    about = choose(
        "about", "A theme in detail", {slug: shown.labels[slug] for slug in page.themes_shown(desk)}, listed=True
    )
    theme = next(known for known in corpus.settings.themes if known.slug == about)
    safe.put(safe.tag("p", theme.definition, class_="rf-lead"))
    rules = remember.once(desk, "themes/rules", lambda: rule_shares(corpus, mask, about, broad=broad), about, broad)
    if rules.empty:
        safe.note("None of its rules matches in these stories.")
    else:
        first = rules.iloc[0]
        card.show(
            desk,
            remember.drawn(
                desk, "themes/bars", lambda shown: rule_bars(shown, rules, about, broad=broad), about, broad
            ),
            key="rules",
            title=f"The rules that find {theme.label}",
            how=f"One bar is one rule: the sentences it matched in, of {first['n']:,} that carry the theme. The "
            f"strong part is found by no other rule. The first rule makes {first['share_of_hits']:.0%} of all matches.",
        )
    with st.expander("All rules of this theme, as written"):
        written = [f"{rule.text}{'   (broad)' if rule.broad else ''}" for rule in theme.rules]
        written += [f"not: {text}" for text in theme.exclusions]
        st.code("\n".join(written), language=None)

    card.show(
        desk,
        remember.drawn(
            desk,
            "themes/overlaps",
            lambda shown: overlap_cells(shown, page.of_pairs(desk, overlaps(corpus, mask, broad=broad)), broad=broad),
            broad,
        ),
        key="overlaps",
        title="Themes in one sentence",
        how="In each cell: sentences that carry both themes. A stronger shade is a larger share of the sentences with "
        "either.",
    )
