"""The settings of one machine: environment variables that begin with `KAART_`, and where files are kept."""

from __future__ import annotations

import os
import re
import stat
from functools import cached_property
from pathlib import Path

from platformdirs import user_config_path, user_data_path
from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.codes import Audience
from graph.errors import KeyRefused, UsageRefused
from graph.pseudonyms import Door, new_key
from graph.stores.neo4j_address import Server, is_server, server
from graph.text import Language, Text

APPLICATION = "verwijskaart"
DEMO = "demo"


class Settings(BaseSettings):
    """What the environment says; read when it is made, never at import.

    Attributes
    ----------
    db
        A path, `demo`, the address of a Neo4j server, or nothing: a file in the user's data folder.
    key
        The key of pseudonyms itself; without it, a file that only the user can read.
    lang
        Language of the screens and messages.
    audience
        For whom the screens of this process are; without login, on one's own machine, the administrator.
    address, hosts
        Where the app listens, by default on this machine only; and the names, with commas, by which people reach it
        behind a proxy.
    data_dir, key_file
        Where the user's database and key stand when `db` and `key` do not say so.
    neo4j_user, neo4j_password, neo4j_password_file, neo4j_database
        Who enters a Neo4j server, with the password itself or a file of it, and the database there.
    """

    model_config = SettingsConfigDict(env_prefix="KAART_", extra="ignore")

    db: str | None = None
    key: SecretStr | None = None
    lang: Language = "nl"
    audience: Audience = Audience.BEHEERDER
    address: str = "127.0.0.1"
    hosts: str = ""
    data_dir: Path | None = None
    key_file: Path | None = None
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_password_file: Path | None = None
    neo4j_database: str = "neo4j"

    @field_validator("db", "key", "neo4j_password", "neo4j_password_file", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return value or None

    @field_validator("lang", mode="before")
    @classmethod
    def _plain_language(cls, value: object) -> object:
        return (value.strip().lower() or "nl") if isinstance(value, str) else value

    @field_validator("audience", mode="before")
    @classmethod
    def _known_audience(cls, value: object) -> object:
        named = str(value).strip().lower() or Audience.BEHEERDER.value
        if named not in set(Audience):
            raise UsageRefused(_NO_AUDIENCE.format(value=value, known=", ".join(Audience)))
        return Audience.of_value(named)

    @cached_property
    def folder(self) -> Path:
        """The user's data folder."""
        return self.data_dir or user_data_path(APPLICATION)

    @cached_property
    def own_database(self) -> Path:
        """The database that is used when none is named."""
        return self.folder / "kaart.db"

    def server(self, db: str | None = None) -> Server | None:
        """The Neo4j server that an address names (`db` goes before the setting), None for any other database.

        Raises
        ------
        UsageRefused
            When it is no address of a server, or there is no password for it.
        """
        address = db or self.db
        if address is None or not is_server(address):
            return None
        return server(address, self.neo4j_user, self._password(), self.neo4j_database)

    def _password(self) -> str | None:
        if self.neo4j_password is not None:
            return self.neo4j_password.get_secret_value()
        if self.neo4j_password_file is None:
            return None
        try:
            return self.neo4j_password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageRefused(_NO_SECRET.format(path=self.neo4j_password_file, why=type(error).__name__)) from error

    def server_place(self, found: Server) -> Path:
        """What this machine keeps beside a database on a server stands under this name; there is no such file."""
        name = re.sub(r"[^\w.-]+", "-", f"{found.address.split('://')[1]}-{found.database}")
        return self.folder / "servers" / name

    @cached_property
    def key_path(self) -> Path:
        """The file of the key."""
        return self.key_file or user_config_path(APPLICATION) / "key"

    @property
    def key_place(self) -> Text:
        """Where the key stands, as a person reads it."""
        if self.key is not None:
            return Text("de instelling KAART_KEY", "the setting KAART_KEY")
        return Text(f"het bestand {self.key_path}", f"the file {self.key_path}")

    def door(self) -> Door:
        """The door of pseudonyms; makes the key file when there is no key yet.

        Raises
        ------
        KeyRefused
            When the key is too short, or its file can be read by others or not at all.
        """
        if self.key is not None:
            return _door(self.key.get_secret_value().encode(), self.key_place)
        try:
            return _door(_read(self.key_path), self.key_place)
        except FileNotFoundError:
            return Door(_make(self.key_path))
        except OSError as error:
            raise KeyRefused(_UNREADABLE.format(path=self.key_path, why=error.strerror)) from error


def _door(key: bytes, place: Text) -> Door:
    try:
        return Door(key)
    except ValueError:
        raise KeyRefused(_SHORT.format(place=place)) from None


def _read(path: Path) -> bytes:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyRefused(_OPEN.format(path=path))
    return path.read_bytes().strip()


def _make(path: Path) -> bytes:
    """A new key in a file that only the user can read; the first of two processes wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = new_key().hex().encode()
    half = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link fails where the name exists; a rename would replace a key that is already in use.
        path.hardlink_to(half)
    except FileExistsError:
        return _read(path)
    finally:
        half.unlink()
    return key


_SHORT = Text(
    "De sleutel voor schuilnamen is te kort: {place}. Gebruik minstens 16 tekens.",
    "The key of pseudonyms is too short: {place}. Use at least 16 characters.",
)
_OPEN = Text(
    "Anderen kunnen de sleutel lezen: {path}. Typ: chmod 600 {path}",
    "Others can read the key: {path}. Type: chmod 600 {path}",
)
_UNREADABLE = Text(
    "De sleutel kan niet worden gelezen: {path} ({why}). Controleer het bestand, of zet de sleutel in KAART_KEY.",
    "The key cannot be read: {path} ({why}). Check the file, or put the key in KAART_KEY.",
)
_NO_AUDIENCE = Text(
    "KAART_AUDIENCE kan niet '{value}' zijn. Kies uit: {known}.",
    "KAART_AUDIENCE cannot be '{value}'. Choose from: {known}.",
)
_NO_SECRET = Text(
    "Het wachtwoord kan niet worden gelezen: {path} ({why}). Controleer KAART_NEO4J_PASSWORD_FILE.",
    "The password cannot be read: {path} ({why}). Check KAART_NEO4J_PASSWORD_FILE.",
)
