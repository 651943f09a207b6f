"""What a table is: its name, its grain, its columns, their units. `schema.py` holds every table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: `kind` is text, whole, number, flag, day or time; `meaning` is what a reader is told."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table: `grain` finishes the sentence "one row is …"."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names, in the order of the contract."""
        return tuple(column.name for column in self.columns)


def table(name: str, grain: str, *columns: tuple[str, str, str]) -> Table:
    """A table from (name, kind, meaning) of each column.

    Example:
        >>> table("days", "one day", ("day", "day", "YYYY-MM-DD")).names
        ('day',)
    """
    return Table(name, grain, tuple(Column(*column) for column in columns))
