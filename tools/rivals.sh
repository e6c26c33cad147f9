#!/bin/bash
# The rivals of `make bench`, beside the checkout's own libraries and never among them.
set -eu
cd "$(dirname "$0")/.."
rivals=.cache/rivals
[ -x "$rivals/bin/python" ] || python3 -m venv "$rivals"
"$rivals/bin/pip" install --quiet typst
echo "ready: Typst $("$rivals/bin/pip" list 2>/dev/null | awk '$1 == "typst" { print $2 }')"
