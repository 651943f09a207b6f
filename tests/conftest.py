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


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot of the seeds, told story by story, and one of 135 invented stories, 15 of them reprints, by lines."""
    from dashboard.build import build
    from dashboard.settings import PROJECT
    from tests import invented

    out = tmp_path_factory.mktemp("snapshots")
    build([PROJECT / "seeds"], out / "seeds")
    build([invented.write(out / "records.jsonl", with_reprints=True)], out / "invented")
    return out
