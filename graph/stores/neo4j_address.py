"""The address of a server and who enters there; the password is in neither the address nor anything that is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from graph.errors import UsageRefused
from graph.text import Text

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a database is: the address with its scheme, and the name of the database on the server."""

    address: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"

    @property
    def shown(self) -> str:
        """The address as it may stand in a message or a log."""
        return f"{self.address}/{self.database}"


def is_server(address: str) -> bool:
    """Whether an address names a server and not a file; one with a slash too few, too."""
    # Taken as a file, its password would become the name of one.
    return "://" in address or bool(re.match(r"\s*(neo4j|bolt)(\+\w*)?:", address, re.IGNORECASE))


def server(address: str, user: str, password: str | None, database: str) -> Server:
    """The server that an address names.

    Raises
    ------
    UsageRefused
        When it is no address of a Neo4j server, holds a user or password, or no password is set.
    """
    parts = _parts(address)
    if parts.scheme in SCHEMES and "://" not in address:
        raise UsageRefused(_NO_SLASHES.format(scheme=parts.scheme))
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise UsageRefused(_NO_ADDRESS.format(scheme=parts.scheme, schemes=", ".join(f"{s}://" for s in SCHEMES)))
    if "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        raise UsageRefused(_ONLY_HOST.format(scheme=parts.scheme))
    if not password:
        raise UsageRefused(_NO_PASSWORD.format(address=address))
    return Server(f"{parts.scheme}://{parts.netloc}", user, password, database)


def _parts(address: str) -> SplitResult:
    """The parts of an address; what it is made of is not repeated: it may hold a password."""
    try:
        parts = urlsplit(address)
        # Looked at here, for it is read only when asked for.
        _ = parts.port
    except ValueError:
        raise UsageRefused(_NO_HOST) from None
    return parts


_NO_HOST = Text(
    "Het adres in KAART_DB klopt niet. Schrijf na :// de naam van de server en een poort van cijfers, "
    "bijvoorbeeld neo4j://host:7687.",
    "The address in KAART_DB is not right. After :// write the name of the server and a port of digits, "
    "for example neo4j://host:7687.",
)
_NO_SLASHES = Text(
    "Schrijf een adres met // na '{scheme}:', dus {scheme}://host:7687.",
    "Write an address with // after '{scheme}:', so {scheme}://host:7687.",
)
_NO_ADDRESS = Text(
    "'{scheme}' is geen server die Verwijskaart kent. Een adres begint met een van: {schemes}, "
    "bijvoorbeeld neo4j://host:7687.",
    "'{scheme}' is no server that Verwijskaart knows. An address begins with one of: {schemes}, "
    "for example neo4j://host:7687.",
)
_ONLY_HOST = Text(
    "Zet in KAART_DB alleen server en poort: {scheme}://host:7687. Gebruiker, wachtwoord en database staan in "
    "KAART_NEO4J_USER, KAART_NEO4J_PASSWORD en KAART_NEO4J_DATABASE.",
    "Put only server and port in KAART_DB: {scheme}://host:7687. User, password and database stand in "
    "KAART_NEO4J_USER, KAART_NEO4J_PASSWORD and KAART_NEO4J_DATABASE.",
)
_NO_PASSWORD = Text(
    "Er is geen wachtwoord voor {address}. Zet het in KAART_NEO4J_PASSWORD, of in een bestand dat "
    "KAART_NEO4J_PASSWORD_FILE noemt.",
    "There is no password for {address}. Put it in KAART_NEO4J_PASSWORD, or in a file that "
    "KAART_NEO4J_PASSWORD_FILE names.",
)
