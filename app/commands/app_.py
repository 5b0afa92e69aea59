"""`kaart app`: serve the map on this machine and open it in the browser."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from ipaddress import ip_address
from typing import TYPE_CHECKING

import click

from app.commandline import command, db_option, option
from app.console import Console
from graph.codes import Audience
from graph.errors import UsageRefused
from graph.text import Language, Text

if TYPE_CHECKING:
    from graph.settings import Settings

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
_PORTS_TRIED = 200


def command_in(language: Language) -> click.Command:
    """The command in one language."""
    seen_by = option(language, "--audience", help=_AUDIENCE, type=click.Choice([a.value for a in Audience]))
    port = option(language, "--port", help=_PORT, type=click.IntRange(1, 65535), metavar="N")

    def run(db: str | None, audience: str | None, port: int | None) -> int:
        _serve(Console(language), db, audience, port)
        return 0

    return command("app", language, _HELP, [db_option(language), seen_by, port], run)


def _serve(console: Console, db: str | None, audience: str | None, port: int | None) -> None:
    from app.opening import has_own_data, open_to_read, open_to_write, place
    from graph.settings import DEMO, Settings

    settings = Settings()
    _check_alone(settings, audience)
    address = db or settings.db
    # A wrong address is told here, not in the browser. One that is not there yet starts empty.
    if address is None and not has_own_data(settings):
        console.say(_DEMO)
        open_to_read(settings, DEMO).close()
    elif settings.server(address) is not None:
        open_to_write(settings, address).close()
    elif address == DEMO or place(settings, address).exists():
        open_to_read(settings, address).close()
    elif address is not None:
        console.say(_NEW.format(path=place(settings, address)))
    chosen = free_port(port or FIRST_PORT)
    if port is not None and chosen != port:
        console.say(_TAKEN.format(port=port))
    url = f"http://localhost:{chosen}"
    console.say(_HERE.format(url=url))
    if not _is_own(settings.address):
        console.say(_OPEN.format(address=settings.address))
    console.say(_HOW_TO_STOP)
    sys.stdout.flush()
    if _has_display():
        threading.Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    from app.server import serve

    serve(chosen, settings.address, db=address, language=console.language, audience=audience)


def _check_alone(settings: Settings, audience: str | None) -> None:
    """Without login, who can reach the app is whoever the network lets through: never as the administrator."""
    seen_by = Audience.of_value(audience) if audience else settings.audience
    if not _is_own(settings.address) and seen_by is Audience.BEHEERDER:
        raise UsageRefused(_NOT_ALONE.format(address=settings.address))


def _is_own(address: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def free_port(first: int) -> int:
    """The first free port from `first` on; one that the system chooses when none is free."""
    for port in range(first, min(first + _PORTS_TRIED, 65536)):
        if _is_free(port):
            return port
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # Without this a port that was closed a moment ago counts as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
        return True


def _has_display() -> bool:
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_ready(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310 - our own address
                webbrowser.open(url)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)


_HELP = Text(
    "Open de kaart in de browser. Zonder eigen gegevens zie je de demo.",
    "Open the map in the browser. Without data of your own you see the demo.",
)
_AUDIENCE = Text("Laat de kaart zien zoals deze groep haar ziet.", "Show the map as these people see it.")
_NOT_ALONE = Text(
    "Op {address} kan iedereen in het netwerk meekijken, en er is geen wachtwoord. Kies voor wie de kaart is: "
    "--audience regisseur. De beheerder werkt op een eigen computer.",
    "At {address} everybody on the network can look, and there is no password. Choose for whom the map is: "
    "--audience regisseur. The administrator works on a computer of their own.",
)
_OPEN = Text(
    "Let op: ook andere computers kunnen hierbij, via {address}.",
    "Mind: other computers can reach this too, at {address}.",
)
_PORT = Text("Poort; als die bezet is, de eerste vrije erna.", "Port; when it is taken, the first free one after it.")
_DEMO = Text("Je hebt nog geen eigen gegevens. Je ziet de demo.", "You have no data of your own yet. You see the demo.")
_NEW = Text(
    "De database {path} is er nog niet; hij begint leeg.", "The database {path} is not there yet; it starts empty."
)
_TAKEN = Text("Poort {port} is bezet.", "Port {port} is taken.")
_HERE = Text("De kaart staat op {url}", "The map is at {url}")
_HOW_TO_STOP = Text("Stoppen: Ctrl-C.", "To stop: Ctrl-C.")
