"""Every table that passes between floors: its name, its grain, its columns, their units.

`n_` counts, `share_of_` runs from 0 to 1, `per_1000_words` says so, `start` and `end` are
code points with the end excluded, `corpus_` in front ignores the reader's selection.

The text of a source: a page, a PDF or Word file as read; of HTML what a reader of the page sees, line by line, markup
left out; of JSON lines and CSV the file as decoded, so that names of columns and line ends are characters of no
record. A record of an Excel, Parquet or JSON file has no text in its file; there each record's text is its JSON
line, and the source's text is these lines. Records never overlap, and each has one fate: in = kept + merged + dropped.
"""

from dashboard.table import Table as Table
from dashboard.table import table as _table

PAGE_FATES = ("title", "meta", "body", "related", "junk", "blank")
RECORD_FATES = ("kept", "merged", "dropped")
KINDS = ("main", "related")

_ARTICLE = ("article_id", "text", "the story: 16 hex digits of a hash of its raw content and its place in its source")
_START = ("start", "whole", "first character, counted in code points")
_END = ("end", "whole", "one past the last character, counted in code points")

SOURCES = _table(
    "sources", "one file read",
    ("source_id", "text", "16 hex digits of a hash of the file's name and bytes"),
    ("name", "text", "the file's name"),
    ("format", "text", "what the content is: page, html, pdf, docx, rtf; jsonl, csv, json, xlsx, parquet …"),
    ("n_records", "whole", "records found in it; a page is one record"),
    ("n_characters", "whole", "characters of its text, line ends included; of a sheet or Parquet file as JSON lines"),
    ("n_articles", "whole", "stories found in it, both kinds"),
    ("status", "text", "read, empty or failed"),
    ("reason", "text", "why it is empty or failed, in a sentence; empty otherwise"),
)  # fmt: skip

LEDGER = _table(
    "ledger", "one span of a page, or one record of a record file",
    ("source_id", "text", "the file"),
    ("record", "whole", "place of the record in its file, from 0; 0 for a page"),
    ("line_start", "whole", "first line touched, from 1; pages only"),
    ("line_end", "whole", "last line touched, included; pages only"),
    ("start", "whole", "first character in the source's text, in code points"),
    ("end", "whole", "one past the last character in the source's text, in code points"),
    ("fate", "text", "pages: title, meta, body, related, junk, blank; records: kept, merged, dropped"),
    ("reason", "text", "why, in plain words"),
    ("article_id", "text", "the story it became part of; null for none"),
)  # fmt: skip

SOURCE_TEXTS = _table(
    "source_texts", "one page (not records)",
    ("source_id", "text", "the file"),
    ("text", "text", "the page as it came in, decoded; NFC, LF line ends"),
)  # fmt: skip

ARTICLES = _table(
    "articles", "one story",
    _ARTICLE,
    ("source_id", "text", "the file it came from"),
    ("source_name", "text", "that file's name"),
    ("record", "whole", "place of its record in the file, from 0"),
    ("kind", "text", "main: the page's own story; related: another story on the page"),
    ("title", "text", "its headline; null when it has none and none could be made"),
    ("title_from", "text", "page: printed there; derived: no headline, opening words shown; correction: by hand"),
    ("outlet", "text", "who published it, by its canonical name; null when the page names none"),
    ("outlet_from", "text", "where the outlet was read: byline, dateline, field, correction …; null with no outlet"),
    ("distributor", "text", "who passed it on; null for none"),
    ("author", "text", "its byline; null for none"),
    ("published", "day", "the publisher's own day, YYYY-MM-DD; null when the page gives none"),
    ("published_time", "text", "HH:MM as the page prints it, no time zone; null for none"),
    ("published_from", "text", "where the day was read: stamp, dateline, field, address, correction …; null for none"),
    ("updated", "text", "last update as the page prints it, ISO; null for none"),
    ("language", "text", "ISO 639-1 code; null when it cannot be told"),
    ("url", "text", "its address; null for none"),
    ("n_words", "whole", "tokens of the body"),
    ("n_sentences", "whole", "sentences of the body, headings included"),
    ("copy_of", "text", "article_id of the story that this one copies; null for none or not looked for"),
    ("body", "text", "the cleaned text; every later offset points into it"),
)  # fmt: skip

