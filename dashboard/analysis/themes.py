"""Themes in a corpus: every hit with its rule, the facts per story, and what the hits say about rules and overlaps."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.analysis.matching import Spans
from dashboard.analysis.rules import BROAD, RuleBook, body_hits, rule_book, title_spans
from dashboard.analysis.titles import titles_of
from dashboard.corpus.corpus import Corpus, Shard
from dashboard.schema import THEME_HITS, THEMES, TITLE_HITS
from dashboard.settings import Theme


def theme_tables(corpus: Corpus, themes: Sequence[Theme]) -> dict[str, pd.DataFrame]:
    """Everything about themes that is counted once per snapshot.

    Returns:
        themes, theme_hits, broad_hits and title_hits as the schema has them, the hits with `row` (of
        `corpus.articles`) and, in bodies, `sentence` (place in the body) beside; and article_themes (see there).
        A story in a language that a theme has no rules for has no hits of it: it is not coded.

    Raises:
        SettingsError: a rule is not in the rule language.
    """
    book = rule_book(themes)
    hits = _body_table(corpus, themes, book)
    strict, broad = _hits_of(hits, broad=False), _hits_of(hits, broad=True)
    titles = _title_table(corpus, themes, book)
    return {
        "themes": theme_table(themes),
        "theme_hits": strict,
        "broad_hits": broad,
        "title_hits": titles,
        "article_themes": article_themes(strict, broad, titles),
    }


def theme_hits(corpus: Corpus, themes: Sequence[Theme], *, broad: bool = False) -> pd.DataFrame:
    """Every match of a rule in a body, longest first where rules of a theme meet.

    Args:
        corpus: The stories; those in a language that a theme has no rules for have no hits of it.
        themes: What to look for.
        broad: False for the rules that are on by default; True for the broad ones only, which match where no
            other rule of their theme does.

    Returns:
        theme_hits of the schema with `row` and `sentence`, in the order of the corpus, theme by theme.

    Raises:
        SettingsError: a rule is not in the rule language.
    """
    hits = _body_table(corpus, themes, rule_book(themes))
    return _hits_of(hits, broad=broad)


def _hits_of(hits: pd.DataFrame, *, broad: bool) -> pd.DataFrame:
    return hits.loc[hits["is_broad"] == broad, [*THEME_HITS.names, "row", "sentence"]].reset_index(drop=True)


def theme_table(themes: Sequence[Theme]) -> pd.DataFrame:
    """The codebook as the table `themes`.

    Example:
        >>> theme_table([Theme("trade", "Trade", "Goods.", ("en",), ())])["n_rules"].tolist()
        [0]
    """
    rows = [
        (theme.slug, theme.label, theme.definition, sum(not rule.broad for rule in theme.rules)) for theme in themes
    ]
    return pd.DataFrame(rows, columns=list(THEMES.names))


def _coded(corpus: Corpus, themes: Sequence[Theme]) -> np.ndarray:
    """Theme × story: whether the theme has rules for the story's language."""
    languages = corpus.articles["language"]
    return np.array([languages.isin(theme.languages).to_numpy(bool) for theme in themes])


def _body_table(corpus: Corpus, themes: Sequence[Theme], book: RuleBook) -> pd.DataFrame:
    coded = _coded(corpus, themes)
    parts = []
    for shard, spans in body_hits(corpus, book):
        rows = shard.first + np.searchsorted(shard.article_tokens, spans.start, side="right") - 1
        kept = coded[book.group[spans.pattern], rows]
        parts.append(_shard_table(shard, spans.take(np.flatnonzero(kept)), rows[kept], book))
    table = pd.concat(parts, ignore_index=True)
    return _named(corpus, themes, table.sort_values(["row", "place", "start"], kind="stable", ignore_index=True))


