"""The compiled loop: room, hashes, broken input. That it finds the right tokens is in test_tokens.py."""

import numpy as np

from dashboard.corpus.characters import characters
from dashboard.corpus.scanner import FIRST_SLOTS, scan
from dashboard.corpus.tokens import tokenise, tokenise_buffer


def spans(text: bytes | str) -> list[tuple[str, int, int]]:
    """(term, start, end) of one text's tokens."""
    found = tokenise([text]) if isinstance(text, str) else tokenise_buffer(text, np.array([0, len(text)]))
    terms = [found.vocabulary[term] for term in found.term]
    return list(zip(terms, found.start.tolist(), found.end.tolist(), strict=True))


def test_ids_in_order_of_first_sight() -> None:
    """The scan numbers terms as they come and stores each once, filled up with zeros to whole words of eight bytes."""
    table = characters()
    data = np.frombuffer(b"to be or not TO BE", np.uint8)
    tokens, offsets, store = scan(data, np.array([0, 5, 18]), (table.kind, table.folded, table.plain))
    assert (tokens[0][: tokens[3]].tolist(), offsets.tolist()) == ([0, 1, 2, 3, 0, 1], [0, 2, 6])
    assert store[0][:4].tobytes() == b"to\0\0\0\0\0\0be\0\0\0\0\0\0or\0\0\0\0\0\0not\0\0\0\0\0"
    assert (store[1][:5].tolist(), store[2]) == ([0, 1, 2, 3, 4], 4)


def test_table_that_fills_up_in_the_middle_of_a_text() -> None:
    """The scan stops at a token, the table doubles, the scan goes on there: offsets run through."""
    words = [f"é{number}" for number in range(3 * FIRST_SLOTS)]
    found = tokenise([" ".join(words)])
    assert [found.vocabulary[term] for term in found.term] == words
    assert found.end.tolist() == [place - 1 for place in np.cumsum([len(word) + 1 for word in words]).tolist()]


def test_many_terms_stay_apart() -> None:
    """Two hundred thousand words outgrow every table and share some 32-bit hashes; each keeps its own id."""
    words = [f"w{number:x}" for number in range(200_000)]
    found = tokenise([" ".join(words[:150_000]), " ".join(words[100_000:])])
    assert found.vocabulary == sorted(words)
    assert [found.vocabulary[term] for term in found.term] == words[:150_000] + words[100_000:]


def test_one_long_text_of_one_letter_words() -> None:
    """The most tokens that a text of its length can hold, and one token as long as a text."""
    found = tokenise(["a " * 100_000, "ⱥȺ" * 50_000])
    assert found.offsets.tolist() == [0, 100_000, 100_001]
    assert len(found.vocabulary[1]) == 100_000


def test_lone_surrogates_separate() -> None:
    """A broken half of a character, as bad JSON may hold, separates words and keeps the count of characters."""
    assert spans("ab\ud83dcd") == [("ab", 0, 2), ("cd", 3, 5)]


def test_bytes_that_are_not_utf8_do_no_harm() -> None:
    """A character cut off at the buffer's end is read as no letter, and nothing behind the end is read."""
    assert spans("aé".encode()[:-1]) == [("a", 0, 1)]
    assert spans(b"a\xff\xfe\x80b \xf7\xbf\xbf\xbf c")[0] == ("a", 0, 1)


def test_term_of_exactly_one_word() -> None:
    """Terms of 7, 8, 9 and 16 bytes, and a possessive cut across two of the eight-byte words."""
    assert [term for term, _, _ in spans("abcdefg abcdefgh abcdefghi abcdefghijklmnop abcdefg's abcdefgh's")] == [
        "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmnop", "abcdefg", "abcdefgh",
    ]  # fmt: skip