SENTENCES = _table(
    "sentences", "one sentence",
    ("sentence_id", "text", "article_id.position"),
    _ARTICLE,
    ("position", "whole", "place in the body, from 0"),
    _START,
    _END,
    ("is_heading", "flag", "a heading inside the body"),
)  # fmt: skip

VOCABULARY = _table(
    "vocabulary", "one term",
    ("term_id", "whole", "place in the sorted vocabulary, from 0"),
    ("term", "text", "the lower-cased form that is counted"),
    ("family", "text", "the commonest form among terms with one stem"),
    ("n_articles", "whole", "main stories of the whole snapshot that use it"),
    ("n_tokens", "whole", "occurrences in the whole snapshot, both kinds"),
    ("is_stop", "flag", "a function word, counted but left out of lists"),
)  # fmt: skip

ARTICLE_TERMS = _table(
    "article_terms", "one term of one story",
    _ARTICLE,
    ("term", "text", "the term"),
    ("n_tokens", "whole", "its occurrences in the story"),
    ("tf", "number", "share of the story's tokens, 0 to 1"),
    ("tfidf", "number", "raw count × smooth idf over the main stories of the snapshot, l2-normalised per story"),
)  # fmt: skip

KEYWORDS = _table(
    "keywords", "one keyword of one story",
    _ARTICLE,
    ("rank", "whole", "1 is the most distinctive"),
    ("keyword", "text", "a word, or a phrase of 2 to 4 words"),
    ("n_tokens", "whole", "its occurrences in the story"),
    ("score", "number", "compare within a story only; no unit"),
)  # fmt: skip

THEMES = _table(
    "themes", "one theme of the codebook",
    ("theme", "text", "its slug"),
    ("label", "text", "its name on screen"),
    ("definition", "text", "what counts and what does not"),
    ("n_rules", "whole", "rules that are on by default"),
)  # fmt: skip

_HIT_COLUMNS = (
    ("theme", "text", "the theme's slug"),
    ("rule", "text", "the rule as written in data/themes.toml"),
    _ARTICLE,
    ("sentence_id", "text", "the sentence it stands in"),
    ("start", "whole", "first character in the body, in code points"),
    ("end", "whole", "one past the last character in the body, in code points"),
    ("text", "text", "the words that matched"),
)

THEME_HITS = _table("theme_hits", "one match of a rule in a body", *_HIT_COLUMNS)

BROAD_HITS = _table(
    "broad_hits", "one match of a rule marked broad (off by default), outside theme_hits", *_HIT_COLUMNS
)

TITLE_HITS = _table(
    "title_hits", "one match of a rule in a printed headline",
    ("theme", "text", "the theme's slug"),
    ("rule", "text", "the rule as written in data/themes.toml"),
    _ARTICLE,
    ("start", "whole", "first character in the title, in code points"),
    ("end", "whole", "one past the last character in the title, in code points"),
    ("text", "text", "the words that matched"),
    ("is_broad", "flag", "the rule is marked broad"),
)  # fmt: skip

TOPICS = _table(
    "topics", "one topic",
    ("topic_id", "whole", "from 0, biggest first"),
    ("label", "text", "its three strongest terms"),
    ("terms", "text", "its ten strongest terms, comma-separated, strongest first"),
    ("n_passages", "whole", "passages whose strongest topic it is"),
    ("n_articles", "whole", "stories with at least one such passage"),
    ("repeatability", "number", "0 to 1: how well the group comes back when a part of the stories is left out"),
)  # fmt: skip

ARTICLE_TOPICS = _table(
    "article_topics", "one topic of one story",
    _ARTICLE,
    ("topic_id", "whole", "the topic"),
    ("weight", "number", "its part of the story, 0 to 1; a story's weights sum to 1"),
)  # fmt: skip

