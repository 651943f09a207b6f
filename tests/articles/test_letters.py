"""The table of characters."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.letters import DECIMAL, DIGIT, INSIDE, LAST, LETTER, LOWER, UPPER, codes_of, folds, kinds


@given(st.characters())
def test_the_table_says_what_python_says(char):
    """Of every character, those outside any script included."""
    kind = int(kinds()[ord(char)])

    assert bool(kind & INSIDE) == bool(re.fullmatch(r"\w", char))
    assert bool(kind & LETTER) == bool(re.fullmatch(r"[^\W\d_]", char))
    assert bool(kind & DECIMAL) == bool(re.fullmatch(r"\d", char))
    assert bool(kind & DIGIT) == char.isdigit()
    assert (bool(kind & UPPER), bool(kind & LOWER)) == (char.isupper(), char.islower())


@given(st.characters())
def test_letters_fold_as_python_folds_them(char):
    """Each to one letter, or to 0 where case folding makes it another kind of sign; whatever else is a blank."""
    letter, folded = re.fullmatch(r"[^\W\d_]", char), char.casefold()
    alike = len(folded) == 1 and bool(letter) == bool(re.fullmatch(r"[^\W\d_]", folded))

    assert int(folds()[ord(char)]) == (0 if not alike else ord(folded) if letter else ord(" "))


def test_nothing_above_the_last_character_is_a_letter():
    """Names there are private, or of signs."""
    assert not any(unicodedata.category(chr(code))[0] in "LN" for code in range(LAST, 0x110000))


def test_lone_surrogates_are_characters_too():
    """Broken files hold them."""
    assert codes_of(["a\ud83d", ""])[0].tolist() == [97, 0xD83D]
