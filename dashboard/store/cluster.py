"""The workers of a Dask cluster that exists already: they see the same paths, and get the same functions as our own.

Dask starts a task anew when its worker dies, and gives it up after `distributed.scheduler.allowed-failures`
workers (3, where the cluster's owner chose nothing else).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dashboard.errors import WorkerError
from dashboard.store.crew import Lost

WAIT = "20s"  # for the scheduler to answer


@contextmanager
def cluster(scheduler: str) -> Iterator[Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[tuple[int, Any]]]]:
    """A function that runs tasks on the workers of a scheduler.

    Raises:
        WorkerError: dask is not installed, the scheduler does not answer, or it has no workers.
    """
    try:
        from dask.distributed import Client
    except ImportError as fault:
        raise WorkerError(
            f"--scheduler {scheduler}: dask is not installed here. A build on a cluster needs it, in the version that "
            "the cluster has. Run: pip install -r dashboard/requirements-cluster.txt"
        ) from fault
    try:
        client = Client(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise WorkerError(
            f"--scheduler {scheduler}: no Dask scheduler answers there ({fault}). An address such as "
            "tcp://node1:8786 belongs there. Start the scheduler and its workers first."
        ) from fault
    with client:
        if not client.scheduler_info()["workers"]:
            raise WorkerError(f"--scheduler {scheduler}: the scheduler has no workers. Start at least one.")
        yield lambda work, tasks: _run(client, work, tasks)


def _run(client: Any, work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    from dask.distributed import KilledWorker, as_completed

    futures = [client.submit(work, task, pure=False) for task in tasks]
    places = {future.key: place for place, future in enumerate(futures)}
    with client.as_current():
        done = as_completed(futures)
    for future in done:
        place = places[future.key]
        try:
            yield place, future.result()
        except KilledWorker as fault:
            yield place, Lost(tasks[place], f"it ended every worker that tried it ({type(fault).__name__})")
