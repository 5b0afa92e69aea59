"""What each answer of the server says to the browser: a strict content security policy, and the page's language."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.text import Language

_SHORTENS = {b"accept-encoding", b"if-modified-since", b"if-none-match"}
_INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def policy() -> str:
    """The content security policy: nothing from elsewhere, no script but our own files and Streamlit's one inline line.

    The hash is worked out from Streamlit's own page, so that it follows an upgrade.
    """
    page = (files("streamlit") / "static" / "index.html").read_bytes()
    hashes = [base64.b64encode(hashlib.sha256(s).digest()).decode() for s in _INLINE_SCRIPT.findall(page)]
    script = " ".join(["'self'", *(f"'sha256-{h}'" for h in hashes)])
    return (
        f"default-src 'self'; script-src {script}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


class Headers:
    """Adds our headers to every answer and the language to the page.

    A plain ASGI wrapper: Starlette's own base class for middleware would hold back what is streamed.

    Parameters
    ----------
    app
        What answers.
    language
        The language of a page whose address names none.
    title
        The title of the page until the app gives its own.
    """

    def __init__(self, app: ASGIApp, language: Language, title: str) -> None:
        self._app, self._language, self._title = app, language, title
        self._headers = [
            (b"content-security-policy", policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, self._headers, self._page_in(_language(scope, self._language)))
        # A page is rewritten below, so it must come whole and as plain text.
        plain = [(name, value) for name, value in scope["headers"] if name not in _SHORTENS]
        wants_page = "." not in scope["path"].rpartition("/")[2]
        await self._app({**scope, "headers": plain} if wants_page else scope, receive, answer.send)

    def _page_in(self, language: Language) -> dict[bytes, bytes]:
        return {
            b'<html lang="en">': f'<html lang="{language}">'.encode(),
            b"<title>Streamlit</title>": f"<title>{self._title}</title>".encode(),
        }


class _Answer:
    """One answer on its way: HTML is gathered and rewritten, all else passes as it comes."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]], words: dict[bytes, bytes]) -> None:
        self._send, self._extra, self._words = send, headers, words
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Pass one message on."""
        if message["type"] == "http.response.start":
            await self._begin({**message, "headers": [*message["headers"], *self._extra]})
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _begin(self, message: Message) -> None:
        names = {name.lower(): value for name, value in message["headers"]}
        is_page = names.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in names
        if is_page:
            self._start = message
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        for old, new in self._words.items():
            self._body = self._body.replace(old, new)
        kept = [(n, v) for n, v in start["headers"] if n.lower() not in {b"content-length", b"etag", b"last-modified"}]
        length = (b"content-length", str(len(self._body)).encode())
        await self._send({**start, "headers": [*kept, length]})
        await self._send({"type": "http.response.body", "body": self._body})


def _language(scope: Scope, default: Language) -> Language:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("taal", [""])[0]
    return "en" if asked == "en" else "nl" if asked == "nl" else default
