"""The tables of characters: what this Python says of every code point, in the scanner's terms."""

import unicodedata

import numpy as np

from dashboard.corpus import characters as classes
from tests.corpus import reference


def test_classes_of_all_of_unicode() -> None:
    """The scanner's class of every code point is the reference's, and no word character is outside the planes asked."""
    kind = classes.characters().kind
    of_category = {"L": classes.LETTER, "M": classes.MARK}
    wanted = bytes(
        classes.DIGIT if category == "Nd" else of_category.get(category[0], classes.OTHER)
        for category in map(unicodedata.category, map(chr, range(0x110000)))
    )
    expected = np.frombuffer(wanted, dtype=np.uint8).copy()
    for first, last in reference.HAN_AND_KANA:
        expected[first : last + 1] = [
            classes.HAN if reference.is_han_or_kana(chr(code)) else expected[code] for code in range(first, last + 1)
        ]
    expected[[0x27, 0x2019]], expected[0x2E], expected[0x2C] = classes.APOSTROPHE, classes.DOT, classes.COMMA
    np.testing.assert_array_equal(kind[:0x110000], expected)
    assert not kind[0x110000:].any()


def test_scripts_without_spaces_by_name() -> None:
    """Han and Kana are what Unicode's own names say; letters of no other script are cut one by one."""
    names = ("CJK UNIFIED", "CJK COMPAT", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "HENTAIGANA", "IDEOGRAPHIC")
    others = ("HANGZHOU NUMERAL", "VERTICAL KANA", "MASU MARK", "VERTICAL IDEOGRAPHIC", "OLD CHINESE ITERATION")
    kind = classes.characters().kind
    for code in range(0x40000):
        category = unicodedata.category(chr(code))
        if category[0] == "L" or category == "Nl":
            name = unicodedata.name(chr(code), "")
            assert (kind[code] == classes.HAN) == name.startswith((*names, *others)), hex(code)


def test_lower_case_fits_the_table() -> None:
    """Every character with another lower-case form is in the table, in at most twice its bytes."""
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        lower = chr(code).lower()
        if lower != chr(code):
            assert code < classes.CASED_BELOW
            assert len(lower.encode()) <= min(8, 2 * len(chr(code).encode()))


def test_short_cut_for_ascii() -> None:
    """Letters and digits are there lower-cased, plain separators are GAP, joints and longer characters are LOOK."""
    plain = classes.characters().plain
    assert [plain[ord(character)] for character in "aZ0"] == [ord("a"), ord("z"), ord("0")]
    assert [plain[ord(character)] for character in " \n-$_"] == [classes.GAP] * 5
    assert [plain[octet] for octet in (*b".,'", 0x80, 0xFF)] == [classes.LOOK] * 5


def test_tables_cannot_be_changed() -> None:
    """Everyone shares one copy, so nobody may write to it."""
    table = classes.characters()
    assert not any(part.flags.writeable for part in (table.kind, table.folded, table.plain))
