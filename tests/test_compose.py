"""compose.yaml against the schema of the compose specification, and what it promises. No Docker engine runs here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILE = ROOT / "compose.yaml"


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["services"]
    return found


def test_it_is_a_compose_file(tmp_path: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*check, str(FILE)], capture_output=True, text=True, check=False).returncode == 0
    broken = tmp_path / "compose.yaml"
    broken.write_text(FILE.read_text(encoding="utf-8").replace("cap_drop:", "cap_drops:"))
    assert subprocess.run([*check, str(broken)], capture_output=True, text=True, check=False).returncode == 1


def test_every_service_runs_without_rights_on_a_file_system_that_it_cannot_write(
    services: dict[str, dict[str, Any]],
) -> None:
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["user"].split(":")[0] not in ("", "0", "root"), name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["healthcheck"]["test"], name


def test_only_the_proxy_can_be_reached_or_reaches_out(services: dict[str, dict[str, Any]]) -> None:
    networks = yaml.safe_load(FILE.read_text(encoding="utf-8"))["networks"]
    assert networks["inside"]["internal"] is True
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert {name: service["networks"] for name, service in services.items() if name != "proxy"} == {
        "app": ["inside"],
        "backup": ["inside"],
        "neo4j": ["inside"],
    }


def test_the_health_of_the_proxy_is_asked_of_the_proxy(services: dict[str, dict[str, Any]]) -> None:
    command = services["proxy"]["healthcheck"]["test"]
    assert command[:2] == ["CMD", "wget"]
    # The address of the check is one that the proxy listens on, and not outside its own container.
    assert "http://127.0.0.1:8080 {\n\tbind 127.0.0.1\n" in (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert command[-1] == "http://127.0.0.1:8080/health"
    assert "8080" not in str(services["proxy"]["ports"])


def test_only_who_may_write_there_has_the_folder_of_backups(services: dict[str, dict[str, Any]]) -> None:
    users = {s["user"] for s in services.values() if "backups:/backups" in s.get("volumes", [])}
    # deploy/Dockerfile makes /backups for this user.
    assert users == {"1000:1000"}
    assert "install -d -o kaart -g kaart /var/lib/verwijskaart /backups" in (ROOT / "deploy" / "Dockerfile").read_text()
    assert services["backup"]["command"] == ["sh", "/usr/local/bin/kaart-backup", "--daily"]


def test_the_password_of_the_first_start_is_one_that_the_image_takes(tmp_path: Path) -> None:
    lines = (ROOT / "docs" / "administrator.md").read_text(encoding="utf-8").splitlines()
    made = [line for line in lines if "> secrets/neo4j_" in line]
    (tmp_path / "secrets").mkdir()
    subprocess.run(["sh", "-ec", "\n".join(made)], cwd=tmp_path, check=True)
    assert len(made) == 2
    assert re.fullmatch(r"[0-9a-f]{48}", (tmp_path / "secrets" / "neo4j_password").read_text())
    # docker-entrypoint.sh of the image takes user and password apart so.
    assert re.fullmatch(r"([^/]+)/([^/]+)/?(true)?", (tmp_path / "secrets" / "neo4j_auth").read_text())


def test_no_secret_stands_in_it_and_the_server_reads_no_addresses(services: dict[str, dict[str, Any]]) -> None:
    said = {k: v for service in services.values() for k, v in service["environment"].items()}
    assert not [k for k in said if k.endswith(("PASSWORD", "KEY", "AUTH"))]
    assert said["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert said["KAART_AUDIENCE"] == "${KAART_AUDIENCE:-regisseur}"
    for name in yaml.safe_load(FILE.read_text(encoding="utf-8"))["secrets"].values():
        assert name["file"].startswith("secrets/")
