"""Which language a text is in."""

import pytest

from dashboard.articles.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two ministers met on Thursday and signed a paper that had been in the making for years.", "en"),
        ("Министры договорились расширить дорогу через северный перевал и закончить съемку долины.", "ru"),
        ("Міністри домовилися розширити дорогу через північний перевал і закінчити зйомку долини до зими.", "uk"),
        ("两国部长在边境车站签署了文件。", "zh"),
        ("大臣たちは国境の駅で書類に署名しました。", "ja"),
        ("장관들은 국경 역에서 문서에 서명했다.", "ko"),
        (
            "Les deux ministres se sont rencontrés jeudi et ont signé un long document sur la ligne de chemin de fer.",
            "fr",
        ),
        ("Die beiden Minister trafen sich am Donnerstag und unterzeichneten ein langes Papier über die Bahn.", "de"),
        ("Talks begin", None),
        ("Встреча", None),
        ("123 456", None),
        ("", None),
    ],
)
def test_languages_are_told_or_left_open(text, language):
    """ISO 639-1, or None when the text is too short to tell."""
    assert language_of(text) == language
