"""The pages by name and file: the front door lists them, and exports run those that have charts once more."""

from pathlib import Path

VIEWS = Path(__file__).parent.parent / "views"
PAGES = ("overview", "themes", "keywords", "topics", "echoes", "articles", "files", "add", "method")
# Pages of lists and words; their charts, if any, are saved as they stand.
LISTS = ("articles", "files", "add", "method")
NAMES = {"add": "Add files"}
CHARTED = tuple(name for name in PAGES if name not in LISTS)


def titled(name: str) -> str:
    """A page's name as the reader sees it.

    Example:
        >>> titled("overview")
        'Overview'
    """
    return NAMES.get(name, name.capitalize())
