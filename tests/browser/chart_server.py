"""The app's own server with the page of every picture.

python -m tests.browser.chart_server PORT
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
    headers = Middleware(Headers, language="nl", title="Plaatjes")
    engine = Route(f"/{ENGINE_FOLDER}/{engine_name()}", server._engine)
    page = Path(__file__).with_name("chart_page.py")
    st.App(page, middleware=[headers], routes=[engine]).run(config=server._config(port, "127.0.0.1", []))


if __name__ == "__main__":
    main(int(sys.argv[1]))
