"""The app's own server, with a page that holds nothing but the network picture.

    python -m benchmarks.picture_server PORT

Same headers, same component, same engine as `app.server`; only the page is another.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from app import server
from app.component import ENGINE_FOLDER, engine_name
from app.headers import Headers


def main(port: int) -> None:
    """Serve until stopped."""
    page = Path(__file__).with_name("picture_page.py")
    headers = Middleware(Headers, language="en", title="Verwijskaart")
    engine = Route(f"/{ENGINE_FOLDER}/{engine_name()}", server._engine)
    st.App(page, middleware=[headers], routes=[engine]).run(config=server._config(port, "127.0.0.1", []))


if __name__ == "__main__":
    main(int(sys.argv[1]))
