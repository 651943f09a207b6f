"""Invented prose for the tests of shared wording: words that no two stories share by chance."""

import random

SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


def prose(seed: int, n_words: int) -> str:
    """A text of made-up words, the same for one seed; a full stop after every twelfth."""
    dice = random.Random(seed)
    words = ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(n_words)]
    return " ".join(word + "." if place % 12 == 11 else word for place, word in enumerate(words))
