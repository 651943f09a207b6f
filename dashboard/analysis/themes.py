"""Themes in a corpus: every hit with its rule, the facts per story, and what the hits say about rules and overlaps."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import csr_array

from dashboard.analysis.columns import distinct
from dashboard.analysis.hits import hits_of
from dashboard.corpus.corpus import Corpus
from dashboard.schema import THEME_HITS, THEMES, TITLE_HITS
from dashboard.settings import Theme

DOT = pa.scalar(".", pa.large_string())


def theme_tables(corpus: Corpus, themes: Sequence[Theme]) -> dict[str, pd.DataFrame]:
    """Everything about themes that is counted once per snapshot.

    Returns:
        themes, and what `tables_of` makes of every hit.

    Raises:
        SettingsError: a rule is not in the rule language.
    """
    return {"themes": theme_table(themes), **tables_of(corpus, hits_of(corpus, themes))}


def tables_of(corpus: Corpus, hits: pa.Table) -> dict[str, pd.DataFrame]:
    """Hits as the schema has them.

    Args:
        corpus: The stories.
        hits: What `hits_of` gives for them.

    Returns:
        theme_hits, broad_hits and title_hits, with `row` (of `corpus.articles`) and, in bodies, `sentence` (place in
        the body) beside; and article_themes (see there).
    """
    ids = pa.array(corpus.articles["article_id"].to_numpy(object), pa.large_string()).take(hits["row"])
    sentence_ids = pc.binary_join_element_wise(ids, hits["sentence"].cast(pa.large_string()), DOT)
    hits = hits.append_column("article_id", ids).append_column("sentence_id", sentence_ids)
    broad = hits["is_broad"]
    in_title = hits["in_title"]
    columns = [*THEME_HITS.names, "row", "sentence"]
    strict, others = (
        hits.filter(pc.and_not(here, in_title)).select(columns).to_pandas() for here in (pc.invert(broad), broad)
    )
    titles = hits.filter(in_title).select([*TITLE_HITS.names, "row"]).to_pandas()
    return {
        "theme_hits": strict,
        "broad_hits": others,
        "title_hits": titles,
        "article_themes": article_themes(strict, others, titles),
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
    return theme_tables(corpus, themes)["broad_hits" if broad else "theme_hits"]


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
    slugs = pa.array(sorted({*both["theme"].unique(), *titles["theme"].unique()}), pa.large_string())

    def keys(hits: pd.DataFrame) -> np.ndarray:
        """Story and theme of each hit in one number."""
        return hits["row"].to_numpy(np.int64) * len(slugs) + pc.index_in(pa.array(hits["theme"]), slugs).to_numpy()

    found = distinct(np.concatenate([keys(both), keys(titles)]))

    def sentences(hits: pd.DataFrame) -> np.ndarray:
        """Sentences with a hit, per story and theme."""
        carried = distinct((keys(hits) << 24) | hits["sentence"].to_numpy(np.int64))
        return np.bincount(np.searchsorted(found, carried >> 24), minlength=len(found))

    return pd.DataFrame({
        "row": found // max(len(slugs), 1),
        "theme": slugs.take(pa.array(found % max(len(slugs), 1))).to_pandas(),
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
    hits = _hits_of_theme(corpus, mask, theme, broad=broad)
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
    slugs = corpus.settings.slugs
    carried = distinct(np.concatenate([_carried(corpus.table(name), mask, slugs) for name in _tables(broad=broad)]))
    sentence, theme = np.divmod(carried, max(len(slugs), 1))
    begins = np.append(np.flatnonzero(np.diff(sentence, prepend=-1)), len(carried))
    carries = csr_array((np.ones(len(carried), np.int64), theme, begins), shape=(len(begins) - 1, len(slugs)))
    both = (carries.T @ carries).toarray()
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


def _carried(hits: pd.DataFrame, mask: np.ndarray, slugs: Sequence[str]) -> np.ndarray:
    """Sentence and theme of each hit in the chosen stories, in one number."""
    row, theme = (
        hits["row"].to_numpy(np.int64),
        pc.index_in(pa.array(hits["theme"]), pa.array(slugs, pa.large_string())),
    )
    number = theme.fill_null(-1).to_numpy(zero_copy_only=False)
    kept = mask[row] & (number >= 0)
    sentence = (row[kept] << 24) | hits["sentence"].to_numpy(np.int64)[kept]
    return np.asarray(sentence * len(slugs) + number[kept])


def _hits_of_theme(corpus: Corpus, mask: np.ndarray, theme: str, *, broad: bool) -> pd.DataFrame:
    """A theme's hits in the chosen stories: row, sentence, rule, is_broad."""
    parts = []
    for name in _tables(broad=broad):
        hits = corpus.table(name)
        kept = mask[hits["row"].to_numpy(np.int64)] & (hits["theme"] == theme).to_numpy(bool)
        parts.append(hits.loc[kept, ["row", "sentence", "rule"]].assign(is_broad=name == "broad_hits"))
    return pd.concat(parts, ignore_index=True)


def _tables(*, broad: bool) -> tuple[str, ...]:
    return ("theme_hits", "broad_hits") if broad else ("theme_hits",)
