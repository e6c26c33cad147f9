# What tools/setup.sh and tools/judges.sh both need: system packages, installed or at least named.
# Sourced, not run. Bash 3.2 (macOS) reads it too.

say() { printf '%s\n' "$*" >&2; }

# The machine lacks something we may not or cannot install: exit code 3, as everywhere in the press.
missing() {
    local line
    for line in "$@"; do say "$line"; done
    exit 3
}

package_system() {
    local known
    for known in brew apt-get dnf pacman zypper apk; do
        command -v "$known" >/dev/null 2>&1 && { echo "$known"; return; }
    done
    echo none
}

may_be_root() {
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null 2>&1 || return 1
    # Without a password, or with a person at the terminal who can type one.
    sudo -n true 2>/dev/null || [ -t 0 ]
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages WHY PACKAGE…: by apt or brew; on other systems, or without the right to, say how.
install_packages() {
    local why=$1 how
    shift
    [ $# -gt 0 ] || return 0
    case $(package_system) in
        brew) how="brew install $*" ;;
        apt-get) how="apt-get update && apt-get install --no-install-recommends $*" ;;
        dnf) how="dnf install $*" ;;
        pacman) how="pacman -S $*" ;;
        zypper) how="zypper install $*" ;;
        apk) how="apk add $*" ;;
        none) missing "missing: $why. No package system was found to install: $*" ;;
    esac
    case $how in
        brew*)
            say "installing $why: $how"
            brew install --quiet "$@" >&2 || missing "could not be installed: $why. Run, then try again:" "  $how"
            ;;
        apt-get*)
            may_be_root || missing "missing: $why. Run, then try again:" "  sudo sh -c '$how'"
            say "installing $why: $how"
            apt_install "$@" || missing "could not be installed: $why. Run, then try again:" "  sudo sh -c '$how'"
            ;;
        *) missing "missing: $why. Run, then try again:" "  sudo $how" ;;
    esac
}

apt_install() {
    local log status=0
    log=$(mktemp)
    # A fresh machine has no package lists and one long asleep has old ones: look first, then install.
    {
        as_root apt-get update -q &&
            as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -q -y --no-install-recommends "$@"
    } >"$log" 2>&1 </dev/null || status=$?
    [ "$status" = 0 ] || tail -n 20 "$log" >&2
    rm -f "$log"
    return "$status"
}
