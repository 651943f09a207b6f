"""Everything about shared wording in one call: echoes, copies and formulas, and `copy_of` filled in."""

from dataclasses import replace

import pandas as pd

from dashboard.analysis.copies import find_copies
from dashboard.analysis.echoes import find_echoes
from dashboard.analysis.formulas import find_formulas
from dashboard.corpus.corpus import Corpus


def shared_wording(corpus: Corpus, *, threads: int = 1) -> tuple[Corpus, dict[str, pd.DataFrame]]:
    """Find what stories share.

    Args:
        corpus: The open corpus.
        threads: That share the work; they change no number.

    Returns:
        The same corpus with `articles.copy_of` filled in, and the tables echoes, copies, formulas, formula_places.
    """
    echoes, pairs = find_echoes(corpus, threads=threads)
    copies = find_copies(corpus, pairs)
    first_of = copies[~copies["is_first"]].set_index("article_id")["cluster_id"]
    copy_of = corpus.articles["article_id"].map(first_of).astype("str")
    known = replace(corpus, articles=corpus.articles.assign(copy_of=copy_of))
    formulas, places = find_formulas(known, echoes, threads=threads)
    return known, {"echoes": echoes, "copies": copies, "formulas": formulas, "formula_places": places}
