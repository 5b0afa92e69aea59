"""What went wrong on a server, as a person is told it.

The codes of a cluster and of single sign-on cannot be made on a Community server: they are mapped here, and untested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, ConfigurationError, DriverError, IncompleteCommit, Neo4jError

from graph.errors import DiskFull, StoreLocked, StoreRefused, StoreTooNew
from graph.text import Text


class Moved(StoreLocked):
    """What was being read was replaced or removed meanwhile; reading it again helps."""


class Overtaken(StoreLocked):
    """The lock ended while parts were written, and somebody else took over; nothing of ours is left."""


class ShutOut(StoreRefused):
    """The server does not let us in; asking again with the same password locks the account."""


class Gone(StoreRefused):
    """The server is away or hangs; asking again helps when it is back."""


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Errors of the driver as ours; `where` is the address without user or password."""
    try:
        yield
    except AuthError as error:
        # Without a cause: what the driver says may name who asked.
        raise fault(where, error) from None
    except (DriverError, Neo4jError) as error:
        raise fault(where, error) from error


def fault(where: str, error: DriverError | Neo4jError) -> StoreRefused:
    """The error of ours for one of the driver."""
    if isinstance(error, Neo4jError):
        code = error.code or "-"
        kind, text = next(((k, t) for part, k, t in _BY_CODE if part in code), (StoreRefused, _CODE))
        return kind(text.format(where=where, code=code))
    text = _SETTING if isinstance(error, ConfigurationError) else _AWAY
    text = _UNKNOWN if isinstance(error, IncompleteCommit) else text
    return Gone(text.format(where=where, why=type(error).__name__))


def moved(where: str) -> Moved:
    """Somebody replaced or removed rows while they were read."""
    return Moved(_MOVED.format(where=where))


def overtaken(where: str) -> Overtaken:
    """Somebody else claimed a change set that was being written."""
    return Overtaken(_OVERTAKEN.format(where=where))


def hangs(where: str, seconds: float) -> Gone:
    """No sign of life of a server that took our question."""
    return Gone(_HANGS.format(where=where, seconds=f"{seconds:g}"))


def too_long(where: str, seconds: float) -> StoreRefused:
    """A server that lives, and does not come to an end with one question."""
    return StoreRefused(_TOO_LONG.format(where=where, seconds=f"{seconds:.0f}"))


def check_version(where: str, agent: str) -> None:
    """Sees that a server understands our statements; `agent` is what it calls itself.

    Raises
    ------
    StoreTooNew
        When it is no Neo4j, or an older one.
    """
    found = re.fullmatch(r"Neo4j/(\d+)\.(\d+).*", agent)
    if not found or (int(found[1]), int(found[2])) < _OLDEST:
        raise StoreTooNew(_VERSION.format(where=where, agent=agent, oldest=".".join(map(str, _OLDEST))))


