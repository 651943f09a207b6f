"""The same front door behind security headers and compression: python -m dashboard serve."""

import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from errno import EADDRINUSE
from pathlib import Path
from typing import Any

from dashboard.errors import UsageError
from dashboard.guard import guarded, known_names
from dashboard.packed import packing
from dashboard.sections import AppSettings
from dashboard.settings import PROJECT, load_settings
from dashboard.store.snapshot import manifest_of
from dashboard.ui.folder import FOLDER

APP = Path(__file__).parent / "app.py"
# Seconds a thread that counts may keep the others waiting. Python's own 5 ms, once for each of the hundred files of a
# first visit, added up to half a second while the server warms up.
TURN = 0.0005
HOST = "127.0.0.1"


def serve(corpus: Path, port: int, *, host: str | None = None, allowed: Sequence[str] = ()) -> int:
    """Show the snapshot of a folder in the browser until the process is stopped.

    Args:
        corpus: Folder of snapshots.
        port: Where to listen.
        host: On which address; what STREAMLIT_SERVER_ADDRESS says by default, else this machine only.
        allowed: Names under which readers may ask for it, beside those of this machine.

    Returns:
        0 when stopped.

    Raises:
        UsageError: the port is in use, or is none; the address is not this machine's.
        SnapshotError: the folder has no snapshot, or a damaged one.
    """
    host = host or os.environ.get("STREAMLIT_SERVER_ADDRESS") or HOST
    names = known_names(host, [*allowed, *os.environ.get("STREAMLIT_SERVER_ALLOWED_HOSTS", "").split()])
    manifest_of(corpus)
    free(host, port)
    os.environ[FOLDER] = str(corpus.resolve())
    os.chdir(PROJECT)  # Streamlit looks for .streamlit/config.toml here
    shown = f"[{host}]" if ":" in host else host
    _app(f"http://{shown}:{port}", names).run(config=_options(host, port))
    return 0


def _options(host: str, port: int) -> dict[str, Any]:
    """What Streamlit is told, whatever a config.toml elsewhere on this machine says."""
    return {
        "server.port": port,
        "server.address": host,
        "server.allowedHosts": ["*"],  # names are checked before Streamlit is asked, for every kind of request
        "server.maxUploadSize": most_upload(load_settings().app),
        "server.enableXsrfProtection": True,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "logger.level": "warning",
        "logger.hideWelcomeMessage": True,
    }


def most_upload(app: AppSettings) -> int:
    """The most megabytes that the server takes of a file: where no file may be added, next to none.

    Example:
        >>> most_upload(AppSettings()), most_upload(AppSettings(add_files=False))
        (200, 1)
    """
    return app.upload_megabytes if app.add_files else 1


def free(host: str, port: int) -> None:
    """Make sure that the port can be had.

    Raises:
        UsageError: it cannot.
    """
    if not 0 < port < 65_536:
        raise UsageError(f"--port is {port}. A number from 1 to 65535 belongs there, for example 8501.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as fault:
            raise UsageError(
                f"Port {port} of {host} is kept for the system. A port from 1024 belongs there. "
                "Take another one: python -m dashboard serve --port 8501"
            ) from fault
        except OSError as fault:
            if fault.errno != EADDRINUSE:
                raise UsageError(
                    f"--host is {host}: this machine has no such address ({fault.strerror}). 127.0.0.1 belongs there "
                    "for this machine alone, 0.0.0.0 for its network."
                ) from fault
            raise UsageError(
                f"Port {port} of {host} is in use by another program. A free port belongs there. "
                f"Stop that program, or take another port: python -m dashboard serve --port {port + 1}"
            ) from fault


def _app(address: str, names: Sequence[str]) -> Any:
    """Streamlit's server with our middleware around it."""
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware

    @asynccontextmanager
    async def told(_app: Any) -> AsyncIterator[None]:
        print(f"Refrain is open at {address} (Ctrl-C stops it)", flush=True)
        sys.setswitchinterval(TURN)
        from dashboard.ui.warm import warm  # Streamlit warns when what it caches is defined before it runs

        warm()
        yield

    middleware = [
        Middleware(guarded, names=names),
        Middleware(packing),
        Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
    ]
    return st.App(APP, middleware=middleware, lifespan=told)
