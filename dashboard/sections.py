"""Sections of data/settings.toml as frozen dataclasses: every value with its default."""

from dataclasses import dataclass


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
    seconds: int = 30
    parser_megabytes: int = 1536
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EchoSettings:
    """What counts as shared wording, and what as a copy.

    Attributes:
        shingle_words: Two stories are compared when they share this many words in a row.
        many: A run of words in more stories than this links each of them to the first one only.
        seed_words: Equal words in a row from which a passage is grown.
        drop: Words changed beyond words equal, counted from its best point, at which a passage ends.
        long_words: A passage of at least this many equal words is an echo.
        contained: The share of a story's words that stand in an earlier one, from which it is a copy.
    """

    shingle_words: int = 8
    many: int = 16
    seed_words: int = 4
    drop: int = 12
    long_words: int = 16
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
