from dashboard.analysis.themes import rule_shares
from dashboard.charts.rules import rule_bars
from tests.charts import drawn


def bars(picked=""):
    """The rules of trade: "trade" matches in 4 sentences of the main stories, export* in 2, one of them shared."""
    rules = rule_shares(drawn.corpus(), drawn.mask(), "trade")
    return rules, rule_bars(drawn.canvas(picked), rules, "trade")


def test_a_rule_has_two_marks():
    """What it matched in, and what no other rule of the theme found."""
    rules, chart = bars()
    counted = {(mark.pick.rule, mark.pick.only): (mark.k, mark.n) for mark in chart.marks}

    assert len(chart.marks) == 2 * len(rules)
    assert counted[("trade", "")] == (3, 4)
    assert counted[("trade", "yes")] == (2, 4)
    assert counted[("export*", "")] == (2, 4)
    assert counted[("export*", "yes")] == (1, 4)


def test_the_dark_part_is_drawn_first():
    """The bar's dark part starts at 0, the light one where it ends; together they are k."""
    rules, chart = bars()
    alone, shared = chart.figure.data

    assert list(alone.base) == [0] * len(rules)
    assert list(shared.base) == list(alone.x)
    assert [a + b for a, b in zip(alone.x, shared.x, strict=True)] == rules["k"].tolist()


def test_a_long_rule_is_read_over_two_lines():
    """The whole rule stands in the label; a line has up to 58 characters."""
    rules, _ = bars()
    long = "[the community of the many|the community of the few|the community of all]"
    label = rule_bars(drawn.canvas(), rules.assign(rule=long).head(1), "trade").figure.layout.yaxis.ticktext[0]

    assert label.replace("\u2003", "").split("<br>") == [
        "[the community of the many|the community of the few|the",
        "community of all]",
    ]


def test_no_rule_matches():
    """An empty theme is a small valid chart."""
    rules, _ = bars()
    chart = rule_bars(drawn.canvas(), rules.iloc[:0], "trade")

    assert chart.marks == ()
    assert chart.alt == "No rule of Trade matches."
