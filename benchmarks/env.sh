#!/bin/sh
# Makes .venv-bench: what only the benchmarks need. Quick when nothing changed; `make env` has made .venv before.
set -eu
cd "$(dirname "$0")/.."
lock=requirements-bench.lock
now=$(cksum "$lock")
[ "$(cat .venv-bench/stamp 2>/dev/null)" = "$now" ] && .venv-bench/bin/python -c '' 2>/dev/null && exit 0
echo "Making .venv-bench (a minute the first time)."
rm -rf .venv-bench
.venv/bin/python -m venv .venv-bench 2>/dev/null || .venv/bin/python -m virtualenv --quiet .venv-bench || virtualenv --quiet --python .venv/bin/python .venv-bench
# Git, ruff and mypy leave it alone.
echo '*' >.venv-bench/.gitignore
.venv-bench/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r "$lock"
echo "$now" >.venv-bench/stamp
