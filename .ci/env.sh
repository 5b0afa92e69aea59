#!/bin/sh
# Makes or repairs .venv: the locked dependencies, then this project, editable. `env.sh dev` adds the tools of `make test`.
# Quick when nothing changed. PYTHON=... picks the interpreter.
set -u
cd "$(dirname "$0")/.." || exit 1
. .ci/apt.sh
# Settings of the surroundings that would let another environment leak into this one.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV
export PIP_DISABLE_PIP_VERSION_CHECK=1

stop() { printf '%s\n' "$@" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then echo "$candidate"; return; fi
    done
    return 1
}

can_make_venv() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

# Debian and Ubuntu keep ensurepip in a package of its own, named after the version.
venv_package() { "$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'; }

make_venv() {
    python=$(find_python) || stop \
        "Verwijskaart needs Python 3.11 or newer, and none was found (python3 is: $(python3 --version 2>/dev/null || echo missing))." \
        'Install it (Debian 12 and Ubuntu 24.04 bring it as python3), or name one: make env PYTHON=/path/to/python3.11'
    rm -rf .venv
    echo "Making .venv with $("$python" --version 2>&1)."
    if can_make_venv "$python"; then
        "$python" -m venv .venv && return
    elif "$python" -m virtualenv --version >/dev/null 2>&1; then
        "$python" -m virtualenv --quiet .venv && return
    elif command -v virtualenv >/dev/null 2>&1; then
        virtualenv --quiet --python "$python" .venv && return
    else
        package=$(venv_package "$python")
        apt_install "$package"
        can_make_venv "$python" && "$python" -m venv .venv && return
        rm -rf .venv
        stop "$python cannot make a virtual environment: its module ensurepip is missing. Type this, then try again:" \
            "    $(apt_command "$package")"
    fi
    rm -rf .venv
    stop 'Making .venv failed; see above.'
}

# A .venv is sound when its Python runs, has pip, and stands where it was made: its commands hold that path.
sound() {
    new_enough .venv/bin/python && .venv/bin/python -c 'import pip' >/dev/null 2>&1 &&
        [ "$(cat .venv/made-in 2>/dev/null || pwd)" = "$(pwd)" ]
}

# stamp LOCK: what .venv was made from, to see whether it still is.
stamp() { cksum "$1" pyproject.toml; }

# up_to_date LOCK
up_to_date() { [ "$(cat ".venv/$1.stamp" 2>/dev/null)" = "$(stamp "$1")" ]; }

# install LOCK
install() {
    rm -f ".venv/$1.stamp"
    echo "Installing $1 (a minute the first time)."
    .venv/bin/python -m pip install --quiet --no-input --require-hashes -r "$1" ||
        stop "Installing $1 failed; see above."
}

sound || make_venv
pwd >.venv/made-in

if ! up_to_date requirements.lock || [ ! -x .venv/bin/kaart ]; then
    install requirements.lock
    echo 'Installing kaart itself, editable.'
    .venv/bin/python -m pip install --quiet --no-input --no-deps --no-build-isolation -e . ||
        stop 'Installing kaart itself failed; see above.'
    stamp requirements.lock >.venv/requirements.lock.stamp
fi
if [ "${1:-}" = dev ] && ! up_to_date requirements-dev.lock; then
    install requirements-dev.lock
    stamp requirements-dev.lock >.venv/requirements-dev.lock.stamp
fi
