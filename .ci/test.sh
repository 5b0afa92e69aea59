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
check tests pytest -n 2 --dist loadfile "$@"

left_out=$(cat "$LEFT_OUT_FILE")
[ -z "$failed" ] || echo "failed: ${failed#, }"
echo "${left_out:-left out: unknown, pytest did not get to its end}"
[ -z "$failed" ]
