"""Everything that can go wrong in a way the reader can mend.

::

    RefrainError
    ├── UsageError       the command line asks for something that is not there      exit 2
    ├── SourceError      a file, folder or record that was given cannot be read     exit 1, or 3 when none is left
    ├── SettingsError    a value in data/*.toml is not what belongs there           exit 2
    ├── SnapshotError    a finished build is missing, damaged or locked             exit 3
    ├── WorkerError      processes or a cluster cannot do the work                  exit 3
    ├── ExportError      a picture or a file cannot be made here, or not in time    exit 2
    └── NothingToShow    the reader's filter leaves nothing: an empty state, no fault

Anything else is a bug of ours and may crash loudly (exit 70). A message is one or more
full sentences in this order: where · what is there · what belongs there · what to do.
"""


class RefrainError(Exception):
    """A fault told in sentences; the doors print it and show no trace."""

    exit_code = 2


class UsageError(RefrainError):
    """The command line or a link names something that does not exist."""


class SourceError(RefrainError):
    """A source that was given cannot be read; other sources are not touched by it."""

    exit_code = 3


class SettingsError(RefrainError):
    """A file in data/ says something that Refrain cannot follow."""


class SnapshotError(RefrainError):
    """A snapshot is missing, damaged, from another version, or being written."""

    exit_code = 3


class WorkerError(RefrainError):
    """Worker processes, or the cluster that was named, cannot do the work; the old snapshot is kept."""

    exit_code = 3


class ExportError(RefrainError):
    """A picture or a file cannot be made here, or not in time."""


class NothingToShow(RefrainError):
    """The filter leaves nothing: says what happened and what to do next."""
