"""Where sentences begin and end: the cases that go wrong elsewhere, and the laws that hold for any text."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.corpus.sentences import Sentences, split_sentences
from dashboard.corpus.tokens import tokenise

ENGLISH = {
    "abbreviated state": ["He met U.S. President Joe Biden.", "He left the U.S.", "She stayed."],
    "titles": ["Mr. Smith met Ms. Lee, Dr. Wang and Gen. Mark Milley.", "They spoke."],
    "months and days": ["They met on Dec. 28.", "Sept. 3 was the parade."],
    "numbers": ["It rose 3.5 percent to $1,000.50.", "No. 5 was new.", "See Vol. 2 of it."],
    "initials": ["Pavel V Troshchinskiy and J. D. Vance spoke.", "George W. Bush did not."],
    "places": ["St. Petersburg is in Russia.", "Washington, D.C. is not."],
    "ellipses": ["Wait... what?", "He said … and left.", "Yes!"],
    "hours": ["They left at 5 p.m. Monday.", "We stayed."],
    "firms": ["Huawei Technologies Co., Ltd. said so.", "Acme Inc. agreed."],
    "inner quotation": ["He said: “We must act.", "This is the time.", "We will.”", "He left."],
    "straight quotation": ['"We are glad.', 'It is fine," he said.', "He left."],
    "single quotation marks": ["‘We go.", "We don’t stay,’ he said.", "The workers’ rights.", "They count."],
    "quotation after said": ["Then he said.", "“We agree.”", '"Me too."'],
    "question in quotation": ["“Why?” he asked.", '"No!" she cried.', "Silence."],
    "two quotations": ["“First.", "Second.”", "“Other.”"],
    "labels": ["1. First thing.", "2. Second thing."],
    "brackets": ["It works (see Annex A. Part two.) today.", "It does."],
    "closing dash": ["He left. —"],
}


def texts_of(text: str, found: Sentences, place: int = 0) -> list[str]:
    """The sentences of one text as text."""
    part = slice(found.offsets[place], found.offsets[place + 1])
    return [text[start:end] for start, end in zip(found.start[part], found.end[part], strict=True)]


@pytest.mark.parametrize("wanted", ENGLISH.values(), ids=ENGLISH.keys())
def test_english(wanted: list[str]) -> None:
    """A line of these sentences, set behind one another, falls into them again."""
    text = " ".join(wanted)
    assert texts_of(text, split_sentences([text])) == wanted


@pytest.mark.parametrize(
    ("language", "wanted", "between"),
    [
        ("zh", ["他说：“我们要合作。", "我们是朋友。”", "好！", "吗？", "“一。”", "“二。”"], ""),
        ("ru", ["В 2024 г. Путин приехал в г. Москву.", "А.С. Пушкин и т.д. жил там."], " "),
        ("ru", ["«Мы рады.", "Всё хорошо», — сказал он.", "Это 5 млн. руб. и др. деньги.", "Музей им. Ленина."], " "),
        ("fr", ["« Oui.", "Non. »", "Il part."], " "),
        ("de", ["„Ja.", "Nein.“", "Er ging."], " "),
        (None, ["Он ушёл.", "他走了。", "यह है।"], " "),
        ("tlh", ["An unknown code.", "It is read as well."], " "),
    ],
)
def test_other_languages(language: str | None, wanted: list[str], between: str) -> None:
    """Full stops, quotation marks and abbreviations of other scripts."""
    text = between.join(wanted)
    assert texts_of(text, split_sentences([text], [language])) == wanted


def test_full_stop_without_its_space() -> None:
    """The sentence ends where the space was forgotten; tokens and addresses stay whole."""
    text = "Ties of the nation.In Harbin it is cold.“Very.”It is.\nSee www.Example.Com or U.S.China ties."
    assert texts_of(text, split_sentences([text])) == [
        "Ties of the nation.",
        "In Harbin it is cold.",
        "“Very.”",
        "It is.",
        "See www.Example.Com or U.S.China ties.",
    ]


def test_lines_end_sentences() -> None:
    """A line end is a sentence end; blank lines and the space around a line belong to no sentence."""
    text = "  First line\n\n \t\nof a poem  \r\nin four.\u2028Last\n"
    assert texts_of(text, split_sentences([text])) == ["First line", "of a poem", "in four.", "Last"]


def test_offsets_are_code_points_of_each_text() -> None:
    """Characters of two and four bytes count as one, and each text counts from 0."""
    found = split_sentences(["😀 Да. Нет.", "", "One. Two."], ["ru", None, "en"])
    assert found.start.tolist() == [0, 6, 0, 5]
    assert found.end.tolist() == [5, 10, 4, 9]
    assert found.offsets.tolist() == [0, 2, 2, 4]
    assert [found.start.dtype, found.end.dtype, found.is_heading.dtype, found.offsets.dtype] == [
        np.uint32, np.uint32, np.bool_, np.int64,
    ]  # fmt: skip


def test_headings_are_whole_and_flagged() -> None:
    """A heading is one sentence, dots and all; the prose around it is not flagged."""
    text = "They met on Monday.\nVol. 2 of a U.S. story\nThen they left. It rained."
    found = split_sentences([text])
    assert texts_of(text, found) == ["They met on Monday.", "Vol. 2 of a U.S. story", "Then they left.", "It rained."]
    assert found.is_heading.tolist() == [False, True, False, False]


def test_no_texts_and_empty_texts() -> None:
    """Nothing in, nothing out, in the right shapes."""
    assert split_sentences([]).offsets.tolist() == [0]
    assert split_sentences(["", " \n"]).offsets.tolist() == [0, 0, 0]


def test_one_language_per_text() -> None:
    """A list of languages of another length is a mistake, not a guess."""
    with pytest.raises(ValueError, match=r"shorter|longer"):
        split_sentences(["One.", "Two."], ["en"])


def test_a_long_line_is_no_trap() -> None:
    """A line of a million characters without an end, or with nothing but ends, takes no more than its share of time."""
    found = split_sentences(["word " * 200_000, "A. " * 50_000, '"' * 100_000, "A word. " * 50_000])
    assert np.diff(found.offsets)[[0, 2, 3]].tolist() == [1, 1, 50_000]


MARKS = [" ", "  ", "\n", "\xa0", "\u200b", "\ufeff", "\u2028", *".!?…。\"“”’'()»—"]
WORDS = ["A", "a", "U.S.", "e.g.", "Mr.", "No.", "3.5", "1.", "www.A.B", "多", "г.", "é\u0301", "😀", "said", "p.m."]
TRICKY = st.lists(st.sampled_from(MARKS + WORDS), max_size=25).map("".join)
LANGUAGES = st.sampled_from([None, "en", "zh", "ru", "fr", "de", "ar", "hi", "xx"])


@settings(max_examples=500, deadline=None)
@given(TRICKY | st.text(max_size=60), LANGUAGES)
def test_every_character_lies_in_one_sentence(text: str, language: str | None) -> None:
    """Sentences are ordered, disjoint, trimmed, without line ends, and leave out nothing but white space."""
    found = split_sentences([text], [language])
    place = 0
    for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True):
        assert place <= start < end
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert len(text[start:end].splitlines()) == 1
        place = end
    assert not text[place:].strip()


@settings(max_examples=300, deadline=None)
@given(TRICKY | st.text(max_size=60), LANGUAGES)
def test_no_sentence_cuts_a_token(text: str, language: str | None) -> None:
    """Every token lies in exactly one sentence."""
    found, tokens = split_sentences([text], [language]), tokenise([text])
    sentence = np.searchsorted(found.start, tokens.start, side="right") - 1
    assert (sentence >= 0).all()
    assert (tokens.end <= found.end[sentence]).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(TRICKY, max_size=4))
def test_batch_equals_one_by_one(texts: list[str]) -> None:
    """A text's sentences do not depend on its neighbours."""
    batch = split_sentences(texts)
    bounds = pairwise(batch.offsets.tolist())
    for text, (first, last) in zip(texts, bounds, strict=True):
        alone = split_sentences([text])
        assert batch.start[first:last].tolist() == alone.start.tolist()
        assert batch.end[first:last].tolist() == alone.end.tolist()
        assert batch.is_heading[first:last].tolist() == alone.is_heading.tolist()
