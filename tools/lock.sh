#!/usr/bin/env bash
# Write requirements/run.txt and requirements/dev.txt from pyproject.toml: versions and checksums,
# good for every platform and Python we support, without the address of any index.
# `tools/lock.sh` keeps the pinned versions where they still fit; `tools/lock.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" --quiet --disable-pip-version-check install uv
mkdir -p requirements

# Sources are left out on purpose: setting up must not need a compiler.
# Extras stay: where pip meets `coverage[toml]` unpinned, it takes the newest release and has no checksum for it.
lock() {
    "$room/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --no-strip-extras \
        --generate-hashes --no-emit-index-url --no-build \
        --custom-compile-command "tools/lock.sh" "$@"
}
lock pyproject.toml --output-file requirements/run.txt "${@}"
lock --group dev --constraints requirements/run.txt --output-file requirements/dev.txt "${@}"
