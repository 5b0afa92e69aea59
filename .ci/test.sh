#!/bin/sh
# Style, types, import rules and tests; all of them, also after one fails. Arguments go to pytest.
# The last line says which tests were left out for want of something. With CI set, leaving out is failing.
set -u
cd "$(dirname "$0")/.." || exit 1
. .ci/apt.sh
sh .ci/env.sh dev || exit 1
PATH="$(pwd)/.venv/bin:$PATH"

# A stub that only says how to install Chromium, as Ubuntu has one, does not count.
find_chromium() {
    for candidate in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
        if "$candidate" --version >/dev/null 2>&1; then command -v "$candidate"; return; fi
    done
    return 1
}

CHROMIUM=$(find_chromium) || { apt_install chromium && CHROMIUM=$(find_chromium); } || {
    CHROMIUM=
    echo "No Chromium, so no browser tests. To have them: $(apt_command chromium)"
}
export CHROMIUM

# The tests of the store on Neo4j start a server of their own; fetched here once, not by every worker at once.
command -v java >/dev/null 2>&1 || apt_install openjdk-17-jre-headless ||
    echo "No Java, so no tests on Neo4j. To have them: $(apt_command openjdk-17-jre-headless)"
ls .neo4j/lib-* >/dev/null 2>&1 || command -v mvn >/dev/null 2>&1 || apt_install maven ||
    echo "No Maven, so no tests on Neo4j. To have them: $(apt_command maven)"
.venv/bin/python -c 'from tests import neo4j_server; neo4j_server.lacks() or neo4j_server.fetch()' ||
    echo 'Fetching the Neo4j server failed; see above.'
[ -z "${CI:-}" ] || .venv/bin/python -c 'from tests import neo4j_newest; neo4j_newest.lacks() or neo4j_newest.fetch()' ||
    echo 'Fetching the newest Neo4j server failed; see above.'

LEFT_OUT_FILE=$(mktemp) || exit 1
export LEFT_OUT_FILE
trap 'rm -f "$LEFT_OUT_FILE"' EXIT

failed=
# check NAME COMMAND...
check() {
    name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed, $name"
}
check style ruff check
check format ruff format --check
check types mypy
check 'import rules' lint-imports --no-logo
# What is slow runs in CI, or when it is asked for with -m.
if [ -n "${CI:-}" ]; then
    check tests pytest -n 2 --dist loadfile "$@"
else
    check tests pytest -n 2 --dist loadfile -m 'not slow' "$@"
fi

left_out=$(cat "$LEFT_OUT_FILE")
[ -z "$failed" ] || echo "failed: ${failed#, }"
echo "${left_out:-left out: unknown, pytest did not get to its end}"
[ -z "$failed" ]
