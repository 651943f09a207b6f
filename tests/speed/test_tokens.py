"""The token kernel against scikit-learn's CountVectorizer, timed in the same run."""

import pytest

from tests.speed.__main__ import invented, report, speeds


def test_kernel_is_eight_times_as_fast_as_count_vectorizer(capsys: pytest.CaptureFixture[str]) -> None:
    """The kernel reads at least 60 MB/s on one core, and at least 8 times what CountVectorizer reads."""
    speed = speeds(invented())
    with capsys.disabled():
        print("\n" + report(speed))

    assert speed["kernel"] >= 60
    assert speed["kernel"] >= 8 * speed["CountVectorizer"]
