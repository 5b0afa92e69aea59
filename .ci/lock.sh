#!/bin/sh
# Writes requirements.lock and requirements-dev.lock from pyproject.toml: exact versions with hashes for every
# platform and every Python from 3.11, and no name of a registry. `lock.sh --upgrade` takes newer releases.
set -eu
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
echo 'Fetching uv, the resolver, for this once.'
.venv/bin/python -m pip install --quiet --disable-pip-version-check --target "$tools" uv

# compile OUTPUT ARGUMENTS...
compile() {
    echo "Writing $1."
    "$tools/bin/uv" pip compile --quiet --no-cache --python .venv/bin/python --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header --group build --output-file "$@" pyproject.toml
}
compile requirements.lock "$@"
compile requirements-dev.lock --group dev --constraints requirements.lock "$@"
