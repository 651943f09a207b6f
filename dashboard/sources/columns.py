"""Which column of a table is which: guessed from usual names in seven languages, or said by the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.errors import SourceError

# Our name → usual names, best first, each as `plain` makes it: lower case, letters and digits only.
USUAL = {
    "title": """
        title headline headlines articletitle storytitle newstitle titletext headlinemain
        titlerendered hl subject titel überschrift schlagzeile titre grostitre título titulo titular
        заголовок название titolo 标题 標題 题目 新闻标题""",
    "text": """
        text body fulltext bodytext articletext articlebody maintext maincontent content contents
        contenttext articlecontent story storytext storybody newstext plaintext cleanedtext
        cleantext document article transcript contentrendered bodyhtml texte corps contenu
        textintégral volltext inhalt artikeltext artikel beitrag texto cuerpo contenido
        textocompleto текст содержание полныйтекст testo contenuto corpo 正文 内容 內容 全文 文本 新闻内容
        leadparagraph snippet summary description abstract excerpt lead teaser resumen résumé
        аннотация 摘要""",
    "date": """
        date published publisheddate publishdate publicationdate pubdate publishedat publishedon
        datepublished publishedtime dateofpublication firstpublished articledate newsdate created
        createdat datetime seendate timestamp time day datum erscheinungsdatum veröffentlicht
        veröffentlichtam datedepublication publiéle fecha fechadepublicación fechapublicacion дата
        датапубликации data datadipubblicazione 日期 发布时间 發布時間 发布日期 发表时间 出版日期 时间""",
    "outlet": """
        outlet medianame publisher publication source sourcename outletname mediasource newspaper
        newspapername sitename site journal medium media channel station provider feed feedname
        newssource domain quelle zeitung publikation herausgeber éditeur journalname fuente medio
        periódico periodico источник издание сми fonte testata giornale 来源 來源 媒体 媒體 报纸 出处""",
    "url": """
        url link articleurl storyurl weburl permalink canonicalurl href uri sourceurl pageurl
        webadresse adresse lien enlace dirección ссылка адрес 链接 網址 网址 链接地址""",
    "author": """
        author authors byline writer reporter journalist creator bylineoriginal autor autorin
        verfasser auteur signature autores автор авторы autore 作者 记者 記者""",
    "language": "language lang languagecode langue sprache idioma язык lingua 语言 語言 语种",
    "updated": """
        updated updatedat lastupdated lastmodified modified modifiedat datemodified updatedate
        modifieddate aktualisiert geändert misàjour actualizado обновлено aggiornato 更新时间""",
    "kind": "kind",
}
ORDER = {ours: {name: place for place, name in enumerate(names.split())} for ours, names in USUAL.items()}
KNOWN = frozenset(name for names in ORDER.values() for name in names)


@dataclass(frozen=True)
class Guess:
    """Our name → the file's column; `note` tells those that have other names than ours; `names` are all of them."""

    columns: Mapping[str, str]
    note: str = ""
    names: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether every column that is used has our name already, letter by letter."""
        return all(ours == theirs for ours, theirs in self.columns.items())


def guess(
    names: Sequence[str], chosen: Iterable[Sequence[str]] = (), sample: Sequence[Mapping[str, Any]] = ()
) -> Guess:
    """Which column is which.

    What the reader chose comes first, then a column that has our name, then usual names, best first. Of two columns
    for one thing the first that is not blank in the sample is taken.

    Example:
        >>> guess(["Headline", "body_text", "id"]).note
        'Columns were taken by their names: title ← Headline, text ← body_text.'
        >>> guess(["title", "text"], [("text", "title")]).columns
        {'text': 'title'}
    """
    taken = {ours: theirs for ours, theirs in chosen if theirs in names}
    found: dict[str, str] = {}
    for ours, order in ORDER.items():
        if ours in taken:
            found[ours] = taken[ours]
            continue
        fitting = [name for name in names if plain(name) in order and name not in taken.values()]
        fitting.sort(key=lambda name, ours=ours, order=order: (name != ours, order[plain(name)]))  # type: ignore[misc]
        best = next((name for name in fitting if name == ours or _is_filled(name, sample)), "")
        if best or fitting:
            found[ours] = best or fitting[0]
    other = [f"{ours} ← {theirs}" for ours, theirs in found.items() if ours != plain(theirs)]
    note = f"Columns were taken by their names: {', '.join(other)}." if other else ""
    if taken:
        note = note.replace("by their names", "as --map says, the rest by their names")
    return Guess(found, note, tuple(names))


def plain(name: str) -> str:
    """A column's name as names are compared: lower case, letters and digits only.

    Example:
        >>> plain("Full Text"), plain("publish_date"), plain("Дата публикации")
        ('fulltext', 'publishdate', 'датапубликации')
    """
    return "".join(filter(str.isalnum, name.casefold()))


def no_story(names: Sequence[str]) -> SourceError:
    """What to say of a table in which no column is a text or a headline.

    Example:
        >>> str(no_story(["a", "b"]))[:64]
        'none of its columns a, b is named like a text or a headline. Say'
    """
    listed = ", ".join(names[:30]) + (" …" if len(names) > 30 else "")
    return SourceError(
        f"none of its columns {listed} is named like a text or a headline. "
        "Say which one is: --map text=NAME, or --map title=NAME"
    )


def names_of(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The columns of records, in order of their first appearance; those of a record inside are dotted.

    Example:
        >>> names_of([{"title": "A", "source": {"name": "B"}}, {"url": "C"}])
        ['title', 'source', 'source.name', 'url']
    """
    names: dict[str, None] = {}
    for row in rows:
        for name, value in row.items():
            names.setdefault(str(name))
            if isinstance(value, Mapping):
                names.update(dict.fromkeys(f"{name}.{inner}" for inner in value))
    return list(names)


def value_of(row: Mapping[str, Any], name: str) -> Any:
    """The value of a column, dotted or not.

    Example:
        >>> value_of({"source": {"name": "B"}}, "source.name")
        'B'
    """
    if name in row or "." not in name:
        return row.get(name)
    outer, inner = name.split(".", 1)
    held = row.get(outer)
    return held.get(inner) if isinstance(held, Mapping) else None


def renamed(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """A record with our names for the columns that are used; the others keep theirs.

    Example:
        >>> renamed({"Headline": "A", "id": 7, "text": ""}, {"title": "Headline"})
        {'title': 'A', 'id': 7}
    """
    found = {name: value_of(row, theirs) for name, theirs in columns.items()}
    ours = {name: value for name, value in found.items() if value is not None}
    used = set(columns.values())
    return ours | {name: value for name, value in row.items() if name not in used and name not in ORDER}


def _is_filled(name: str, sample: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a column holds something that can be read as text or number in the sample."""
    return not sample or any(isinstance(v := value_of(row, name), (str, int, float, list)) and v for row in sample)
