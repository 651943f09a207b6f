"""Overview: what is in the files, when, and which themes run through it."""

from dashboard.analysis.periods import gaps
from dashboard.analysis.shares import outlet_shares, story_shares
from dashboard.charts.themes import outlet_cells, story_cells
from dashboard.charts.timeline import story_line
from dashboard.ui import card, evidence, page
from dashboard.ui.desk import canvas, open_desk

FEW = 30  # stories: below this each is shown by itself

desk = open_desk()
corpus, shown = desk.corpus, canvas(desk)
mask = page.kept(desk)
facts = corpus.table("article_themes")

page.head(desk, "Overview", mask)
with evidence.beside(desk):
    if mask.sum() < FEW:
        stories = page.in_time(corpus, mask)
        card.show(
            desk,
            story_line(shown, stories, gaps(corpus.days[mask])),
            key="stories",
            title="The stories, in time",
            how="One dot is one story, on its day. What lies between two stories is written, not drawn to scale. "
            "A hollow dot has no date.",
        )
        card.show(
            desk,
            story_cells(shown, page.of_themes(desk, story_shares(corpus, mask, facts))),
            key="themes",
            title="Themes, story by story",
            how="In each cell: sentences of the story that carry the theme, of all its sentences. Darker is a larger "
            "share. Themes overlap, so they add up to more or less than the whole.",
        )
    else:
        card.show(
            desk,
            outlet_cells(shown, page.of_themes(desk, outlet_shares(corpus, mask, facts).table)),
            key="themes",
            title="Themes by outlet",
            how="In each cell: stories of the outlet with at least one sentence on the theme, of all its stories. "
            "Darker is a larger share. Themes overlap, so they add up to more or less than the whole.",
        )