def _shard_table(shard: Shard, spans: Spans, rows: np.ndarray, book: RuleBook) -> pd.DataFrame:
    return pd.DataFrame({
        "place": book.group[spans.pattern],
        "rule": np.array(book.texts, object)[spans.pattern],
        "is_broad": book.kind[spans.pattern] == BROAD,
        "row": rows,
        "sentence": spans.sentence - shard.article_sentences[rows - shard.first],
        "start": shard.start[spans.start].astype(np.int64),
        "end": shard.end[spans.end - 1].astype(np.int64),
    })  # fmt: skip


def _named(corpus: Corpus, themes: Sequence[Theme], table: pd.DataFrame) -> pd.DataFrame:
    """The hits with their ids and their words, cut from the bodies."""
    rows = table["row"].to_numpy()
    wanted = np.unique(rows).tolist()
    bodies = dict(zip(wanted, corpus.bodies(wanted), strict=True))
    spans = zip(rows.tolist(), table["start"].tolist(), table["end"].tolist(), strict=True)
    ids = corpus.articles["article_id"].to_numpy(object)[rows]
    sentences = zip(ids.tolist(), table["sentence"].tolist(), strict=True)
    return table.assign(
        theme=_slugs(themes, table["place"]),
        article_id=pd.Series(ids, dtype="str"),
        sentence_id=pd.Series([f"{article}.{place}" for article, place in sentences], dtype="str"),
        text=pd.Series([bodies[row][start:end] for row, start, end in spans], dtype="str"),
        rule=table["rule"].astype("str"),
    )


def _slugs(themes: Sequence[Theme], places: pd.Series) -> pd.Series:
    return pd.Series(np.array([theme.slug for theme in themes], object)[places.to_numpy()], dtype="str")


def _title_table(corpus: Corpus, themes: Sequence[Theme], book: RuleBook) -> pd.DataFrame:
    """Hits in printed headlines; a headline made from opening words would count the body twice."""
    spans, titles = title_spans(corpus, book)
    rows = titles.rows[spans.sentence]
    printed = corpus.articles["title_from"].isin(["page", "correction"]).to_numpy(bool)
    kept = _coded(corpus, themes)[book.group[spans.pattern], rows] & printed[rows]
    spans, rows = spans.take(np.flatnonzero(kept)), rows[kept]
    start, end = titles.tokens.start[spans.start].astype(np.int64), titles.tokens.end[spans.end - 1].astype(np.int64)
    places = zip(titles_of(corpus, rows), start.tolist(), end.tolist(), strict=True)
    table = pd.DataFrame({
        "theme": _slugs(themes, pd.Series(book.group[spans.pattern])),
        "rule": pd.Series(np.array(book.texts, object)[spans.pattern], dtype="str"),
        "article_id": pd.Series(corpus.articles["article_id"].to_numpy(object)[rows], dtype="str"),
        "start": start,
        "end": end,
        "text": pd.Series([title[first:last] for title, first, last in places], dtype="str"),
        "is_broad": book.kind[spans.pattern] == BROAD,
        "row": rows,
    })  # fmt: skip
    return table.sort_values(["row", "theme", "start"], ignore_index=True)[[*TITLE_HITS.names, "row"]]


def article_themes(strict: pd.DataFrame, broad: pd.DataFrame, titles: pd.DataFrame) -> pd.DataFrame:
    """How much of each theme is in each story that has any of it.

    Args:
        strict: Hits of the rules that are on by default: theme, row, sentence.
        broad: Hits of the broad rules, in the same way.
        titles: Hits in printed headlines: theme, row, is_broad.

    Returns:
        One row per story and theme with a hit: row, theme, n_sentences (that carry it), n_sentences_broad
        (with broad rules on), in_title, in_title_broad. No row: none of it, or not coded.
    """
    both = pd.concat([strict, broad])
    slugs = sorted({*both["theme"].unique(), *titles["theme"].unique()})

    def keys(hits: pd.DataFrame) -> np.ndarray:
        """Story and theme of each hit in one number."""
        return hits["row"].to_numpy(np.int64) * len(slugs) + pd.Categorical(hits["theme"], slugs).codes

    found = np.unique(np.concatenate([keys(both), keys(titles)]))

    def sentences(hits: pd.DataFrame) -> np.ndarray:
        """Sentences with a hit, per story and theme."""
        carried = np.unique((keys(hits) << 24) | hits["sentence"].to_numpy(np.int64))
        return np.bincount(np.searchsorted(found, carried >> 24), minlength=len(found))

    return pd.DataFrame({
        "row": found // max(len(slugs), 1),
        "theme": pd.Series([slugs[key % len(slugs)] for key in found.tolist()], dtype="str"),
        "n_sentences": sentences(strict),
        "n_sentences_broad": sentences(both),
        "in_title": np.isin(found, keys(titles[~titles["is_broad"]])),
        "in_title_broad": np.isin(found, keys(titles)),
    })  # fmt: skip


