"""What stands before every answer: who may ask by which name, and what a browser may do with the answer."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.errors import UsageError

LOCAL = ("localhost", "127.0.0.1", "::1")
EVERY_ADDRESS = ("0.0.0.0", "::")
# Whatever kind of answer: a page, a script, a saved file, the opening of a socket, a refusal.
STARTS = ("http.response.start", "websocket.http.response.start", "websocket.accept")
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
STRANGE = (
    "Refrain does not answer under this name. Open it by the address that it printed when it started. Whoever runs it "
    "allows another name so: python -m dashboard serve --allow-host NAME\n"
)


def known_names(host: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """Names that a request may call this server by; a foreign page that renames itself to this machine has another.

    A `*` allows any; `*.example.org` any below example.org. A server that listens on every address is called by
    some address that only the network knows: then any address will do, because only a name can be renamed.

    Raises:
        UsageError: an allowed host is no host.

    Example:
        >>> known_names("127.0.0.1", ["news.example.org"])
        ('localhost', '127.0.0.1', '::1', 'news.example.org')
    """
    for name in allowed:
        if not re.fullmatch(r"\*|(\*\.)?[\w.-]+|[0-9a-fA-F:]+", name):
            raise UsageError(
                f"--allow-host is {name[:80]!r}. A bare name belongs there, without http:// and port, for example "
                "news.example.org."
            )
    own = ("<address>",) if host in EVERY_ADDRESS else (host,)
    return tuple(dict.fromkeys(name.lower().rstrip(".") for name in (*LOCAL, *own, *allowed)))


def is_known(asked: str, names: Sequence[str]) -> bool:
    """Whether a request's Host is one of ours, its port aside.

    Example:
        >>> is_known("LOCALHOST:8501", LOCAL), is_known("evil.example", LOCAL), is_known("[::1]:8501", LOCAL)
        (True, False, True)
        >>> is_known("10.0.0.7", ["<address>"]), is_known("a.example.org", ["*.example.org"])
        (True, True)
    """
    if not re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?", asked, re.ASCII):
        return False
    host = (urlsplit(f"//{asked}").hostname or "").rstrip(".")
    address = "<address>" if ":" in host or re.fullmatch(r"\d+(\.\d+){3}", host, re.ASCII) else host
    below = any(name.startswith("*.") and host.endswith(name[1:]) for name in names)
    return bool({"*", host, address} & set(names)) or below


def policy(host: str = "") -> str:
    """What a page of Refrain may load: its own files, nothing else.

    The socket is named with the host that the page was asked for, for browsers that do not count it as 'self'. blob:
    in script-src carries the few lines that hear a switch of light, dark or width (ui/window.py); Streamlit has one
    inline script, which is allowed by its hash.
    """
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {' '.join(_inline_hashes())}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host}" if host else "connect-src 'self'",
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


def guarded(app: Any, names: Sequence[str] = ("*",)) -> Any:
    """Middleware: who asks by a strange name is refused; every answer says what a browser may do with it."""
    soon = [(b"link", ahead().encode())] if ahead() else []
    before, after = policy("HOST").encode().split(b"ws://HOST wss://HOST")

    async def answer(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket"):
            await app(scope, receive, send)
            return
        asked = next((value for name, value in scope.get("headers", ()) if name == b"host"), b"")
        known = is_known(asked.decode("latin-1"), names)
        here = b"ws://%b wss://%b" % (asked, asked) if known and b"[" not in asked else b""

        async def with_headers(message: Mapping[str, Any]) -> None:
            if message["type"] in STARTS:
                given = list(message.get("headers", []))
                is_page = any(name == b"content-type" and value.startswith(b"text/html") for name, value in given)
                ours = [(b"content-security-policy", before + here + after), *HEADERS]
                message = {**message, "headers": [*given, *ours, *(soon if is_page else [])]}
            await send(message)

        await (app if known else _refused)(scope, receive, with_headers)

    return answer


async def _refused(scope: Mapping[str, Any], _receive: Any, send: Any) -> None:
    """The answer to a strange name."""
    socket_asks = scope["type"] == "websocket"
    if socket_asks and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    kind = "websocket.http" if socket_asks else "http"
    plain = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": f"{kind}.response.start", "status": 403, "headers": plain})
    await send({"type": f"{kind}.response.body", "body": STRANGE.encode()})
