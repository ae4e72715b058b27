"""An OpenID provider on loopback, as an office's own would be: discovery, a page to choose who one is, codes that work
once, tokens signed with RS256, its keys, and a way out."""

import base64
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "hegao", "between-the-desk-and-the-provider"


class Provider:
    """Accounts by what the page calls them, each with the claims that its token tells; `asked` counts the logins."""

    def __init__(self, accounts: Mapping[str, Mapping[str, object]]):
        self.accounts = dict(accounts)
        self.redirect_uri = ""
        self.address = ""
        self.key = RSAKey.generate_key(2048, parameters={"kid": "1"}, private=True)
        self.codes: dict[str, tuple[str, str]] = {}
        self.asked = 0

    def token(self, account: str, nonce: str) -> str:
        """A signed token for an account."""
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
        return jwt.encode({"alg": "RS256", "kid": "1"}, {**told, **self.accounts[account]}, self.key)


@contextmanager
def providing(provider: Provider) -> Iterator[Provider]:
    """Serves it on a free port of loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Says nothing."""

        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, _flat(urlsplit(self.path).query)
            if path == "/.well-known/openid-configuration":
                self._json(_metadata(provider.address))
            elif path == "/keys":
                self._json({"keys": [provider.key.as_dict(private=False)]})
            elif path == "/authorize":
                self._authorize(query)
            elif path == "/leave":
                self._lead_to(query["post_logout_redirect_uri"])
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            if urlsplit(self.path).path != "/token":
                self.send_error(404)
                return
            asked = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
            scheme, _, credentials = self.headers.get("Authorization", "").partition(" ")
            known = scheme == "Basic" and base64.b64decode(credentials).decode() == f"{CLIENT}:{SECRET}"
            account, nonce = provider.codes.pop(asked.get("code", ""), ("", ""))
            if not (known and account and asked.get("redirect_uri") == provider.redirect_uri):
                self._json({"error": "invalid_grant"}, 400)
                return
            token = provider.token(account, nonce)
            self._json({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": token})

        def _authorize(self, query: Mapping[str, str]) -> None:
            if query.get("client_id") != CLIENT or query.get("redirect_uri") != provider.redirect_uri:
                self.send_error(400)
                return
            if (account := query.get("account")) is None:
                links = "".join(
                    f'<p><a href="/authorize?{html.escape(urlencode({**query, "account": name}))}">{name}</a></p>'
                    for name in provider.accounts
                )
                self._send(200, "text/html; charset=utf-8", f"<h1>统一登录</h1>{links}".encode())
                return
            code = secrets.token_urlsafe(16)
            provider.codes[code] = (account, query["nonce"])
            provider.asked += 1
            self._lead_to(f"{provider.redirect_uri}?{urlencode({'code': code, 'state': query['state']})}")

        def _lead_to(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def _json(self, told: object, status: int = 200) -> None:
            self._send(status, "application/json", json.dumps(told).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _metadata(address: str) -> dict[str, object]:
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "jwks_uri": f"{address}/keys",
        "end_session_endpoint": f"{address}/leave",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
