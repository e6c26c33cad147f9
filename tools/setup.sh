#!/usr/bin/env bash
# Prepare this checkout: the libraries WeasyPrint calls, .venv/ from the lock, the project in it.
# Nothing outside the checkout but system packages. Done already? Then it takes no time.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/system.sh

# Python packages of the machine or of the user must not mix with the press's own.
unset PYTHONPATH PYTHONHOME
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

venv=.venv
python=$venv/bin/python

# --- system: what is missing, as packages of this system ------------------------------------------

# The newest Python we find that is new enough; $PYTHON chooses another.
find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
}

can_make_venv() { [ -n "$1" ] && "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# Loading is the only honest test: a package may be there without its library, or for another machine.
libraries_load() {
    [ -n "$1" ] && "$1" - <<'PYTHON' 2>/dev/null
import ctypes, ctypes.util, os, sys
if sys.platform == "darwin":
    places = ["/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"]
    pattern = "lib{}.dylib"
    names = ["gobject-2.0.0", "pango-1.0.0", "pangoft2-1.0.0", "fontconfig.1",
             "harfbuzz.0", "harfbuzz-subset.0"]
else:
    places = []
    pattern = "lib{}"
    names = ["gobject-2.0.so.0", "pango-1.0.so.0", "pangoft2-1.0.so.0", "fontconfig.so.1",
             "harfbuzz.so.0", "harfbuzz-subset.so.0"]
for name in names:
    file = pattern.format(name)
    found = [os.path.join(p, file) for p in places if os.path.exists(os.path.join(p, file))]
    ctypes.CDLL(found[0] if found else file)
PYTHON
}

library_packages() {
    case $(package_system) in
        brew) echo pango ;;
        apt-get) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
        apk) echo pango harfbuzz-subset ;;
        zypper) echo libpango-1_0-0 libharfbuzz-subset0 ;;
        *) echo pango harfbuzz ;;
    esac
}

python_packages() {
    case $(package_system) in
        brew) echo python@3.13 ;;
        apt-get)
            # Debian keeps `ensurepip` in a package of its own, one for each Python.
            case $1 in
                "" | /usr/bin/python3 | /bin/python3) echo python3 python3-venv ;;
                *) echo "$(basename "$1")-venv" ;;
            esac
            ;;
        *) echo python3 ;;
    esac
}

prepare_system() {
    local packages=() why=()
    base=$(find_python)
    if ! can_make_venv "$base"; then
        why+=("Python 3.11 or newer with venv")
        packages+=($(python_packages "$base"))
    fi
    # Without any Python the libraries cannot be tried: ask for them all the same.
    if ! libraries_load "$base"; then
        why+=("Pango and HarfBuzz, which lay out the text")
        packages+=($(library_packages))
    fi
    [ ${#packages[@]} -gt 0 ] || return 0
    install_packages "${why[0]}${why[1]:+; ${why[1]}}" "${packages[@]}"

    base=$(find_python)
    can_make_venv "$base" ||
        missing "Python 3.11 or newer with venv is needed; this system's package brought none." \
            "Install one and name it: PYTHON=/path/to/python3 make setup"
    libraries_load "$base" ||
        missing "Pango and HarfBuzz were installed, but $base cannot load them: is it built for this machine?"
}

# --- .venv: the lock, then the project ------------------------------------------------------------

digest() {
    # The folder is part of it: a checkout that moved has scripts that point to the old place.
    { pwd -P; cat "$@"; } | { sha256sum 2>/dev/null || shasum -a 256; } | cut -d ' ' -f 1
}

stamped() { [ "$(cat "$venv/$1" 2>/dev/null)" = "$2" ]; }

lock=$(digest requirements/run.txt requirements/dev.txt)
project=$(digest pyproject.toml)

if stamped .lock "$lock" && stamped .project "$project" && libraries_load "$python"; then
    exit 0
fi

prepare_system

if ! "$python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "making $venv with $("$base" --version)"
    "$base" -m venv --clear "$venv"
fi

if ! stamped .lock "$lock"; then
    say "installing the locked libraries into $venv"
    rm -f "$venv/.lock" "$venv/.project"
    "$python" -m pip install --quiet --require-hashes --only-binary :all: \
        -r requirements/run.txt -r requirements/dev.txt >&2
    echo "$lock" >"$venv/.lock"
fi

if ! stamped .project "$project"; then
    "$python" -m pip install --quiet --no-index --no-deps --no-build-isolation --editable . >&2
    echo "$project" >"$venv/.project"
fi
say "ready: $venv/bin/publisher"
