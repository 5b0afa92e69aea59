from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from app.component import engine_file, engine_name
from app.headers import Headers, policy

PAGE = '<html lang="en"><title>Streamlit</title></html>'


@dataclass
class Answer:
    """What came back of one request."""

    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message.get("body", b"")

    @property
    def text(self) -> str:
        return self.body.decode()


Get = Callable[[str], Answer]


@pytest.fixture
def get() -> Get:
    routes = [
        Route("/", lambda _: HTMLResponse(PAGE, headers={"etag": "x", "last-modified": "y"})),
        Route("/text", lambda _: PlainTextResponse("<title>Streamlit</title>")),
        Route("/parts", lambda _: StreamingResponse(iter([PAGE[:20], PAGE[20:]]), media_type="text/html")),
    ]
    app = Headers(Starlette(routes=routes), "nl", "Verwijskaart")

    async def receive() -> Message:
        # Whoever asks waits for the end, and is cut off when the answer is complete.
        return await asyncio.get_running_loop().create_future()  # type: ignore[no-any-return]

    def asked(address: str) -> Answer:
        path, _, query = address.partition("?")
        answer = Answer()
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
        # In a thread of its own: the browser of other tests leaves a loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, app(scope, receive, answer.take)).result()
        return answer

    return asked


@pytest.mark.parametrize(
    ("address", "language"),
    [("/", "nl"), ("/?taal=en", "en"), ("/?taal=nl", "nl"), ("/?taal=xx", "nl"), ("/parts", "nl")],
)
def test_a_page_names_its_language_and_title(get: Get, address: str, language: str) -> None:
    answer = get(address)
    assert answer.text == f'<html lang="{language}"><title>Verwijskaart</title></html>'
    assert "etag" not in answer.headers


def test_what_is_no_page_passes_untouched(get: Get) -> None:
    assert get("/text").text == "<title>Streamlit</title>"


@pytest.mark.parametrize("address", ["/", "/text", "/parts", "/nowhere"])
def test_every_answer_has_the_headers(get: Get, address: str) -> None:
    headers = get(address).headers
    assert headers["content-security-policy"] == policy()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_policy_is_strict() -> None:
    parts = {part.split()[0]: part.split()[1:] for part in policy().split(";")}
    assert parts["default-src"] == ["'self'"]
    assert parts["script-src"][0] == "'self'"
    # Streamlit's page has one script of its own inside; nothing else may run that is not a file of ours.
    assert len(parts["script-src"]) == 2
    assert parts["script-src"][1].startswith("'sha256-")
    assert parts["object-src"] == parts["frame-ancestors"] == ["'none'"]


def test_the_engine_is_named_after_its_content() -> None:
    assert engine_file().is_file()
    assert engine_name().startswith("vis-network-")
