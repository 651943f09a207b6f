"""Tables of the last snapshot, for a build that keeps what still holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.errors import SnapshotError
from dashboard.store.checks import damage
from dashboard.store.snapshot import manifest_of
from dashboard.store.tables import open_frame


def last_tables(out: Path, names: Sequence[str]) -> tuple[dict[str, Any], dict[str, pd.DataFrame]] | None:
    """The manifest of the current snapshot of a folder and some of its tables, every byte of them checked.

    None where there is no snapshot, where it lacks one of them, or where one is not what was written.
    """
    try:
        manifest = manifest_of(out)
        files = [f"tables/{name}.{kind}" for name in names for kind in ("parquet", "arrow")]
        mine = {name: manifest["files"][name] for name in files}
    except (SnapshotError, KeyError):
        return None
    folder = out / "snapshots" / manifest["snapshot_id"]
    if damage(folder, mine):
        return None
    return manifest, {name: open_frame(folder / "tables" / f"{name}.parquet") for name in names}
