"""Streamlit's scripts and styles leave this server packed by Brotli: a tenth less on the way than gzip, packed once."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

LEVEL = 7  # 0.4 s for what the first page needs, once; 9 takes twice as long for one per cent, 11 twenty times
FILES = re.compile(r"/static/(js|css)/[\w.-]+$")  # their names change with their content


def packing(app: Any) -> Any:
    """Middleware: a script or style that the browser takes as Brotli is packed the first time, and then kept.

    What the browser wants in another way (a part, only what changed, no Brotli) goes through as it is.
    """
    kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}

    async def answer(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        if not _fits(scope):
            await app(scope, receive, send)
            return
        if scope["path"] not in kept:
            messages = await _asked(app, scope, receive)
            if messages[0]["status"] != 200:
                for message in messages:
                    await send(message)
                return
            body = b"".join(message.get("body", b"") for message in messages[1:])
            kept[scope["path"]] = _headers(messages[0]["headers"]), await asyncio.to_thread(_packed, body)
        headers, body = kept[scope["path"]]
        sized = [*headers, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": sized})
        await send({"type": "http.response.body", "body": body})

    return answer


def _fits(scope: Mapping[str, Any]) -> bool:
    """Whether a request is for the whole of a file that is packed, by a browser that can unpack it."""
    if scope["type"] != "http" or scope["method"] != "GET" or not FILES.search(scope["path"]):
        return False
    asked = dict(scope["headers"])
    takes = re.split(rb"[\s,;]+", asked.get(b"accept-encoding", b""))
    return b"br" in takes and not {b"range", b"if-none-match", b"if-modified-since"} & set(asked)


async def _asked(app: Any, scope: Mapping[str, Any], receive: Any) -> list[dict[str, Any]]:
    """The messages of the plain answer."""
    messages: list[dict[str, Any]] = []

    async def keep(message: dict[str, Any]) -> None:
        messages.append(message)

    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    await app({**scope, "headers": headers}, receive, keep)
    return messages


def _headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of the plain answer, for its packed body."""
    left = [(name, value) for name, value in given if name not in (b"content-length", b"accept-ranges", b"vary")]
    return [*left, (b"content-encoding", b"br"), (b"vary", b"Accept-Encoding")]


def _packed(body: bytes) -> bytes:
    packed: bytes = pa.Codec("brotli", compression_level=LEVEL).compress(body, asbytes=True)
    return packed
