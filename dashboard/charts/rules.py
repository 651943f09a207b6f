"""The rules of a theme: which of them makes how many of its sentences, and what only it finds."""

import pandas as pd

from dashboard.analysis.pick import Pick
from dashboard.charts.chart import Canvas, Chart, Mark, records
from dashboard.charts.style import beside, blank, plain, tokens, unfaded, wrapped

ROW, TALL = 26, 36  # pixels of a bar whose rules take one line, two lines
MOST = 25  # rules drawn; the table has them all
LABEL = 58  # characters of a line of a rule


def rule_bars(canvas: Canvas, rules: pd.DataFrame, theme: str, *, broad: bool = False) -> Chart:
    """One bar per rule: the sentences it matched in; the strong part no other rule of the theme found.

    Args:
        canvas: The page.
        rules: `analysis.themes.rule_shares` of the theme.
        theme: Its slug.
        broad: Whether broad rules were counted.
    """
    look, flag = tokens(canvas.mode), "yes" if broad else ""
    alone, shared = [], []
    for row in records(rules):
        pick = Pick("sentences", theme=theme, rule=row.rule, broad=flag)
        only = Pick("sentences", theme=theme, rule=row.rule, only="yes", broad=flag)
        alone.append(Mark(only, int(row.n_only), int(row.n), f"only by {row.rule}: {row.n_only} of {row.n} sentences"))
        shared.append(Mark(pick, int(row.k), int(row.n), f"{row.rule}: {row.k} of {row.n} sentences"))
    drawn = rules.head(MOST)
    names = [_lines(rule, width=LABEL // 2 if canvas.narrow else LABEL) for rule in drawn["rule"]]
    height = TALL if any("<br>" in name for name in names) else ROW
    figure = blank(canvas.mode, height=height * len(drawn) + 8)
    places = list(range(len(drawn)))
    for marks, widths, base, colour, part in (
        (alone, drawn["n_only"], 0 * drawn["k"], look.accent, "found by no other rule"),
        (shared, drawn["k"] - drawn["n_only"], drawn["n_only"], look.steps[3], "found by other rules too"),
    ):
        codes = [mark.code for mark in marks[: len(drawn)]]
        figure.add_bar(
            y=places,
            x=widths,
            base=base,
            orientation="h",
            width=0.62,
            marker={"color": [look.warm if code == canvas.picked else colour for code in codes]},
            customdata=codes,
            text=[f"{plain(mark.label)}<br>{part}" for mark in marks[: len(drawn)]],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
            **unfaded(),
        )
    for place, row in enumerate(records(drawn)):
        said = {"size": 12, "color": look.mute}
        figure.add_annotation(x=row.k, y=place, text=f"{row.k:,}", xanchor="left", xshift=4, showarrow=False, font=said)
    figure.update_layout(barmode="overlay", margin={"l": 4, "r": 30, "t": 2, "b": 2})
    figure.update_xaxes(visible=False)
    span = [len(drawn) - 0.5, -0.5]
    figure.update_yaxes(tickvals=places, ticktext=names, range=span, showgrid=False, tickfont_color=look.ink)
    return Chart(figure, _table(rules), (*shared, *alone), _alt(canvas, rules, theme))


def _lines(rule: str, *, width: int) -> str:
    """A rule over two lines at most, which may part at a space or after a bar.

    Example:
        >>> _lines("[global south|global majority]", width=20)
        '\u2003[global south|<br>\u2003global majority]'
    """
    parted = wrapped(rule.replace("|", "| "), width=width)
    return "<br>".join(beside(plain(line.replace("| ", "|"))) for line in parted)


def _table(rules: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Rule": rules["rule"].to_numpy(),
            "Broad": rules["is_broad"].to_numpy(),
            "Matches": rules["n_hits"].to_numpy(),
            "Share of matches": rules["share_of_hits"].round(4).to_numpy(),
            "Sentences": rules["k"].to_numpy(),
            "Found by no other rule": rules["n_only"].to_numpy(),
            "All sentences of the theme": rules["n"].to_numpy(),
        }
    )


def _alt(canvas: Canvas, rules: pd.DataFrame, theme: str) -> str:
    if rules.empty:
        return f"No rule of {canvas.labels[theme]} matches."
    most = "; ".join(f"{row.rule}, {row.k:,}" for row in records(rules.head(3)))
    many = "rule" if len(rules) == 1 else "rules"
    return f"Bars for {len(rules)} {many} of {canvas.labels[theme]}. Most of {rules['n'].iloc[0]:,} sentences: {most}."
