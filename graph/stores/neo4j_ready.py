"""Making a database of Neo4j ready: constraints, indexes, the facts about it, and whose key it has."""

from __future__ import annotations

import secrets

from graph.errors import KeyMismatch, StoreTooNew, Unknown
from graph.pseudonyms import Door
from graph.stores.neo4j_connection import Connection
from graph.text import Text
from queries.cypher import NEO4J

SCHEMA = 1


def initialise(db: Connection) -> None:
    """Makes constraints, indexes and the full-text index, and the facts about the database; what is there stays."""
    db.script(NEO4J.SCHEMA)
    new = {"identity": secrets.token_hex(8), "epoch": secrets.token_hex(8), "schema": SCHEMA}
    db.alone(NEO4J.MAKE_META, facts=new | {"version": 0, "positions": 0, "retired": 0})


def ready(db: Connection, door: Door | None, *, create: bool) -> None:
    """Sees that a database is ours and has our key; makes an empty one ready.

    Raises
    ------
    Unknown
        When it is empty and `create` is False.
    StoreTooNew
        When a newer version made it.
    KeyMismatch
        When it was made with another key.
    """
    facts = db.now()
    if not facts:
        if not create:
            raise Unknown(_EMPTY.format(where=db.server.shown))
        initialise(db)
        facts = db.now()
    if facts["schema"] > SCHEMA:
        raise StoreTooNew(_TOO_NEW.format(where=db.server.shown))
    if door is None or facts.get("key") == door.check():
        return
    if "key" in facts:
        raise KeyMismatch(_OTHER_KEY.format(where=db.server.shown))
    with db.writing():
        # Of two that open it for the first time, the one that waited looks again.
        if db.now().get("key", door.check()) != door.check():
            raise KeyMismatch(_OTHER_KEY.format(where=db.server.shown))
        db.keep(key=door.check())


_EMPTY = Text(
    "Er staat nog niets in {where}. Typ 'kaart init', of importeer gegevens met 'kaart import BESTAND'.",
    "There is nothing in {where} yet. Type 'kaart init', or import data with 'kaart import FILE'.",
)
_TOO_NEW = Text(
    "{where} is gemaakt met een nieuwere versie van Verwijskaart. "
    "Werk Verwijskaart bij: haal de nieuwste code en typ 'make env'.",
    "{where} was made by a newer version of Verwijskaart. "
    "Update Verwijskaart: get the newest code and type 'make env'.",
)
_OTHER_KEY = Text(
    "{where} is gemaakt met een andere sleutel. Zet de juiste sleutel in KAART_KEY of in het sleutelbestand. "
    "Met een andere sleutel zou elk gezin dubbel komen te staan.",
    "{where} was made with another key. Put the right key in KAART_KEY or in the key file. "
    "With another key every household would stand in it twice.",
)
