"""What every test shares: the slow folders run only when they are named."""

from pathlib import Path

import pytest
from hypothesis import settings

# A deadline would fail a test because another process had the cores; derandomised, a red run can be run again.
settings.register_profile("refrain", deadline=None, derandomize=True)
settings.load_profile("refrain")

NAMED_ONLY = ("gold", "speed", "deep")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out tests/gold, tests/speed and tests/deep, unless the command line names them."""
    here = Path(__file__).parent
    asked = {Path(str(word).split("::")[0]).resolve() for word in config.args}
    for name in NAMED_ONLY:
        folder = here / name
        if collection_path == folder and not any(path.is_relative_to(folder) for path in asked):
            return True
    return None
