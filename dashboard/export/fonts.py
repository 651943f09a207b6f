"""The page's own type for pictures: Streamlit ships it, and without it a saved picture is set in whatever is there."""

from base64 import b64encode
from functools import cache
from importlib.util import find_spec
from pathlib import Path

SANS, SERIF = "Source Sans", "Source Serif"
SHIPPED = {SANS: "SourceSansVF-Upright*.woff2", SERIF: "SourceSerifVariable-Roman*.woff2"}


@cache
def faces(*names: str) -> str:
    """CSS that brings the fonts along, whole; both without names, empty where Streamlit does not ship them.

    Example:
        >>> faces("Source Sans")[:42]
        "@font-face{font-family:'Source Sans';font-"
    """
    return "".join(_face(name) for name in names or SHIPPED)


def _face(name: str) -> str:
    spec = find_spec("streamlit")
    folder = Path(str(spec.origin)).parent / "static" if spec and spec.origin else Path()
    found = next(iter(sorted(folder.rglob(SHIPPED[name]))), None)
    if found is None:
        return ""
    data = b64encode(found.read_bytes()).decode()
    return (
        f"@font-face{{font-family:'{name}';font-weight:200 900;src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
