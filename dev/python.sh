# The virtual environment with exactly the packages of requirements.lock; needs ODOO_DIR for odoo.
# shellcheck shell=bash

LOCK_FILE=$ROOT/dev/requirements.lock

need_venv() {
    local stamp
    # The path belongs to it: a moved checkout leaves broken scripts behind.
    stamp=$(echo "$VENV" | cat - "$LOCK_FILE" | sha256sum)
    if [ "$(cat "$VENV/.stamp" 2>/dev/null)" != "$stamp" ] || ! "$VENV/bin/python" -c '' 2>/dev/null; then
        need_system python
        need_disk_space 1000
        busy python "installing Python packages" make_venv ||
            die "The Python packages could not be installed: check the network and this machine's package index settings, then run again."
        echo "$stamp" >"$VENV/.stamp"
    fi
    link_odoo
}

make_venv() {
    local python uv
    python=$(find_python) || return 1
    # Another version of a package can have files of the same size and date.
    rm -rf "$VENV" "$PYTHONPYCACHEPREFIX"
    # uv is several times faster, but not everywhere to be had, and it does not read all of
    # pip's settings: whatever goes wrong with it, pip has its turn.
    if uv=$(find_uv "$python") && "$uv" venv -q --seed --python "$python" "$VENV" &&
        "$uv" pip install --python "$VENV/bin/python" -r "$LOCK_FILE"; then
        return 0
    fi
    rm -rf "$VENV" && "$python" -m venv "$VENV" &&
        "$VENV/bin/python" -m pip install --disable-pip-version-check -r "$LOCK_FILE"
}

find_uv() {
    if command -v uv; then return; fi
    rm -rf "$STATE/uv"
    "$1" -m venv "$STATE/uv" >&2 && "$STATE/uv/bin/python" -m pip install -q uv >&2 &&
        echo "$STATE/uv/bin/uv"
}

# Makes `import odoo` work in the environment, whichever tree is in use.
link_odoo() {
    [ -n "${ODOO_DIR:-}" ] || return 0
    local packages
    packages=$(echo "$VENV"/lib/python3.*/site-packages)
    dirname "$ODOO_DIR" >"$packages/odoo-tree.pth"
}
