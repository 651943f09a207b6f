"""Hand-labelled data, which is not part of the project: REFRAIN_GOLD names its folder, default ../shared/gold."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("REFRAIN_GOLD", PROJECT.parent / "shared" / "gold")).resolve()


def pytest_report_header() -> str:
    """Say where the labels are, or that there are none."""
    if FOLDER.is_dir():
        return f"gold: labels from {FOLDER}"
    return (
        f"gold: there is no folder {FOLDER}, so nothing is measured. Name the labels' folder: REFRAIN_GOLD=… make gold"
    )


@pytest.fixture(scope="session")
def gold() -> Callable[[str], Path]:
    """Finds a file of labels by name; where it is absent, the test is skipped and says so."""

    def found(name: str) -> Path:
        path = FOLDER / name
        if not path.exists():
            pytest.skip(f"{path} is not there; set REFRAIN_GOLD to the folder that holds {name}")
        return path

    return found


@pytest.fixture
def score(gold: Callable[[str], Path], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Scores predictions with the scorer beside the labels: `score("keywords", "labels.jsonl.gz", rows)`."""

    def scored(task: str, labels: str, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
        predicted = tmp_path / "predicted.jsonl"
        predicted.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(gold("score.py")), task, str(gold(labels)), str(predicted)]
        done = subprocess.run(command, capture_output=True, text=True)

        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return scored
