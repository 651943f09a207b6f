"""Parsers that may hang, swell or crash work in a process of their own, with limits of time and memory.

One such process per process of the build is started when it is first needed and used again for file after file;
when a file makes it run over a limit or die, the file fails with a sentence and the next file gets a new one.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from dashboard.errors import SourceError
from dashboard.sections import ReadingSettings

TASKS = {
    "html": ("dashboard.sources.html", "read_html"),
    "mhtml": ("dashboard.sources.html", "read_mhtml"),
    "markdown": ("dashboard.sources.markdown", "read_markdown"),
    "pdf": ("dashboard.sources.pdf", "read_pdf"),
    "docx": ("dashboard.sources.office", "read_docx"),
    "rtf": ("dashboard.sources.office", "read_rtf"),
    "xlsx": ("dashboard.sources.sheets", "read_sheets"),
    "parquet": ("dashboard.sources.sheets", "read_parquet"),
    "feed": ("dashboard.sources.feeds", "read_feed"),
}
WAITS, ENOUGH = 4, 0.9  # how often the limit of seconds is waited for while the machine is busy with others
PATIENCE = 120  # seconds for Python itself to start on a machine that is busy
MEGABYTE = 1024**2
CODE = "from dashboard.sources.limited import serve; serve()"


@dataclass(frozen=True)
class Parser:
    """A running process and our end of its pipe."""

    process: subprocess.Popen
    pipe: Connection
    megabytes: int


_running: dict[tuple[int, int], Parser] = {}


def parse(task: str, data: bytes, limits: ReadingSettings, *more: Any) -> Any:
    """What the task's parser makes of the bytes, and of what else it wants to know.

    Raises:
        SourceError: it cannot be parsed, or not within the limits; one clause without a full stop.
    """
    here = (os.getpid(), threading.get_ident())
    parser = _running.get(here)
    if parser is None or parser.process.poll() is not None or parser.megabytes != limits.parser_megabytes:
        _stop(here)
        parser = _running[here] = _start(limits.parser_megabytes)
    try:
        parser.pipe.send((task, data, more))
        if not _answers(parser, limits.seconds):
            _stop(here)
            raise SourceError(
                f"its parser was still at work after {limits.seconds} seconds and was stopped. "
                "Save the file anew, or raise seconds under [reading] in data/settings.toml"
            )
        done, result = parser.pipe.recv()
    except (EOFError, OSError) as fault:
        _stop(here)
        raise SourceError("its parser broke down on it. Save the file anew in the program that made it") from fault
    if not done:
        raise SourceError(result)
    return result


def _answers(parser: Parser, seconds: int) -> bool:
    """Whether it is done within so many seconds of its own work; on a busy machine the clock runs ahead of that."""
    began = _worked(parser.process.pid)
    for _ in range(WAITS):
        if parser.pipe.poll(seconds):
            return True
        if not _worked(parser.process.pid) - began < seconds * ENOUGH:
            return False
    return False


def _worked(pid: int) -> float:
    """Seconds of processor time that a process has taken; endless where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("inf")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve() -> None:
    """The other side: parse what comes through the pipe until nobody is there any more."""
    pipe = Connection(int(sys.argv[1]))
    _limit_memory(int(sys.argv[2]))
    pipe.send("ready")
    while True:
        try:
            task, data, more = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_done(task, data, more))


def _done(task: str, data: bytes, more: tuple[Any, ...]) -> tuple[bool, Any]:
    module, function = TASKS[task]
    try:
        return True, getattr(import_module(module), function)(data, *more)
    except SourceError as fault:
        return False, str(fault)
    except MemoryError:
        return False, (
            "its parser needs more memory than it may take. "
            "Split the file, or raise parser_megabytes under [reading] in data/settings.toml"
        )
    except Exception as fault:  # noqa: BLE001  a parser may raise anything; the file is named with what it said
        said = " ".join(str(fault).split())[:200]
        return False, f"it cannot be read as {task.upper()} ({type(fault).__name__}: {said}). Save the file anew"


def _limit_memory(megabytes: int) -> None:
    import resource

    with suppress(ValueError, OSError):  # a machine whose own limit is lower keeps that one
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))


def _start(megabytes: int) -> Parser:
    alive = {thread.ident for thread in threading.enumerate()}
    for key in [key for key in _running if key[0] == os.getpid() and key[1] not in alive]:
        _stop(key)
    ours, theirs = Pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, str(theirs.fileno()), str(megabytes)],
        pass_fds=[theirs.fileno()],
        cwd=_project(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"},
    )
    theirs.close()
    if not ours.poll(PATIENCE):
        process.kill()
        process.wait()
        raise SourceError("the process of its parser did not start. Try again when the machine is less busy")
    ours.recv()
    return Parser(process, ours, megabytes)


def _project() -> str:
    from dashboard.settings import PROJECT

    return str(PROJECT)


def _stop(here: tuple[int, int]) -> None:
    parser = _running.pop(here, None)
    if parser is not None:
        parser.pipe.close()
        with suppress(ProcessLookupError):
            parser.process.send_signal(signal.SIGKILL)
        parser.process.wait()


@atexit.register
def _stop_all() -> None:
    for here in [key for key in _running if key[0] == os.getpid()]:
        _stop(here)
