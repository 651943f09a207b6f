"""Signs that cannot be seen and change what is seen: they turn the direction of a text, or have no width."""

import re

# Embeddings, overrides and isolates of direction; zero-width blanks, word joiners, byte order marks; control signs.
# Joiners (U+200C, U+200D), direction marks (U+200E, U+200F, U+061C) and soft hyphens stay as they are: scripts, emoji
# and line ends need them, and they turn nothing that stands beside them.
UNSEEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)


def name(sign: str) -> str:
    r"""How Unicode numbers a sign.

    Example:
        >>> name("\u202e")
        'U+202E'
    """
    return f"U+{ord(sign):04X}"


def spelled(text: str) -> str:
    r"""A text in which unseen signs stand by their numbers, for places that take plain text alone.

    Example:
        >>> spelled("\u202egnp.exe")
        '⟨U+202E⟩gnp.exe'
    """
    return UNSEEN.sub(lambda found: f"⟨{name(found[0])}⟩", text)
