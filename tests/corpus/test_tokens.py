"""What a token is: the examples of the design, the reference, and the compiled loop held to both."""

import unicodedata

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.corpus.tokens import Tokens, tokenise, tokenise_arrow, tokenise_buffer
from tests.corpus import reference

DESIGN = {
    "U.S. trade": ["u.s.", "trade"],
    "Xi's visit": ["xi", "visit"],
    "don’t": ["don't"],
    "China-Russia": ["china", "russia"],
    "people-to-people": ["people", "to", "people"],
    "3,000.50": ["3,000.50"],
    "COVID-19": ["covid", "19"],
    "nation.In": ["nation", "in"],
    "e.g. this": ["e.g.", "this"],
    "WWII.": ["wwii"],
    "Türkiye": ["türkiye"],
    "İstanbul": ["i̇stanbul"],
    "多极化": ["多", "极", "化"],
    "24/7": ["24", "7"],
    "O’Brien's": ["o'brien"],
    "'tis": ["tis"],
    "AT&T": ["at", "t"],
    "снова": ["снова"],
    "हिन्दी": ["हिन्दी"],
    "$244.8bn": ["244.8bn"],
    "J. Smith": ["j", "smith"],
    "it's": ["it"],
}
CLAUSES = {
    "U.S.-China": ["u.s.", "china"],  # the last dot belongs to the chain, the dash separates
    "U.S.China": ["u.s.", "china"],
    "a.b.c": ["a.b.c"],  # no last dot to include
    "U.S.A’s": ["u.s.a"],
    "U.S.'s": ["u.s.", "s"],  # this apostrophe stands behind a dot, not between letters
    "Mr.J.R.R.Tolkien": ["mr", "j.r.r.", "tolkien"],
    "plan B. Then": ["plan", "b", "then"],
    "т.е. А.С.Пушкин": ["т.е.", "а.с.", "пушкин"],
    "e.g..": ["e.g."],
    "1.2.3,4, 5.": ["1.2.3,4", "5"],
    "3.a 3'4 a,b a.5": ["3", "a", "3", "4", "a", "b", "a", "5"],
    "F-16's": ["f", "16", "s"],
    "the boss' car": ["the", "boss", "car"],
    "ROCK’N’ROLL'S": ["rock'n'roll"],
    "ΟΔΟΣ": ["οδοσ"],  # no final sigma: one code point at a time
    "km² ½ Ⅷ": ["km"],
    "٣٫٥ ٣.٥": ["٣", "٥", "٣.٥"],
    "AI模型2025年": ["ai", "模", "型", "2025", "年"],
    "二〇二五": ["二", "〇", "二", "五"],
    "カー ひらがな々": ["カ", "ー", "ひ", "ら", "が", "な", "々"],
    "서울에서": ["서울에서"],
    "❤️love 👍🏽": ["love"],  # the emoji's colour sign is a mark without a letter
    "q̈.x̄. a": ["q̈.x̄.", "a"],  # a letter with its marks is one letter
    "Ⱥ K": ["ⱥ", "k"],  # lower-casing changes the number of bytes
    "": [],
    " \n—": [],
}

# Letters, digits, marks, Han, joints, lengths of one to four bytes, and things that look like them.
TRICKY = "aSsUé’'’.,.,-  \n9٣0𝟗İẞȺКς中〇かー゚\u0301ि\ufe0f\U000e0100²Ⅷ😀\u200d\u00ad𐐀a.b.'s'S"
tricky_text = st.text(st.sampled_from(TRICKY), max_size=40)
any_text = st.text(max_size=60) | tricky_text


def triples(found: Tokens, text: int) -> list[tuple[str, int, int]]:
    """(term, start, end) of one text's tokens."""
    part = slice(found.offsets[text], found.offsets[text + 1])
    terms = [found.vocabulary[term] for term in found.term[part]]
    return list(zip(terms, found.start[part].tolist(), found.end[part].tolist(), strict=True))


