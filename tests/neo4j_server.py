"""A real Neo4j Community server from Maven Central, for the tests and for `make neo4j`; everything lies below .neo4j/.

It needs Java 17 or later (of NEO4J_JAVA_HOME, else on the PATH) and, the first time, Maven. What is fetched is held to
the checksums in .ci/neo4j/jars.sha256.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase

ROOT = Path(__file__).parents[1]
RECIPE = ROOT / ".ci" / "neo4j"
FOLDER = ROOT / ".neo4j"
VERSION = "5.26.20"
LIB = FOLDER / f"lib-{VERSION}"
USER = "neo4j"
_OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")
_READY = 120
# Stops the server when standard input ends: so it never outlives whoever started it, even when that one is killed.
_KEEPER = 'exec 3<&0; "$@" </dev/null & server=$!; (cat <&3 >/dev/null; kill $server) & wait $server'


class Unsound(Exception):
    """What was fetched is not what it should be, or the server does not start."""


def java() -> str | None:
    """The Java to run a server with, None when there is none."""
    home = os.environ.get("NEO4J_JAVA_HOME")
    return shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")


def lacks() -> str | None:
    """What this machine lacks to run a server, None when nothing."""
    if java() is None:
        return "no Java; install it with: sudo apt-get install openjdk-17-jre-headless"
    if not LIB.exists() and not shutil.which("mvn"):
        return "no server in .neo4j and no Maven to fetch it; install it with: sudo apt-get install maven"
    return None


def fetch(lib: Path = LIB, recipe: Path = RECIPE) -> None:
    """Fetches a server from Maven Central, where it is not there yet; whole or not at all."""
    if lib.exists():
        return
    FOLDER.mkdir(exist_ok=True)
    half = FOLDER / f".fetching-{os.getpid()}"
    goal = ("dependency:copy-dependencies", f"-DoutputDirectory={half}", "-DincludeScope=runtime")
    try:
        subprocess.run(["mvn", "-q", "-B", "-f", str(recipe / "pom.xml"), *goal], check=True)
        _verify(half, recipe)
        if not lib.exists():
            half.rename(lib)
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _verify(folder: Path, recipe: Path) -> None:
    lines = (line.split() for line in (recipe / "jars.sha256").read_text().splitlines())
    wanted = {name: digest for digest, name in lines}
    found = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in folder.iterdir()}
    wrong = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    if wrong:
        raise Unsound(f"these jars are not what {recipe / 'jars.sha256'} says: {', '.join(wrong)}")


@dataclass(frozen=True)
class Running:
    """A server that runs, and how to enter it."""

    process: subprocess.Popen[bytes]
    home: Path
    address: str
    password: str

    def stop(self) -> None:
        """Stops it as the administrator of a server would; what hangs is killed."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            # The keeper and the server are a session of their own.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


def start(
    home: Path,
    *,
    port: int,
    password: str,
    http: int | None = None,
    heap: str = "1g",
    lasting: bool = False,
    program: Sequence[str] | None = None,
) -> Running:
    """Starts a server with a home of its own, and waits until it answers; `lasting` one that is used for long.

    `program` is another server than that of long support: the Java to run it with, and what it runs.

    Raises
    ------
    Unsound
        When it stops, or does not answer in time.
    """
    for name in ("conf", "data", "logs", "plugins", "run"):
        (home / name).mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(_settings(port, http, lasting))
    for said in _logs(home):
        said.unlink(missing_ok=True)
    command = _command(program or _program(home), heap, lasting)
    with (home / "logs" / "console.log").open("ab") as log:
        # In a session of its own, so that a Ctrl-C reaches us and not the server.
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
    running = Running(process, home, f"neo4j://127.0.0.1:{port}", password)
    try:
        _wait(running)
        _set_password(running)
    except BaseException:
        running.stop()
        raise
    return running


def _program(home: Path) -> tuple[str, ...]:
    entry = ("org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}")
    return java() or "java", "-cp", f"{LIB}/*", *entry


def _command(program: Sequence[str], heap: str, lasting: bool) -> list[str]:
    opened = [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED]
    # For minutes, compiling for speed costs more than it gives.
    quick = [] if lasting else ["-XX:TieredStopAtLevel=1"]
    return ["sh", "-c", _KEEPER, "neo4j", program[0], *opened, f"-Xmx{heap}", "-XX:+UseSerialGC", *quick, *program[1:]]


def _logs(home: Path) -> tuple[Path, Path]:
    """Where a server says that it started."""
    return home / "logs" / "neo4j.log", home / "logs" / "console.log"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _settings(port: int, http: int | None, lasting: bool) -> str:
    lines = [
        "server.default_listen_address=127.0.0.1",
        "server.bolt.enabled=true",
        "dbms.security.auth_enabled=true",
        f"server.bolt.listen_address=127.0.0.1:{port}",
        f"server.bolt.advertised_address=127.0.0.1:{port}",
        f"server.http.enabled={str(http is not None).lower()}",
        "server.https.enabled=false",
        f"server.memory.pagecache.size={'1g' if lasting else '256m'}",
        "db.tx_log.preallocate=false",
        "db.tx_log.rotation.size=32m",
        "db.tx_log.rotation.retention_policy=1 files",
        "dbms.usage_report.enabled=false",
        # Else it waits ten seconds for connections that are closed already.
        "internal.server.bolt.thread_pool_shutdown_wait_time=0s",
        # A plan holds for long: our statements go by indexes, whatever the number of rows.
        "dbms.cypher.min_replan_interval=1h",
        "dbms.security.allow_csv_import_from_file_urls=false",
    ]
    if http is not None:
        lines.append(f"server.http.listen_address=127.0.0.1:{http}")
    return "\n".join(lines) + "\n"


def _wait(running: Running) -> None:
    logs, end = _logs(running.home), time.monotonic() + _READY
    while time.monotonic() < end:
        if running.process.poll() is not None:
            break
        if any(log.exists() and " Started." in log.read_text() for log in logs):
            return
        time.sleep(0.2)
    raise Unsound(f"Neo4j does not start; see {logs[0].parent}")


def _set_password(running: Running) -> None:
    """Sets the password of a new server; one that has it already is left alone."""
    if (running.home / "password-set").exists():
        return
    with (
        GraphDatabase.driver(running.address, auth=(USER, USER)) as driver,
        driver.session(database="system") as session,
    ):
        session.run("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=USER, new=running.password).consume()
    (running.home / "password-set").touch()


def main(say: Callable[[str], object] = sys.stdout.write) -> None:
    """A server for a person, with Neo4j Browser, until Ctrl-C."""
    if lack := lacks():
        sys.exit(lack)
    say("Fetching Neo4j where it is not there yet (two minutes the first time).\n")
    fetch()
    secret = FOLDER / "password"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(12))
    running = start(FOLDER / "home", port=7687, http=7474, password=secret.read_text(), lasting=True)
    say(
        "Neo4j is running. In another window:\n"
        f"    export KAART_DB={running.address} KAART_NEO4J_PASSWORD_FILE={secret}\n"
        "    kaart demo && kaart app\n"
        f"Neo4j Browser: http://127.0.0.1:7474 (user {USER}, the password stands in {secret})\n"
        "Stop with Ctrl-C.\n"
    )
    try:
        running.process.wait()
    except KeyboardInterrupt:
        running.stop()


if __name__ == "__main__":
    main()
