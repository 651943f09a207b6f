"""One line: where sentencex and its mendings cut it, and what is said of a single full stop."""

import pytest

from dashboard.corpus.line_cuts import _segment, cuts_in, decided, ends


def test_marks_go_with_the_sentence_that_they_close() -> None:
    """A closing mark stays behind its full stop, an opening one goes to the next sentence."""
    assert cuts_in("“We agree.” “We go on,” he said. He left.", "en") == [11, 32]


def test_a_cut_falls_into_no_token_and_no_address() -> None:
    """A full stop that lacks its space ends a sentence, unless it stands inside a token or an address."""
    assert cuts_in("Ties of the nation.In Harbin.", "en") == [19]
    assert cuts_in("See www.Example.Com or U.S.China ties.", "en") == []


def test_a_plain_word_ends_a_sentence_and_an_abbreviation_asks_what_follows() -> None:
    """Behind "Mr." a name goes on, "The" begins; a small letter goes on behind "est." and begins behind others."""
    assert [ends(word, "Q") for word in ("talks.", "talks!", "Mr.", "U.S.", "Ms.")] == [True, True, False, False, False]
    assert [ends(word, "q") for word in ("talks.", "est.")] == [True, False]
    assert [decided("Mr.", after) for after in ("Biden", "The")] == [0, 1]


def test_what_hangs_on_the_words_before_is_not_decided() -> None:
    """Behind a capital "Md." stands for Maryland and goes on; behind a small letter it ends the sentence."""
    assert decided("Md.", "Manning") == -1


def test_a_panic_of_sentencex_costs_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    """Where its Rust code gives up, as it does on this space, the line is one sentence."""
    assert _segment("en", "a A\xa0. B") == ["a A\xa0. B"]
    capfd.readouterr()  # it complains on stderr
    assert cuts_in("a A\xa0. B", "en") == []
