"""Passages in another language than their story."""

import pytest

from dashboard.articles.foreign import foreign_passages, foreign_told

OWN = {
    "en": "The talks of the two ministers went on for hours, and they have not told what was said.",
    "fr": "Les discussions des deux ministres ont duré des heures et ils ne sont pas prêts à dire ce qui est en jeu.",
    "de": "Die Gespräche der beiden Minister dauerten Stunden, und sie haben nicht gesagt, was auf dem Tisch ist.",
    "es": "Las conversaciones de los dos ministros duraron horas y no se sabe lo que han dicho por el momento.",
    "zh": "两位部长的会谈持续了几个小时，他们没有透露谈话的内容，双方同意继续对话。",
    "ru": "Переговоры двух министров шли несколько часов, и они не сказали журналистам, о чём шла речь.",
    "ar": "استمرت محادثات الوزيرين عدة ساعات ولم يكشفا عن مضمون الحديث الذي دار بينهما في العاصمة أمس",
}


@pytest.mark.parametrize("language", OWN)
@pytest.mark.parametrize("other", OWN)
def test_a_passage_in_another_language_is_found(language, other):
    """In every pair of languages, and never in a story of one language."""
    body = "\n".join([OWN[language], OWN[other], OWN[language]])
    found = [(name, line) for name, line in foreign_passages(body, language)]

    assert found == ([] if language == other else [(other, OWN[other])])


@pytest.mark.parametrize(
    "line",
    ["Jean-Luc Picard, William Riker, Beverly Crusher, Deanna Troi, Geordi La Forge", "2024: 3,000.50", "Et tu?", ""],
)
def test_names_numbers_and_short_lines_are_no_language(line):
    """A list of names has no function words."""
    assert list(foreign_passages(f"{OWN['en']}\n{line}", "en")) == []


def test_a_story_is_told_once():
    """With its first passage and how many there are; a story of unknown language is left alone."""
    body = "\n".join([OWN["en"], OWN["fr"], OWN["de"]])
    (row,) = foreign_told(
        [{"article_id": "a", "body": body, "language": "en"}, {"article_id": "b", "body": body, "language": None}]
    )

    assert (row["article_id"], row["about"], row["printed"]) == ("a", "language", OWN["fr"][:80])
    assert row["reason"] == "2 passages, the first in another language (fr) than the story (en)"
