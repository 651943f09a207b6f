"""A small OpenID Connect provider on this machine: discovery, sign-in, token, keys, sign-out.

It asks for no password: who signs in is a link on its page. Codes are good once, and only with the secret of the
client and the verifier of the challenge they were asked for with (RFC 7636).
"""

import hashlib
import json
import secrets
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "refrain", "a secret of the client's"
PEOPLE = {
    "Ann": {"sub": "1", "email": "ann@example.org", "email_verified": True},
    "Mallory": {"sub": "2", "email": "mallory@elsewhere.example", "email_verified": True},
    "Unverified": {"sub": "3", "email": "ann@example.org", "email_verified": False},
    "Forger": {"sub": "1", "email": "ann@example.org", "email_verified": True},  # whose token another key signs
}


@dataclass(frozen=True)
class Provider:
    """What the provider knows: its keys, codes that are out, and what it was asked for."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}))
    strange: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    ended: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def providing(provider: Provider) -> Iterator[str]:
    """The provider's address, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answers(BaseHTTPRequestHandler):
    """One request."""

    def do_GET(self) -> None:
        """Discovery, keys, the page that asks who signs in, the way back, the sign-out."""
        place = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        said = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": lambda _asked: self._json(KeySet([self._known().key]).as_dict(private=False)),
            "/authorize": self._ask,
            "/grant": self._grant,
            "/end": self._end,
        }.get(place.path)
        if said is None:
            self.send_error(404)
        else:
            said(asked)

    def do_POST(self) -> None:
        """A code for a token."""
        given = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        code = self._known().codes.pop(given.get("code", [""])[0], None)
        wrong = self._wrong(code, given.get("code_verifier", [""])[0])
        if code is None or wrong:
            self._known().refused.append(wrong)
            self._json({"error": "invalid_grant"}, status=400)
            return
        now = int(time.time())
        claims = {"iss": self._address(), "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": code["nonce"]}
        key = self._known().strange if code["who"] == "Forger" else self._known().key
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims | PEOPLE[code["who"]], key)
        self._json({"access_token": secrets.token_hex(), "token_type": "Bearer", "expires_in": 600, "id_token": token})

    def _wrong(self, code: dict[str, str] | None, verifier: str) -> str:
        """Why a code is no good; nothing where it is."""
        kind, _, given = self.headers.get("Authorization", "").partition(" ")
        client = [unquote(part) for part in b64decode(given).decode().split(":", 1)]
        if kind != "Basic" or client != [CLIENT, SECRET]:
            return "client"
        proof = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        return "code" if code is None else "" if code["code_challenge"] == proof else "challenge"

    def _discovery(self, _asked: dict[str, str]) -> None:
        here = self._address()
        self._json(
            {
                "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/keys", "end_session_endpoint": f"{here}/end",
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
            }
        )  # fmt: skip

    def _ask(self, asked: dict[str, str]) -> None:
        links = [f'<p><a href="/grant?{urlencode(asked | {"who": who})}">{who}</a></p>' for who in PEOPLE]
        self._send("".join(links).encode().replace(b"&", b"&amp;"), "text/html")

    def _grant(self, asked: dict[str, str]) -> None:
        code = secrets.token_hex()
        self._known().codes[code] = asked
        self._redirect(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    def _end(self, asked: dict[str, str]) -> None:
        self._known().ended.append(asked)
        self._redirect(asked["post_logout_redirect_uri"])

    def _known(self) -> Provider:
        return self.server.provider  # type: ignore[attr-defined]

    def _address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def _redirect(self, there: str) -> None:
        self.send_response(302)
        self.send_header("Location", there)
        self.end_headers()

    def _json(self, said: Any, *, status: int = 200) -> None:
        self._send(json.dumps(said).encode(), "application/json", status=status)

    def _send(self, body: bytes, kind: str, *, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""
