"""What went wrong on a server, as a person is told it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreLocked, StoreRefused
from graph.text import Text


class Moved(StoreLocked):
    """What was being read was replaced or removed meanwhile; reading it again helps."""


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Errors of the driver as ours; `where` is the address without user or password."""
    try:
        yield
    except AuthError as error:
        raise StoreRefused(_REFUSED.format(where=where, code=error.code or "-")) from None
    except (ServiceUnavailable, SessionExpired, ConfigurationError) as error:
        raise StoreRefused(_AWAY.format(where=where, why=type(error).__name__)) from error
    except Neo4jError as error:
        text = _NO_DATABASE if "DatabaseNotFound" in (error.code or "") else _CODE
        raise StoreRefused(text.format(where=where, code=error.code or "-")) from error
    except DriverError as error:
        raise StoreRefused(_AWAY.format(where=where, why=type(error).__name__)) from error


def moved(where: str) -> Moved:
    """Somebody replaced or removed rows while they were read."""
    return Moved(_MOVED.format(where=where))


_REFUSED = Text(
    "De server {where} laat je niet binnen ({code}). Controleer KAART_NEO4J_USER en KAART_NEO4J_PASSWORD, "
    "of het bestand in KAART_NEO4J_PASSWORD_FILE. Probeer het niet vaak achter elkaar: "
    "na drie keer gaat het account op slot.",
    "The server {where} does not let you in ({code}). Check KAART_NEO4J_USER and KAART_NEO4J_PASSWORD, or the file in "
    "KAART_NEO4J_PASSWORD_FILE. Do not try many times in a row: after three the account is locked.",
)
_AWAY = Text(
    "De server {where} antwoordt niet ({why}). Controleer of hij draait en of het adres in KAART_DB klopt. "
    "Wat er stond, staat er nog.",
    "The server {where} does not answer ({why}). Check that it runs and that the address in KAART_DB is right. "
    "What was there is still there.",
)
_NO_DATABASE = Text(
    "Op {where} is geen database met die naam ({code}). Controleer KAART_NEO4J_DATABASE.",
    "There is no database of that name at {where} ({code}). Check KAART_NEO4J_DATABASE.",
)
_CODE = Text(
    "De server {where} kan dit niet ({code}). Wat er stond, staat er nog. "
    "Kijk in het logboek van de server, of vraag de beheerder.",
    "The server {where} cannot do this ({code}). What was there is still there. "
    "Look in the server's log, or ask the administrator.",
)
_MOVED = Text(
    "Iemand anders wijzigt {where} nu. Probeer het zo nog eens.",
    "Somebody else is changing {where} now. Try again in a moment.",
)