PASSAGES = _table(
    "passages", "one passage that the topics were made from (60 to 120 words, cut at sentence ends)",
    _ARTICLE,
    ("passage", "whole", "place in the body, from 0"),
    _START,
    _END,
    ("topic_id", "whole", "its strongest topic; null for none"),
    ("weight", "number", "that topic's part of the passage, 0 to 1"),
)  # fmt: skip

ECHOES = _table(
    "echoes", "one shared passage of two stories",
    ("echo_id", "text", "16 hex digits of a hash of the two spans"),
    ("article_a", "text", "the first story: the earlier dated, then the longer; undated ones come last"),
    ("start_a", "whole", "first character there"),
    ("end_a", "whole", "one past the last character there"),
    ("article_b", "text", "the other story"),
    ("start_b", "whole", "first character there"),
    ("end_b", "whole", "one past the last character there"),
    ("n_words", "whole", "words that stand in both, in the same order"),
    ("n_quoted", "whole", "of these, words inside quotation marks in both stories"),
    ("score", "number", "n_words as a share of the words of the longer span, 0 to 1; 1 is word for word"),
)  # fmt: skip

COPIES = _table(
    "copies", "one story of one cluster of copies",
    ("cluster_id", "text", "article_id of the first story"),
    _ARTICLE,
    ("is_first", "flag", "the earliest dated, then the longest; undated ones come last"),
    ("containment", "number", "share of its words that stand in the first, 0 to 1"),
    ("relation", "text", "first; update: of the first story's own outlet; reprint: of another, or not known"),
)  # fmt: skip

FORMULAS = _table(
    "formulas", "one official phrase that recurs across stories",
    ("formula_id", "whole", "from 0, the most telling first"),
    ("phrase", "text", "its commonest wording, lower-cased"),
    ("variants", "text", "other wordings, commonest first, separated by |"),
    ("n_articles", "whole", "stories with it, copies counted once"),
    ("n_outlets", "whole", "outlets named by those stories"),
    ("n_tokens", "whole", "its occurrences, all copies"),
    ("first_article", "text", "the earliest dated story with it in these files"),
    ("first_day", "day", "that story's day; null when none of them has one"),
    ("score", "number", "what the formulas are ranked by; no unit"),
)  # fmt: skip

FORMULA_PLACES = _table(
    "formula_places", "one occurrence of one formula",
    ("formula_id", "whole", "the formula"),
    _ARTICLE,
    _START,
    _END,
)  # fmt: skip

DOUBTS = _table(
    "doubts", "one thing about one story that wants a person's look",
    _ARTICLE,
    ("about", "text", "date: it was refused; language: a passage is in another one"),
    ("printed", "text", "what stands there"),
    ("reason", "text", "why it is doubtful"),
)  # fmt: skip

CORRECTIONS = _table(
    "corrections", "one value that a person set (data/corrections.csv)",
    ("when", "text", "the moment it was written, ISO, UTC"),
    ("who", "text", "who wrote it"),
    _ARTICLE,
    ("field", "text", "published, outlet, title or kind"),
    ("from", "text", "what the build had read; empty for nothing"),
    ("to", "text", "what belongs there; empty takes the value away; kind: main, related or none"),
    ("why", "text", "the reason"),
    ("outcome", "text", "applied; already so; replaced by a later one; no such story"),
)  # fmt: skip

TABLES = {
    table.name: table
    for table in (
        SOURCES, LEDGER, SOURCE_TEXTS, ARTICLES, SENTENCES, VOCABULARY, ARTICLE_TERMS, KEYWORDS, THEMES,
        THEME_HITS, BROAD_HITS, TITLE_HITS, TOPICS, ARTICLE_TOPICS, PASSAGES, ECHOES, COPIES, DOUBTS, CORRECTIONS,
        FORMULAS, FORMULA_PLACES,
    )
}  # fmt: skip
