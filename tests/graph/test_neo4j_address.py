"""Where a server is and who enters: from the environment or a secrets file, and the password nowhere to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.opening import is_there, opened, place
from graph.errors import StoreRefused, UsageRefused
from graph.settings import Settings
from graph.stores.neo4j_address import SCHEMES, server


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_of_the_driver_is_an_address(scheme: str) -> None:
    found = server(f"{scheme}://host:7687/", "ans", "geheim-1", "kaart")
    assert (found.address, found.database) == (f"{scheme}://host:7687", "kaart")
    assert "geheim-1" not in repr(found) + str(found) + found.shown


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://host:7474", "'http' is no server"),
        ("neo4j://", "is no server"),
        ("neo4j://ans:geheim-1@host", "only server and port"),
        ("bolt://host/kaart", "only server and port"),
        ("neo4j://host?a=b", "only server and port"),
        ("neo4j://ans:geheim-1@[host:7687", "a port of digits"),
        ("neo4j://ans:geheim-1@host:geheim-1", "a port of digits"),
        ("neo4j://host:99999", "a port of digits"),
    ],
)
def test_another_address_is_refused_without_being_repeated(address: str, says: str) -> None:
    with pytest.raises(UsageRefused, match=says) as refused:
        server(address, "ans", "geheim-1", "neo4j")
    assert "geheim-1" not in refused.value.to("nl") + refused.value.to("en")


@pytest.mark.parametrize(
    "address",
    ["neo4j:/ans:geheim-1@host:7687", "bolt+s:ans:geheim-1@host", "Neo4j:\\\\ans:geheim-1@host", " neo4j:/geheim-1"],
)
def test_an_address_with_a_slash_too_few_is_no_file(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAART_DB", address)
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageRefused, match="an address with // after") as refused:
        place(Settings())
    assert "geheim-1" not in refused.value.to("nl") + refused.value.to("en")
    assert list(tmp_path.iterdir()) == []


def test_the_password_comes_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAART_DB", "neo4j://host:7687")
    with pytest.raises(UsageRefused, match="no password for neo4j://host:7687"):
        Settings().server()
    secret = tmp_path / "secret"
    secret.write_text("uit-een-bestand\n")
    monkeypatch.setenv("KAART_NEO4J_PASSWORD_FILE", str(secret))
    found = Settings().server()
    assert found is not None
    assert found.password == "uit-een-bestand"
    monkeypatch.setenv("KAART_NEO4J_PASSWORD", "uit-de-omgeving")
    assert "uit-de-omgeving" not in repr(Settings())
    monkeypatch.setenv("KAART_NEO4J_PASSWORD_FILE", str(tmp_path / "nergens"))
    monkeypatch.setenv("KAART_NEO4J_PASSWORD", "")
    with pytest.raises(UsageRefused, match="cannot be read"):
        Settings().server()


def test_what_a_machine_keeps_of_a_server_has_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAART_DB", "neo4j://host:7687")
    monkeypatch.setenv("KAART_NEO4J_PASSWORD", "geheim-1")
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path))
    settings = Settings()
    assert place(settings) == tmp_path / "servers" / "host-7687-neo4j"
    assert is_there(settings, place(settings))
    assert not is_there(settings, tmp_path / "kaart.db")


def test_a_server_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Port 9 of this machine: nobody listens there.
    monkeypatch.setenv("KAART_DB", "bolt://127.0.0.1:9")
    monkeypatch.setenv("KAART_NEO4J_PASSWORD", "geheim-1")
    monkeypatch.setenv("KAART_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KAART_KEY", "a key of the tests, 32 bytes long")
    settings = Settings()
    with pytest.raises(StoreRefused, match="does not answer") as refused:
        opened(settings, place(settings))
    assert "geheim-1" not in refused.value.to("nl")
