#!/bin/sh
# Writes requirements-bench.lock from requirements-bench.in, with the versions that we use ourselves; hashes, and no
# name of a registry. After `make lock`. `lock.sh --upgrade` takes newer releases.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
.venv/bin/python -m pip install --quiet --disable-pip-version-check --target "$tools" uv
"$tools/bin/uv" pip compile --quiet --no-cache --python .venv/bin/python --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-header --constraints requirements-dev.lock \
    --output-file requirements-bench.lock "$@" requirements-bench.in
