"""The crew: tasks are done by whoever is there, and one that kills its worker is given up."""

import pytest

from dashboard.errors import WorkerError
from dashboard.store import cluster
from dashboard.store.crew import Lost, crew
from tests.deep.killers import ALWAYS, NEVER, ONCE, end


def test_one_worker_is_this_process(tmp_path):
    """Results come with the places of their tasks."""
    with crew(1) as hands:
        assert list(hands.run(end, [(NEVER, tmp_path)] * 2)) == [(0, NEVER), (1, NEVER)]


def test_a_task_that_keeps_killing_its_process_is_given_up(tmp_path):
    """Every other task is done, one that killed a process once too."""
    tasks = [(NEVER, tmp_path / "a"), (ALWAYS, tmp_path / "b"), (ONCE, tmp_path / "c"), (NEVER, tmp_path / "d")]
    with crew(2) as hands:
        found = dict(hands.run(end, tasks))

    assert isinstance(found[1], Lost)
    assert "worker processes" in found[1].why
    assert [found[place] for place in (0, 2, 3)] == [NEVER, ONCE, NEVER]


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    """The sentence names the address and says what belongs there."""
    monkeypatch.setattr(cluster, "WAIT", "0.5s")

    with (
        pytest.raises(WorkerError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"),
        crew(1, "tcp://127.0.0.1:9"),
    ):
        pass
