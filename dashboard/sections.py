"""Sections of data/settings.toml as frozen dataclasses: every value with its default."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeywordSettings:
    """How many keywords a story gets, words that never stand in one, and words that make none alone."""

    per_article: int = 15
    longest_phrase: int = 4
    never: tuple[str, ...] = ()
    not_alone: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordSettings:
    """Function words, one text of blank-separated words per language: counted, but left out of lists."""

    stop: tuple[str, ...] = ()

    @property
    def stop_words(self) -> frozenset[str]:
        """The function words of all languages."""
        return frozenset(word for line in self.stop for word in line.split())


@dataclass(frozen=True)
class FamilySettings:
    """Stems mended by hand: `apart` lists terms that leave their stem's family, `together` lists families."""

    apart: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class TopicSettings:
    """Bounds of the search for groups of passages."""

    passages_below: int = 2000
    passage_words: int = 90
    fewest: int = 2
    most: int = 20
    repeats_well: float = 0.7
    every_below: int = 30
    units: int = 20_000
    older_up_to: float = 0.1


@dataclass(frozen=True)
class ReadingSettings:
    """What a file may cost before reading it is given up, and which column is which.

    Attributes:
        file_megabytes: The biggest file that is read.
        unpacked_megabytes: The most that one archive may unpack to, archives inside it included.
        member_megabytes: The most that one compressed file, or one file of an archive, may unpack to.
        ratio: The most that an archive may unpack to, as a multiple of its own size (from 32 MB on).
        members: The most files in one archive, archives inside it included.
        depth: Archives inside archives that are opened, the outermost included.
        page_megabytes: The longest text that is taken for one page, in million characters.
        seconds: The longest that a parser may work at one file.
        parser_megabytes: The most memory that a parser may take.
        columns: Pairs of our name and the file's name for a column, before any guess.
    """

    file_megabytes: int = 4096
    unpacked_megabytes: int = 8192
    member_megabytes: int = 512
    ratio: int = 200
    members: int = 200_000
    depth: int = 3
    page_megabytes: int = 64
    seconds: int = 30
    parser_megabytes: int = 1024
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EchoSettings:
    """What counts as shared wording, and what as a copy.

    Attributes:
        shingle_words: Two stories are compared when they share this many words in a row.
        many: A run of words in more stories than this links each of them to the first one only.
        seed_words: Equal words in a row from which a passage is grown.
        drop: Words changed beyond words equal, counted from its best point, at which a passage ends.
        long_words: A passage of at least this many equal words is an echo; stock wording (below) is not counted.
        quoted_words: So is one of at least this many equal words inside quotation marks in both stories, and
        rare_words: one of at least this many equal words that together tell
        rare_bits: this many bits; a word tells log2(stories / stories with it).
        alike: Two stories are alike when the cosine of their most telling words outside shared runs is this.
        mostly_alike: The same for all their words, where most of one story is shared.
        own_share: Most of a story is shared when less than this share of its words stand outside shared runs.
        contained: The share of a story's words that stand in an earlier one, from which it is a copy.
    """

    shingle_words: int = 8
    many: int = 16
    seed_words: int = 4
    drop: int = 12
    long_words: int = 16
    quoted_words: int = 10
    rare_words: int = 12
    rare_bits: float = 40.0
    alike: float = 0.15
    mostly_alike: float = 0.4
    own_share: float = 0.3
    contained: float = 0.8


@dataclass(frozen=True)
class FormulaSettings:
    """What counts as an official phrase that recurs.

    Attributes:
        shortest: The fewest words.
        longest: The most words.
        stories: The fewest stories that use it independently of each other.
        share_of_stories: With more stories than that needs, it has to stand in this share of them.
        listed: The most formulas that are kept.
    """

    shortest: int = 3
    longest: int = 9
    stories: int = 2
    share_of_stories: float = 0.001
    listed: int = 200


@dataclass(frozen=True)
class WebSettings:
    """How pages are fetched, when `--urls` or `--feed` asks for it.

    Attributes:
        pause: Seconds between two visits to one host; its robots.txt may ask for more.
        seconds: The longest that one visit may take, from its first byte to its last.
        megabytes: The most that one page may hold, unpacked.
        redirects: How often an address may lead on to another.
        tries: How often an address is asked when the fault may pass.
        allow_private: Whether addresses of this machine and its own network may be asked.
    """

    pause: float = 1.0
    seconds: float = 30.0
    megabytes: float = 20.0
    redirects: int = 5
    tries: int = 3
    allow_private: bool = False


@dataclass(frozen=True)
class AppSettings:
    """What a reader of the dashboard may change.

    Attributes:
        add_files: Whether the dashboard takes files and corrections and builds from them; false on a public server.
        upload_megabytes: The biggest file that is taken.
        added_megabytes: The most that all added files may hold together.
    """

    add_files: bool = True
    upload_megabytes: int = 200
    added_megabytes: int = 2_000
