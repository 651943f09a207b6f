"""What a build works out beforehand, so that a big data version need not read every story when it is asked."""

import numpy as np

from dashboard.analysis.cube import cubes
from dashboard.analysis.once import clusters
from dashboard.analysis.terms import idf
from dashboard.analysis.titles import title_arrays
from dashboard.corpus.corpus import Corpus


def worked_out(corpus: Corpus) -> dict[str, dict[str, np.ndarray]]:
    """Arrays by name, as `Corpus.ahead` gives them: cubes of words, headlines as tokens, the yardstick, copies."""
    return {
        **cubes(corpus),
        "titles": title_arrays(corpus),
        "idf": {"idf": idf(corpus)},
        "copies": vars(clusters(corpus)),
    }
