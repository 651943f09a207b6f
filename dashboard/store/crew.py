"""Who does the work: this process, other processes of this machine, or the workers of a Dask cluster.

Workers are started afresh (forkserver), not forked: they hold neither the lock of the folder nor its open files, and
nothing depends on threads that the program runs. A worker ends itself when the build that it works for is gone.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from typing import Any

PATIENCE = 2  # times that a task may end its worker before it is given up
NEEDED = ["dashboard.store.making"]  # imported once, by the server that workers are forked from


@dataclass(frozen=True)
class Lost:
    """What stands for the result of a task that ended every worker that tried it."""

    task: Any
    why: str


@dataclass(frozen=True)
class Crew:
    """`run` calls a function on each task, and gives (place of the task, result) as they are done."""

    run: Callable[[Callable[[Any], Any], Sequence[Any]], Iterator[tuple[int, Any]]]


@contextmanager
def crew(workers: int, scheduler: str | None = None, *, early: bool = False) -> Iterator[Crew]:
    """The workers of one build, for as long as it lasts.

    Args:
        workers: Processes on this machine; 1 is this process itself.
        scheduler: The address of a Dask scheduler, whose workers do the work instead.
        early: There will be work for several: what they need is imported from now on, not when it is there.

    Raises:
        WorkerError: the scheduler cannot be reached, or dask is not installed.
    """
    if scheduler:
        from dashboard.store.cluster import cluster

        with cluster(scheduler) as run:
            yield Crew(run)
    elif workers == 1:
        yield Crew(_here)
    else:
        if early:
            _server()
            forkserver.ensure_running()  # does not wait
        with _processes(workers) as run:
            yield Crew(run)


def _here(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    for place, task in enumerate(tasks):
        yield place, work(task)


@contextmanager
def _processes(workers: int) -> Iterator[Callable]:
    """Processes that stay for all steps; a fresh set takes over when one of them dies."""
    pools: list[ProcessPoolExecutor] = []

    def pool() -> ProcessPoolExecutor:
        if not pools:
            pools.append(started(workers))
        return pools[0]

    def run(work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        if len(tasks) < 2:
            yield from _here(work, tasks)
            return
        left = list(range(len(tasks)))
        for _ in range(PATIENCE):
            done = []
            for place, result in _finished(pool(), work, tasks, left):
                done.append(place)
                yield place, result
            left = [place for place in left if place not in set(done)]
            if not left:
                return
            pools.pop().shutdown(wait=False, cancel_futures=True)
        for place in left:
            yield place, _alone(work, tasks[place])

    try:
        yield run
    finally:
        for one in pools:
            one.shutdown(wait=True, cancel_futures=True)


def started(workers: int) -> ProcessPoolExecutor:
    """A set of processes, none of them forked from this one."""
    return ProcessPoolExecutor(workers, mp_context=_server(), initializer=_watch)


def _server() -> ForkServerContext:
    """What starts processes; the server that they are forked from imports what they need, once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(NEEDED)
    return context


def _watch() -> None:
    """End this process when the one that it works for has gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def leave() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=leave, daemon=True).start()


def _finished(
    pool: ProcessPoolExecutor, work: Callable, tasks: Sequence[Any], left: Sequence[int]
) -> Iterator[tuple[int, Any]]:
    """Results until all are there or a worker dies, which breaks the whole pool."""
    try:
        futures: dict[Future, int] = {pool.submit(work, tasks[place]): place for place in left}
        for future in as_completed(futures):
            try:
                yield futures[future], future.result()
            except BrokenProcessPool:
                continue
    except BrokenProcessPool:
        return


def _alone(work: Callable[[Any], Any], task: Any) -> Any:
    """A task in a process of its own, so that only the one at fault is lost."""
    for _ in range(PATIENCE):
        with started(1) as pool:
            try:
                return pool.submit(work, task).result()
            except BrokenProcessPool:
                continue
    return Lost(task, f"it ended {PATIENCE} worker processes, the last one alone")
