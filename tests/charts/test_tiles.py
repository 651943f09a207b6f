from dashboard.charts.tiles import tiles
from tests.charts import drawn


def columns(count, **options):
    """How many tiles stand side by side: those whose upper edge is the top."""
    figure = tiles(drawn.canvas(**options), count)
    tops = [figure.layout[f"yaxis{'' if place == 0 else place + 1}"]["domain"][1] for place in range(count)]
    return sum(top == max(tops) for top in tops)


def test_four_across_two_on_a_phone():
    """Eight tiles are two rows of four, on a phone four rows of two."""
    assert columns(8) == 4
    assert columns(8, narrow=True) == 2


def test_fewer_tiles_are_wider():
    """Three tiles share the whole width."""
    assert columns(3) == 3


def test_no_tile_is_a_figure_too():
    """Without a theme to show there is an empty grid, no error."""
    assert tiles(drawn.canvas(), 0).layout["height"] > 0
