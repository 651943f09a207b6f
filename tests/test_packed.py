"""Scripts leave the server packed by Brotli, once; all else goes through as it is."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from dashboard.packed import packing

SCRIPT = b"const answer = 42;\n" * 500


def replies(requests, status=200):
    """What one server answers to requests (path, headers): status, headers, body of each; and what it was asked for."""
    seen = []

    async def app(scope, _receive, send):
        seen.append(dict(scope["headers"]))
        await send(
            {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/javascript")]}
        )
        await send({"type": "http.response.body", "body": SCRIPT[:100], "more_body": True})
        await send({"type": "http.response.body", "body": SCRIPT[100:]})

    async def all_of_them():
        packed, out = packing(app), []
        for path, headers in requests:
            sent = []

            async def keep(message, sent=sent):
                sent.append(message)

            await packed({"type": "http", "method": "GET", "path": path, "headers": headers}, None, keep)
            body = b"".join(message["body"] for message in sent[1:])
            out.append((sent[0]["status"], dict(sent[0]["headers"]), body))
        return out

    with ThreadPoolExecutor(1) as apart:  # the browser tests keep a loop of their own in this thread
        return apart.submit(asyncio.run, all_of_them()).result(), seen


TAKES = [(b"accept-encoding", b"gzip, deflate, br")]


def test_a_script_is_packed_once():
    """Two readers get the same packed bytes; the file was read for the first one only."""
    answers, seen = replies([("/static/js/index.abc.js", TAKES)] * 2)
    status, headers, body = answers[0]

    assert answers[0] == answers[1]
    assert len(seen) == 1
    assert status == 200
    assert headers[b"content-encoding"] == b"br"
    assert headers[b"vary"] == b"Accept-Encoding"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert pa.Codec("brotli").decompress(body, len(SCRIPT), asbytes=True) == SCRIPT


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/index.abc.js", [(b"accept-encoding", b"gzip")]),
        ("/static/js/index.abc.js", [*TAKES, (b"if-none-match", b"x")]),
        ("/static/js/index.abc.js", [*TAKES, (b"range", b"bytes=0-9")]),
        ("/media/file.js", TAKES),
        ("/", TAKES),
    ],
)
def test_all_else_goes_through(path, headers):
    """No Brotli wanted, a part wanted, or no script: as the server has it."""
    (answer,), seen = replies([(path, headers)])

    assert answer[2] == SCRIPT
    assert b"content-encoding" not in answer[1]
    assert seen == [dict(headers)]


def test_a_missing_script_is_not_kept():
    """A refusal is passed on, each time anew."""
    answers, seen = replies([("/static/js/none.js", TAKES)] * 2, status=404)

    assert [answer[0] for answer in answers] == [404, 404]
    assert len(seen) == 2
