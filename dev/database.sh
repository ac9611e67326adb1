# The demo database and the template of all test databases. Each carries, as its comment, the
# fingerprints of what it was built from: one that is up to date is left alone, and one whose
# build was interrupted has no comment.
# shellcheck shell=bash

sql() { PGOPTIONS="-c client_min_messages=warning" psql -X -q -At -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }

# Where PostgreSQL lives outside the checkout, its databases outlast a checkout that was deleted
# and cloned again; their files in the data folder do not. So the folder has a name of its own.
files_name() {
    local name=$STATE/data/name
    [ -s "$name" ] || { mkdir -p "${name%/*}" && cat /proc/sys/kernel/random/uuid >"$name"; }
    cat "$name"
}

# What forces a database to be built anew, and what an update can follow.
base_fingerprint() { { cat "$LOCK_FILE" && echo "$ODOO_DIR" && files_name; } | sha256sum | cut -c1-16; }
addon_fingerprint() { # tests are read from the disk: they change no database
    (cd "$ROOT" && find "$ADDON" -type f ! -path "$ADDON/tests/*" ! -name '*.pyc' -print0 |
        sort -z | xargs -0 sha256sum) | sha256sum | cut -c1-16
}

database_stamp() {
    sql postgres "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'"
}
stamp_database() { sql postgres "COMMENT ON DATABASE $1 IS '$2'"; }

database_is_current() { [ "$(database_stamp "$1")" = "$(base_fingerprint) $(addon_fingerprint)" ]; }

# usage: need_database NAME CONFIG AFTER [INIT_OPTION...]; AFTER is a function to run when it was
# built or updated, before the stamp.
need_database() {
    local name=$1 config=$2 after=$3 found wanted
    shift 3
    wanted="$(base_fingerprint) $(addon_fingerprint)"
    found=$(database_stamp "$name")
    [ "$found" = "$wanted" ] && return 0
    if [ -n "$found" ] && [ "${found% *}" = "${wanted% *}" ]; then
        note "the addon changed: updating the database $name"
        stamp_database "$name" ""
        if busy "$name" "updating $name" odoo -c "$config" -d "$name" -u "$ADDON" --stop-after-init --no-http; then
            finish_database "$name" "$config" "$after" "$wanted"
            return
        fi
        note "the update failed ($LOG/$name.log): building $name anew"
    fi
    need_disk_space 500
    drop_database "$name"
    busy "$name" "building the database $name" odoo -c "$config" -d "$name" -i "$ADDON" "$@" --stop-after-init --no-http ||
        die "The database $name could not be built: see $LOG/$name.log."
    finish_database "$name" "$config" "$after" "$wanted"
}

finish_database() { # usage: finish_database NAME CONFIG AFTER STAMP
    # Odoo only warns about a module that it cannot find.
    [ "$(sql "$1" "SELECT state FROM ir_module_module WHERE name = '$ADDON'")" = installed ] ||
        die "The addon did not install in $1: see $LOG/$1.log."
    "$3" "$1" "$2"
    stamp_database "$1" "$4"
}

drop_database() {
    sql postgres "DROP DATABASE IF EXISTS $1 WITH (FORCE)"
    rm -rf "$STATE/data/filestore/$1"
}

# Otherwise every copy would build the web client's bundles again, half a minute each time.
build_assets() {
    busy "$1-assets" "building the web client's assets" odoo_script "$2" "$1" \
        'env["ir.qweb"]._pregenerate_assets_bundles(); env.cr.commit()' ||
        die "The web client's assets could not be built: see $LOG/$1-assets.log."
}

odoo_script() { # usage: odoo_script CONFIG DATABASE CODE
    odoo shell -c "$1" -d "$2" --no-http --log-level=warn <<<"$3"
}