@pytest.mark.parametrize(("text", "terms"), (DESIGN | CLAUSES).items())
def test_examples(text: str, terms: list[str]) -> None:
    """Each clause of the definition, by example, in the loop and in the reference."""
    assert [term for term, _, _ in triples(tokenise([text]), 0)] == terms
    assert [term for term, _, _ in reference.tokens(text)] == terms


@settings(max_examples=400, deadline=None)
@given(st.lists(any_text, max_size=6))
@example(["e.g.t", "a’s", "𐐀.a.", "'s", "ab.c.d"])
def test_loop_equals_reference(texts: list[str]) -> None:
    """On arbitrary Unicode, many texts at once, the compiled loop finds what the reference finds."""
    found = tokenise(texts)
    assert [triples(found, place) for place in range(len(texts))] == [reference.tokens(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(tricky_text)
def test_loop_equals_reference_on_tricky_characters(text: str) -> None:
    """The same with joints, marks, digits and letters packed closely."""
    assert triples(tokenise([text]), 0) == reference.tokens(text)


@settings(deadline=None)
@given(any_text)
def test_spans_hold_their_terms(text: str) -> None:
    """Tokens are ordered, do not overlap, and each span lower-cased is its term, but for a final 's."""
    found = triples(tokenise([text]), 0)
    ends = [0, *(end for _, _, end in found)]
    for (term, start, end), before in zip(found, ends, strict=False):
        assert before <= start < end <= len(text)
        lowered = "".join(character.lower() for character in text[start:end]).replace("’", "'")
        assert lowered in (term, term + "'s")


@settings(deadline=None)
@given(any_text)
def test_every_letter_and_digit_lies_in_a_token(text: str) -> None:
    """No letter and no decimal digit is lost."""
    inside = {place for _, start, end in triples(tokenise([text]), 0) for place in range(start, end)}
    for place, character in enumerate(text):
        if unicodedata.category(character)[0] == "L" or unicodedata.category(character) == "Nd":
            assert place in inside


@settings(deadline=None)
@given(st.lists(any_text, max_size=5))
def test_batch_equals_one_by_one(texts: list[str]) -> None:
    """A text's tokens do not depend on its neighbours."""
    batch = tokenise(texts)
    assert [triples(batch, place) for place in range(len(texts))] == [triples(tokenise([text]), 0) for text in texts]


@settings(deadline=None)
@given(st.lists(st.none() | any_text, max_size=6), st.integers(0, 3), st.sampled_from([pa.string(), pa.large_string()]))
def test_arrow_arrays_equal_lists(texts: list[str | None], skipped: int, kind: pa.DataType) -> None:
    """A slice of an Arrow array, nulls as empty texts, gives what the list gives."""
    array = pa.array(texts, kind)[skipped:]
    got, wanted = tokenise_arrow(array), tokenise([text or "" for text in texts[skipped:]])
    assert got.vocabulary.to_pylist() == wanted.vocabulary
    for name in ("term", "start", "end", "offsets"):
        np.testing.assert_array_equal(getattr(got, name), getattr(wanted, name))


def test_types_and_order_of_the_vocabulary() -> None:
    """The arrays have the promised types; the vocabulary is sorted by code point and holds each term once."""
    found = tokenise(["z é Z 多 𐐨 a", "", "ﬁ z"])
    assert found.vocabulary == ["a", "z", "é", "多", "ﬁ", "𐐨"]
    assert found.term.tolist() == [1, 2, 1, 3, 5, 0, 4, 1]
    assert found.offsets.tolist() == [0, 6, 6, 8]
    assert [found.term.dtype, found.start.dtype, found.end.dtype, found.offsets.dtype] == [
        np.int32, np.uint32, np.uint32, np.int64,
    ]  # fmt: skip


def test_no_texts() -> None:
    """Nothing in, nothing out, in the right shapes."""
    found = tokenise([])
    assert (found.term.size, found.offsets.tolist(), found.vocabulary) == (0, [0], [])


def test_bounds_outside_the_buffer_are_refused() -> None:
    """A wrong bound is a sentence, never a crash."""
    with pytest.raises(ValueError, match="2 texts do not ascend inside a buffer of 3 bytes"):
        tokenise_buffer(b"abc", np.array([0, 2, 4]))
