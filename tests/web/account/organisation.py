"""An organisation in software: a small OpenID provider here, honest unless told to lie."""

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.serving import Server
from wijkschakel.base.providers import read_providers

CLIENT, SECRET = "wijkschakel", "not-a-real-secret"


class Organisation:
    """Answers at an address of its own. `lies` change what it says, `breaks` how it answers."""

    def __init__(self) -> None:
        self.keys = {"RS256": RSAKey.generate_key(2048, {"kid": "rsa"}),
                     "ES256": ECKey.generate_key("P-256", {"kid": "ec"})}  # fmt: skip
        self.alg = "RS256"
        self.person: dict[str, Any] = {
            "sub": "noor-there",
            "email": "noor@example.org",
            "email_verified": True,
        }
        self.lies: dict[str, Any] = {}
        self.left_out: set[str] = set()
        self.discovery: dict[str, Any] = {}
        self.breaks = ""
        self.forged_token: str | None = None
        self.signing_key: Any = None
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.server = Server(_handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        """Stop answering."""
        self.server.close()

    def sign_in(self, address: str) -> dict[str, str]:
        """Do what the browser and the person do there: come in, and be sent back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def about(self) -> dict[str, Any]:
        """Tell where the doors are."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/in",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        } | self.discovery

    def public_keys(self) -> dict[str, Any]:
        """Tell the public keys."""
        return {"keys": [key.as_dict(private=False) for key in self.keys.values()]}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give a token for a code, once, to who made the question."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != proof:
            return 400, {"error": "invalid_grant"}
        if form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self._id(asked)}

    def _id(self, asked: dict[str, str]) -> str:
        if self.forged_token is not None:
            return self.forged_token
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"]} | self.person | self.lies
        claims = {name: value for name, value in claims.items() if name not in self.left_out}
        key = self.signing_key or self.keys[self.alg]
        return jwt.encode({"alg": self.alg, "kid": key.kid}, claims, key, algorithms=[self.alg])


def knows(settings: Any, organisation: Organisation, **changes: Any) -> None:
    """Put the organisation in the settings."""
    row = {
        "key": "gemeente",
        "name": "Gemeente Lindedam",
        "issuer": organisation.issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
    }
    settings.ORGANISATIONS = read_providers(json.dumps([row | changes]))


def unsigned(claims: dict[str, Any]) -> str:
    """Write a token with alg none."""
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    written = [
        base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts
    ]
    return f"{written[0]}.{written[1]}."


def _handler(organisation: Organisation) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def log_message(self, *words: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            organisation.asked.append(path)
            if path == "/.well-known/openid-configuration":
                self._answer(200, organisation.about())
            elif path == "/keys":
                self._answer(200, organisation.public_keys())
            else:
                self._answer(404, {})

        def do_POST(self) -> None:
            organisation.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            if self.headers.get("Authorization") != f"Basic {basic}":
                self._answer(401, {"error": "invalid_client"})
                return
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*organisation.token(form))

        def _answer(self, status: int, content: Any) -> None:
            place = "token" if self.path == "/token" else "about"
            if organisation.breaks == f"{place}: fault":
                status, content = 500, {}
            text = json.dumps(content).encode()
            if organisation.breaks == f"{place}: no json":
                text = b"<html>onderhoud</html>"
            if organisation.breaks == f"{place}: endless":
                text = b"[" + b" " * 2_000_000
            if organisation.breaks == f"{place}: elsewhere":
                self.send_response(302)
                self.send_header("Location", f"{organisation.issuer}/keys")
                self.end_headers()
                return
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            try:
                if organisation.breaks == f"{place}: drip":
                    for number in range(len(text)):
                        self.wfile.write(text[number : number + 1])
                        self.wfile.flush()
                        time.sleep(0.1)
                elif organisation.breaks == f"{place}: silent":
                    time.sleep(2)
                else:
                    self.wfile.write(text)
            except OSError:
                return

    return Handler