_OLDEST = (5, 23)
"""The first that knows `CALL (x) { ... }`."""
_REFUSED = Text(
    "De server {where} laat je niet binnen ({code}). Controleer KAART_NEO4J_USER en KAART_NEO4J_PASSWORD, "
    "of het bestand in KAART_NEO4J_PASSWORD_FILE. Probeer het niet vaak achter elkaar: "
    "na drie keer gaat het account op slot.",
    "The server {where} does not let you in ({code}). Check KAART_NEO4J_USER and KAART_NEO4J_PASSWORD, or the file in "
    "KAART_NEO4J_PASSWORD_FILE. Do not try many times in a row: after three the account is locked.",
)
_SLOT = Text(
    "Het account op {where} zit even op slot, omdat het wachtwoord te vaak fout was ({code}). "
    "Wacht een minuut. Controleer eerst het wachtwoord, en probeer het dan nog eens.",
    "The account on {where} is locked for a while, because the password was wrong too often ({code}). "
    "Wait a minute. Check the password first, and then try again.",
)
_EXPIRED = Text(
    "Het wachtwoord voor {where} is verlopen ({code}). Kies een nieuw wachtwoord in Neo4j Browser: log in met het "
    "oude, dan vraagt hij erom. Zet het nieuwe daarna in KAART_NEO4J_PASSWORD of in het bestand.",
    "The password for {where} has expired ({code}). Choose a new one in Neo4j Browser: log in with the old one, "
    "and it asks for it. Then put the new one in KAART_NEO4J_PASSWORD or in the file.",
)
_FORBIDDEN = Text(
    "Dit account mag dit niet op {where} ({code}). Er is niets gewijzigd. Vraag de beheerder van de server om "
    "schrijfrecht, of gebruik een ander account.",
    "This account may not do this on {where} ({code}). Nothing was changed. Ask the administrator of the server for "
    "the right to write, or use another account.",
)
_AWAY = Text(
    "De server {where} antwoordt niet ({why}). Controleer of hij draait en of het adres in KAART_DB klopt. "
    "Wat er stond, staat er nog.",
    "The server {where} does not answer ({why}). Check that it runs and that the address in KAART_DB is right. "
    "What was there is still there.",
)
_SETTING = Text(
    "Zo kan Verwijskaart niet met {where} praten ({why}). Controleer het adres in KAART_DB: staat de server op TLS, "
    "gebruik dan neo4j+s://, en anders neo4j://.",
    "Verwijskaart cannot talk to {where} like this ({why}). Check the address in KAART_DB: with TLS on the server use "
    "neo4j+s://, and else neo4j://.",
)
_UNKNOWN = Text(
    "De server {where} viel weg op het moment van bewaren ({why}). Misschien is het gelukt. Kijk met 'kaart changes'. "
    "Staat het er niet, doe het dan nog eens: dubbel komt er niets in.",
    "The server {where} went away at the moment of keeping ({why}). Perhaps it worked. Look with 'kaart changes'. "
    "When it is not there, do it again: nothing will stand in it twice.",
)
_HANGS = Text(
    "De server {where} hangt: hij gaf {seconds} seconden lang geen teken van leven. Wat er stond, staat er nog. "
    "Kijk of hij het druk heeft, of start hem opnieuw. Probeer het daarna nog eens.",
    "The server {where} hangs: it gave no sign of life for {seconds} seconds. What was there is still there. "
    "See whether it is busy, or start it again. Then try again.",
)
_TOO_LONG = Text(
    "De server {where} leeft, maar was na {seconds} seconden niet klaar met een vraag. Die is gestopt; er is niets "
    "half gewijzigd. Probeer het later nog eens, of vraag de beheerder van de server om meer geheugen.",
    "The server {where} lives, but had not finished one question after {seconds} seconds. It was stopped; nothing was "
    "changed by half. Try again later, or ask the administrator of the server for more memory.",
)
_READ_ONLY = Text(
    "De database op {where} mag alleen gelezen worden ({code}). Er is niets gewijzigd. Vraag de beheerder om in "
    "neo4j.conf server.databases.default_to_read_only op false te zetten.",
    "The database at {where} may only be read ({code}). Nothing was changed. Ask the administrator to set "
    "server.databases.default_to_read_only to false in neo4j.conf.",
)
_STOPPED = Text(
    "De database op {where} draait niet meer ({code}). Vaak is de schijf vol. Maak ruimte op de schijf van de server "
    "en start hem opnieuw: eerder antwoordt hij niet. Wat bewaard was, staat er nog.",
    "The database at {where} does not run any more ({code}). Often its disk is full. Make room on the disk of the "
    "server and start it again: it does not answer before. What was kept is still there.",
)
_FULL = Text(
    "De server {where} kan niets meer bewaren ({code}). Vaak is de schijf vol. Wat bewaard was, staat er nog. "
    "Maak ruimte op de schijf van de server en start hem opnieuw: misschien antwoordt hij niet meer.",
    "The server {where} can keep nothing more ({code}). Often its disk is full. What was kept is still there. "
    "Make room on the disk of the server and start it again: perhaps it does not answer any more.",
)
_MEMORY = Text(
    "De server {where} heeft hiervoor te weinig geheugen ({code}). Er is niets half gewijzigd. Geef hem meer "
    "(server.memory.heap.max_size in neo4j.conf), of lees minder tegelijk in.",
    "The server {where} has too little memory for this ({code}). Nothing was changed by half. Give it more "
    "(server.memory.heap.max_size in neo4j.conf), or import less at once.",
)
_ENDED = Text(
    "De server {where} heeft dit werk gestopt: het duurde te lang, of een beheerder stopte het ({code}). "
    "Er is niets half gewijzigd. Probeer het later nog eens.",
    "The server {where} stopped this work: it took too long, or an administrator stopped it ({code}). "
    "Nothing was changed by half. Try again later.",
)
_BUSY = Text(
    "Iemand anders schrijft nu in {where} ({code}). Er is niets gewijzigd. Probeer het zo nog eens.",
    "Somebody else is writing in {where} now ({code}). Nothing was changed. Try again in a moment.",
)
_ELSEWHERE = Text(
    "Op {where} kan nu niet geschreven worden: de servers kiezen samen een andere ({code}). "
    "Probeer het zo nog eens, en gebruik een adres met neo4j://.",
    "Nothing can be written at {where} now: the cluster is choosing another server ({code}). "
    "Try again in a moment, and use an address with neo4j://.",
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
_OVERTAKEN = Text(
    "Tijdens dit werk brak de verbinding met {where} af, en iemand anders schreef er daarna. "
    "Van dit werk is niets bewaard. Doe het nog eens.",
    "The connection with {where} broke during this work, and somebody else wrote there afterwards. "
    "Nothing of this work was kept. Do it again.",
)
_VERSION = Text(
    "Op {where} draait {agent}. Verwijskaart heeft Neo4j {oldest} of nieuwer nodig. Er is niets gewijzigd. "
    "Vraag de beheerder om de server bij te werken (5.26 LTS is getest).",
    "{agent} runs at {where}. Verwijskaart needs Neo4j {oldest} or newer. Nothing was changed. "
    "Ask the administrator to update the server (5.26 LTS is tested).",
)
_BY_CODE: tuple[tuple[str, type[StoreRefused], Text], ...] = (
    ("AuthenticationRateLimit", ShutOut, _SLOT),
    ("CredentialsExpired", ShutOut, _EXPIRED),
    # Untested: single sign-on, and roles, are not in Community.
    ("TokenExpired", ShutOut, _EXPIRED),
    ("AuthorizationExpired", ShutOut, _EXPIRED),
    ("Security.Forbidden", StoreRefused, _FORBIDDEN),
    ("Security.", ShutOut, _REFUSED),
    ("DatabaseNotFound", StoreRefused, _NO_DATABASE),
    ("ReadOnly", StoreRefused, _READ_ONLY),
    # Untested: clusters are not in Community.
    ("Cluster.", StoreRefused, _ELSEWHERE),
    ("DatabaseUnavailable", Gone, _STOPPED),
    ("TransactionTimedOut", StoreRefused, _ENDED),
    ("Terminated", StoreRefused, _ENDED),
    ("OutOfMemory", StoreRefused, _MEMORY),
    ("Deadlock", StoreLocked, _BUSY),
    ("Lock", StoreLocked, _BUSY),
    ("TransactionLogError", DiskFull, _FULL),
    ("TransactionCommitFailed", DiskFull, _FULL),
    ("TransactionStartFailed", DiskFull, _FULL),
)
