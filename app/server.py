"""The server of the app: Streamlit behind our own headers, on this machine only, silent."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit.runtime import get_instance

from app import texts
from app.basis import basis
from app.component import ENGINE_FOLDER, engine_file, engine_name
from app.downloads import linger
from app.draw.bouncing import NOTHING
from app.draw.writing import plain
from app.exactly import answers, view
from app.gap_basis import warm
from app.headers import Headers
from app.intake import put_away
from app.pages import SCREENS
from app.session import audience, data, drop_folder, language
from app.trouble import told
from graph.codes import Audience
from graph.errors import KaartError
from graph.settings import Settings
from graph.text import Language

_LOG = logging.getLogger(__name__)
_MAIN = Path(__file__).with_name("main.py")
_FOREVER = "public, max-age=31536000, immutable"
_UPLOAD_MB = 500


def app(default: Language = "nl") -> st.App:
    """The whole app as one ASGI application."""
    headers = Middleware(Headers, language=default, title="Verwijskaart")
    engine = Route(f"/{ENGINE_FOLDER}/{engine_name()}", _engine)
    first = Route(f"/{SCREENS[0].path}", _first)
    return st.App(_MAIN, middleware=[headers], routes=[engine, first], lifespan=_warmed, on_script_error=_tell)


def serve(
    port: int,
    address: str = "127.0.0.1",
    db: str | None = None,
    language: Language | None = None,
    audience: str | None = None,
) -> None:
    """Serve the app until it is stopped. Prints nothing; stops the process when the port is taken.

    Parameters
    ----------
    port, address
        Where to listen; only this machine can connect by default.
    db, language, audience
        What goes before the settings `KAART_DB`, `KAART_LANG` and `KAART_AUDIENCE` of this process.
    """
    given = {"KAART_DB": db, "KAART_LANG": language, "KAART_AUDIENCE": audience}
    os.environ.update({name: value for name, value in given.items() if value is not None})
    known = Settings()
    named = [name.strip() for name in known.hosts.split(",") if name.strip()]
    app(known.lang).run(config=_config(port, address, named))


def _config(port: int, address: str, named: list[str]) -> dict[str, Any]:
    hosts = sorted({"localhost", "127.0.0.1", address, *named})
    return {
        "browser.gatherUsageStats": False,
        "browser.serverAddress": named[0] if named else address,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "client.disableDataExport": True,
        "global.developmentMode": False,
        "logger.hideWelcomeMessage": True,
        "logger.level": "warning",
        "server.address": address,
        "server.allowedHosts": hosts,
        "server.enableStaticServing": False,
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "server.headless": True,
        "server.maxUploadSize": _UPLOAD_MB,
        "server.port": port,
        **_THEME,
    }


@asynccontextmanager
async def _warmed(_app: st.App) -> AsyncIterator[None]:
    """Work out the first page while the browser opens; who comes earlier waits for the same work."""
    put_away(drop_folder())
    linger(get_instance().media_file_mgr)
    logging.getLogger("uvicorn.error").addFilter(_is_worth_telling)
    threading.Thread(target=_warm, name="kaart-warm", daemon=True).start()
    yield
    put_away(drop_folder())


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """Whether the server should log it: a window that is closed while something is sent to it is no fault."""
    error = record.exc_info[1] if record.exc_info else None
    return not type(error).__name__.startswith("WebSocketDisconnect")


def _warm() -> None:
    # Streamlit loads these when a page first draws a table.
    for name in ("pandas", "pyarrow"):
        import_module(name)
    # What does not work here is told on the page.
    with suppress(KaartError):
        own = data(is_demo=False)
        first = data(is_demo=True) if own.is_new else own
        warm(basis(first, None))
        if audience() is Audience.BEHEERDER:
            view(answers(first, None), NOTHING, rest=False)
    # What was made by now stays: the collector need not walk over it again while a page is drawn.
    gc.collect()
    gc.freeze()


def _tell(error: Exception) -> bool:
    """Show an error as a sentence, never as a stack trace; one that is a mistake of ours goes to the log."""
    spoken = language()
    text = told(error)
    if text is not None:
        st.error(plain(text.to(spoken)))
    else:
        _LOG.error("an error on the page", exc_info=error)
        st.error(texts.BROKEN.format(what=type(error).__name__).to(spoken))
    return True


async def _first(request: Request) -> Response:
    """The first page has no name in the address; who gives it one comes there too."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", status_code=302)


async def _engine(request: Request) -> Response:
    return Response(engine_file().read_bytes(), media_type="text/javascript", headers={"cache-control": _FOREVER})


# Light only: in Streamlit's dark theme chosen pills cannot have contrast enough.
_THEME = {
    "theme.base": "light",
    "theme.primaryColor": "#154273",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f4f6f8",
    "theme.textColor": "#111111",
    "theme.linkColor": "#00568b",
    "theme.linkUnderline": True,
    "theme.baseRadius": "small",
    "theme.headingFontSizes": ["2.1rem", "1.5rem", "1.2rem"],
    "theme.metricValueFontSize": "1.8rem",
    "theme.paddingTop": "2.5rem",
}

if __name__ == "__main__":
    serve(int(sys.argv[1]))
