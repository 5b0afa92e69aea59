"""Places of lokets that were dragged, kept beside the database."""

from __future__ import annotations

from pathlib import Path

from app.kept_places import keep_places, kept_places


def test_what_is_kept_is_read_back_and_forgotten(tmp_path: Path) -> None:
    database = tmp_path / "kaart.db"
    assert kept_places(database) == {}
    keep_places(database, {"cjg": (10, -20), "wmo": (0, 5)})
    assert kept_places(database) == {"cjg": (10, -20), "wmo": (0, 5)}
    keep_places(database, {})
    assert kept_places(database) == {}
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_or_written_is_no_trouble(tmp_path: Path) -> None:
    database, file = tmp_path / "kaart.db", tmp_path / "kaart.db.places.json"
    for damaged in ("geen json", "[1, 2]", '{"cjg": 3}'):
        file.write_text(damaged)
        assert kept_places(database) == {}
    gone = tmp_path / "weg" / "kaart.db"
    keep_places(gone, {"cjg": (1, 2)})
    assert not gone.parent.exists()
