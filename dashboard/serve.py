"""The same front door behind security headers and compression: python -m dashboard serve."""

import hashlib
import os
import re
import socket
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dashboard.errors import UsageError
from dashboard.sections import AppSettings
from dashboard.settings import PROJECT, load_settings
from dashboard.store.snapshot import manifest_of
from dashboard.ui.load import FOLDER

APP = Path(__file__).parent / "app.py"
HOST = "127.0.0.1"


def serve(corpus: Path, port: int) -> int:
    """Show the snapshot of a folder in the browser until the process is stopped.

    Args:
        corpus: Folder of snapshots.
        port: Where to listen; STREAMLIT_SERVER_ADDRESS says on which address (this machine only by default).

    Returns:
        0 when stopped.

    Raises:
        UsageError: the port is in use, or is none.
        SnapshotError: the folder has no snapshot, or a damaged one.
    """
    host = os.environ.get("STREAMLIT_SERVER_ADDRESS", HOST)
    manifest_of(corpus)
    free(host, port)
    os.environ[FOLDER] = str(corpus.resolve())
    os.chdir(PROJECT)  # Streamlit looks for .streamlit/config.toml here
    quiet = {"logger.level": "warning", "logger.hideWelcomeMessage": True}
    limits = {"server.maxUploadSize": most_upload(load_settings().app)}
    _app(f"http://{host}:{port}").run(config={"server.port": port, "server.address": host, **limits, **quiet})
    return 0


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
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as fault:
            raise UsageError(
                f"Port {port} of {host} is kept for the system. A port from 1024 belongs there. "
                "Take another one: python -m dashboard serve --port 8501"
            ) from fault
        except OSError as fault:
            raise UsageError(
                f"Port {port} of {host} is in use by another program. A free port belongs there. "
                f"Stop that program, or take another port: python -m dashboard serve --port {port + 1}"
            ) from fault


def _app(address: str) -> Any:
    """Streamlit's server with our middleware around it."""
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware

    @asynccontextmanager
    async def told(_app: Any) -> AsyncIterator[None]:
        print(f"Refrain is open at {address} (Ctrl-C stops it)", flush=True)
        yield

    middleware = [Middleware(guarded), Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)]
    return st.App(APP, middleware=middleware, lifespan=told)


def policy() -> str:
    """What a page of Refrain may load: its own files, nothing else.

    blob: in script-src carries the few lines that hear a switch of light, dark or width (ui/window.py); Streamlit
    has one inline script, which is allowed by its hash.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {' '.join(_inline_hashes())}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _shipped(name: str) -> str:
    """A text file of the installed Streamlit's web page; empty when it is not there."""
    spec = find_spec("streamlit")
    path = Path(str(spec.origin)).parent / "static" / name if spec and spec.origin else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else ""


def _inline_hashes() -> list[str]:
    """One hash per inline script of Streamlit's start page."""
    scripts = re.findall(r"<script>(.*?)</script>", _shipped("index.html"), flags=re.DOTALL)
    return [f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in scripts]


def ahead() -> str:
    """The Link header that fetches the chart library while the page still connects: a second less to the first chart.

    Empty when the installed Streamlit names its files in another way.
    """
    start = re.search(r"static/js/index\.[\w-]+\.js", _shipped("index.html"))
    library = re.search(r"PlotlyChart\.[\w-]+\.js", _shipped(start[0]) if start else "")
    return f"<./static/js/{library[0]}>; rel=modulepreload" if library else ""


def guarded(app: Any) -> Any:
    """Middleware: every answer says what a browser may do with it; a page also says what it will need."""
    soon = [(b"link", ahead().encode())] if ahead() else []
    headers = [
        (b"content-security-policy", policy().encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"no-referrer"),
    ]

    async def answer(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        async def with_headers(message: Mapping[str, Any]) -> None:
            started = message["type"] == "http.response.start"
            if started:
                given = list(message.get("headers", []))
                is_page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in given)
                message = {**message, "headers": [*given, *headers, *(soon if is_page else [])]}
            await send(message)

        await app(scope, receive, with_headers if scope["type"] == "http" else send)

    return answer
