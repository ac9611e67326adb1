# What the machine itself has to offer: Python, PostgreSQL, a browser, the tools to fetch Odoo.
# shellcheck shell=bash

PYTHON_RANGE='import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
        # A shim can be on the path and still refuse to run: ask it.
        "$candidate" -c "$PYTHON_RANGE" 2>/dev/null || continue
        "$candidate" -c 'import sys; print(sys.executable)'
        return
    done
    return 1
}

python_can_make_venv() { has uv || "$1" -c 'import ensurepip' 2>/dev/null; }

find_chromium() {
    local candidate
    for candidate in ${CHROMIUM:-google-chrome chromium chromium-browser google-chrome-stable}; do
        command -v "$candidate" && return
    done
    return 1
}

# The folder of PostgreSQL's programs: those of the version that made our cluster, else the newest.
find_postgres() {
    local folder version=${1:-*}
    # shellcheck disable=SC2231  # the star of an unknown version must be expanded
    for folder in $(printf '%s\n' ${POSTGRES_ROOT:-/usr/lib/postgresql}/$version/bin | sort -rV); do
        if [ -x "$folder/initdb" ]; then
            echo "$folder"
            return
        fi
    done
    if [ "$version" = "*" ] && has initdb; then
        dirname "$(readlink -f "$(command -v initdb)")"
        return
    fi
    return 1
}

missing_packages() { # usage: missing_packages WHAT...
    local what python
    for what in "$@"; do
        case $what in
            python)
                python=$(find_python) && python_can_make_venv "$python" || echo python3-venv
                ;;
            postgres) find_postgres >/dev/null || echo postgresql ;;
            chromium) find_chromium >/dev/null || echo chromium ;;
            node) { has node && has npm; } || echo nodejs npm ;;
        esac
    done
}

# Root on a machine with apt gets what is missing; anyone else gets one message naming all of it.
need_system() {
    local missing
    missing=$(missing_packages "$@" | xargs)
    [ -n "$missing" ] || return 0
    if is_root && has apt-get; then
        note "installing $missing"
        # shellcheck disable=SC2086  # a list of package names
        busy packages "installing $missing" install_packages $missing ||
            die "apt-get could not install $missing (no package source reachable?): see $LOG/packages.log, install it by hand and run again."
    fi
    # A private PostgreSQL out of a Python package stands in where none can be installed.
    missing=$(missing_packages "$@" | grep -v '^postgresql$' | xargs) || true
    [ -z "$missing" ] || refuse_without "$missing"
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    # The clusters that Debian makes by itself are of no use here, and would be left running.
    local folder=/etc/postgresql-common/createcluster.d status=0
    mkdir -p "$folder" || return 1
    echo 'create_main_cluster = false' >"$folder/medspa.conf"
    { apt-get update -q && apt-get install -qy --no-install-recommends "$@"; } || status=$?
    rm -f "$folder/medspa.conf"
    return "$status"
}

refuse_without() {
    local found=
    case $1 in
        *python3-venv*)
            found=" (Python 3.11 to 3.13 with venv is needed; found $(python3 --version 2>/dev/null || echo none))"
            ;;
    esac
    die "Missing on this machine: $1$found. Install it as root, for instance with 'apt-get install --no-install-recommends $1', and run again."
}
