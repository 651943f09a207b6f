"""What wants a person's look: one queue per question, each row a story."""

import pandas as pd

from dashboard.corpus.corpus import Corpus

DATE, UNDATED, OUTLET, HEADLINE, LANGUAGE = "date", "undated", "outlet", "headline", "language"
QUEUES = (DATE, UNDATED, OUTLET, HEADLINE, LANGUAGE)


def queues(corpus: Corpus) -> pd.DataFrame:
    """Every story that wants a look, once per question.

    Own stories of their pages only. A story whose date was refused stands in `date`, not in `undated` as well.

    Returns:
        queue (one of `QUEUES`), row (of `articles`), printed (what stands there; empty for nothing), reason.
    """
    articles = corpus.articles
    doubts = corpus.table("doubts")
    rows = pd.Series(range(len(articles)), index=articles["article_id"])
    told = doubts.assign(row=doubts["article_id"].map(rows)).dropna(subset=["row"])
    told = told.rename(columns={"about": "queue"})[["queue", "row", "printed", "reason"]].astype({"row": "int64"})
    own = articles["kind"].eq("main").to_numpy(bool, na_value=False)
    doubted = articles.index.isin(told.loc[told["queue"] == DATE, "row"])
    missing = {
        UNDATED: (articles["published"].isna() & ~doubted, "no day is printed, or none could be read"),
        OUTLET: (articles["outlet"].isna(), "no outlet is named"),
        HEADLINE: (
            articles["title_from"].ne("page") & articles["title_from"].ne("correction"),
            "no headline was found",
        ),
    }
    some = [
        pd.DataFrame({"queue": name, "row": articles.index[(lacks & own).to_numpy(bool)], "printed": "", "reason": why})
        for name, (lacks, why) in missing.items()
    ]
    every = pd.concat([told, *some], ignore_index=True)
    return every[own[every["row"].to_numpy("int64")]].reset_index(drop=True)


def waiting(corpus: Corpus) -> dict[str, int]:
    """How many stories stand in each queue; empty ones are left out."""
    sizes = queues(corpus)["queue"].value_counts()
    return {name: int(sizes[name]) for name in QUEUES if name in sizes}