def rule_shares(corpus: Corpus, mask: np.ndarray, theme: str, *, broad: bool = False) -> pd.DataFrame:
    """Which rule of a theme makes how many of its hits, and what would be lost without it.

    Args:
        corpus: The open corpus, with theme_hits and broad_hits.
        mask: The stories the filter keeps.
        theme: A slug.
        broad: Whether broad rules count too.

    Returns:
        One row per rule with a hit, most hits first: rule, is_broad, n_hits, share_of_hits (0 to 1), k
        (sentences in which it matched), n (sentences that carry the theme), n_only (of the k, those that no
        other rule of the theme found). A sentence may count in the k of several rules.
    """
    hits = _chosen_hits(corpus, mask, broad=broad)
    hits = hits[hits["theme"] == theme]
    sentences = hits.drop_duplicates(["row", "sentence", "rule"])
    alone = ~sentences.duplicated(["row", "sentence"], keep=False)
    table = hits.groupby(["rule", "is_broad"], as_index=False).size().rename(columns={"size": "n_hits"})
    rules = pd.Index(table["rule"])
    table = table.assign(
        share_of_hits=table["n_hits"] / max(len(hits), 1),
        k=sentences["rule"].value_counts().reindex(rules, fill_value=0).to_numpy(np.int64),
        n=len(hits.drop_duplicates(["row", "sentence"])),
        n_only=sentences.loc[alone, "rule"].value_counts().reindex(rules, fill_value=0).to_numpy(np.int64),
    )
    return table.sort_values(["n_hits", "rule"], ascending=[False, True], ignore_index=True)


def overlaps(corpus: Corpus, mask: np.ndarray, *, broad: bool = False) -> pd.DataFrame:
    """Themes that share sentences.

    Returns:
        One row per pair of themes in the order of the codebook: theme, also, k (sentences that carry both),
        n (sentences that carry either), n_theme, n_also. Pairs that share none are there with k = 0.
    """
    hits = _chosen_hits(corpus, mask, broad=broad)
    slugs = [theme.slug for theme in corpus.settings.themes]
    keys, place = np.unique((hits["row"].to_numpy(np.int64) << 24) | hits["sentence"], return_inverse=True)
    carries = np.zeros((len(slugs), len(keys)))
    for number, slug in enumerate(slugs):
        carries[number, place[hits["theme"] == slug]] = 1
    both = (carries @ carries.T).astype(np.int64) if len(keys) else np.zeros((len(slugs),) * 2, np.int64)
    first, second = np.triu_indices(len(slugs), 1)
    alone = both.diagonal()
    return pd.DataFrame({
        "theme": [slugs[place] for place in first],
        "also": [slugs[place] for place in second],
        "k": both[first, second],
        "n": alone[first] + alone[second] - both[first, second],
        "n_theme": alone[first],
        "n_also": alone[second],
    })  # fmt: skip


def _chosen_hits(corpus: Corpus, mask: np.ndarray, *, broad: bool) -> pd.DataFrame:
    tables = [corpus.table(name).assign(is_broad=name == "broad_hits") for name in ("theme_hits", "broad_hits")]
    hits = pd.concat(tables if broad else tables[:1], ignore_index=True)
    return hits[mask[hits["row"]]]
