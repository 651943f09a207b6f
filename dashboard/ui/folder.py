"""Which folder of snapshots is shown."""

import os
from pathlib import Path

from dashboard.settings import DATA

FOLDER = "REFRAIN_CORPUS"  # environment variable: the folder of snapshots to show


def folder() -> Path:
    """The folder of snapshots: what `serve` was told, otherwise data/corpus."""
    return Path(os.environ.get(FOLDER) or DATA / "corpus")
