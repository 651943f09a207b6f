"""A mark in words: what it counted, where and when; and why it may have counted nothing."""

from dashboard.analysis.balanced import LEAST_STORIES
from dashboard.analysis.echo_paths import opening_of
from dashboard.analysis.heads import NO_OUTLET
from dashboard.analysis.pick import Pick
from dashboard.analysis.selection import UNNAMED
from dashboard.corpus.corpus import Corpus


def described(corpus: Corpus, pick: Pick) -> str:
    """The mark in words: what, where, when."""
    labels = corpus.settings.labels
    parts = [f"“{pick.term}”{' in any form' if pick.family else ''}"] if pick.term else []
    parts += [labels.get(slug, slug) for slug in (pick.theme, pick.also) if slug]
    parts += [f"group {int(pick.topic) + 1}"] if pick.topic.isdigit() else []
    parts += wording_of(corpus, pick)
    parts += [f"{'only ' if pick.only else ''}by the rule {pick.rule}"] if pick.rule else []
    counted = {"mentions": "in at least one sentence", "takes_up": "in two sentences or the headline"}
    parts += [counted[pick.measure]] if pick.unit == "articles" and pick.theme and not pick.rule else []
    parts += [NO_OUTLET if pick.outlet == UNNAMED else pick.outlet] if pick.outlet else []
    parts += [pick.period] if pick.period else []
    parts += [f"before {pick.before}"] if pick.before else []
    parts += [f"from {pick.since} on"] if pick.since else []
    parts += [f"outlets with at least {LEAST_STORIES} stories there"] if pick.balanced else []
    parts += [_title(corpus, pick.article)] if pick.article else []
    parts += ["broad rules too"] if pick.broad else []
    parts += _elsewhere(corpus, pick)
    return " · ".join(parts) or "all stories of the filter"


def wording_of(corpus: Corpus, pick: Pick) -> list[str]:
    """The conditions of a mark on shared wording and official phrases, in words."""
    known = corpus.table("formulas") if pick.formula else None
    parts = [] if known is None else [f"“{p}”" for p in known.loc[known["formula_id"] == int(pick.formula), "phrase"]]
    parts += [f"“{opening_of(corpus, pick.passage)}”"] if pick.passage else []
    said = {"any": "passages that stand in other stories too", "mostly": "mostly someone else’s text"}
    parts += [said[pick.shared]] if pick.shared else []
    return parts


def _elsewhere(corpus: Corpus, pick: Pick) -> list[str]:
    """Where else a passage stands, and what of it is left out."""
    other = _title(corpus, pick.other_article) if pick.other_article else pick.other_outlet
    parts = [f"also in {NO_OUTLET if other == UNNAMED else other}"] if other else []
    return parts + (["without quoted words"] if pick.quoted else [])


def _title(corpus: Corpus, article_id: str) -> str:
    titles = corpus.articles.loc[corpus.articles["article_id"] == article_id, "title"]
    return str(titles.iloc[0]) if len(titles) and isinstance(titles.iloc[0], str) else "a story without a headline"


def nothing_of(pick: Pick) -> str:
    """What is true of a mark that counted nothing.

    Example:
        >>> nothing_of(Pick("sentences", theme="trade", article="a1"))
        'No sentence of this story carries the theme.'
        >>> nothing_of(Pick("articles", theme="trade", measure="takes_up", outlet="Herald"))
        'No story of this outlet takes up the theme.'
    """
    places = [(pick.article, "of this story"), (pick.outlet, "of this outlet"), (pick.period, "of this period")]
    where = "".join(f" {words}" for given, words in places if given)
    if pick.unit == "words":
        return f"The words stand in no sentence{where}."
    if pick.unit == "passages" or not pick.theme:
        return f"There is nothing{where} to read here."
    takes_up = pick.unit == "articles" and pick.measure == "takes_up"
    does = "takes up" if takes_up else "mentions" if pick.unit == "articles" else "carries"
    what = "both themes" if pick.also else "the theme by this rule" if pick.rule else "the theme"
    unit = "story" if pick.unit == "articles" else "sentence"
    where = where.removeprefix(" of this story") if unit == "story" else where
    return f"No {unit}{where} {does} {what}."
