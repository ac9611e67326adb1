# What the harness, the benchmarks and the proofs read from the environment. Source it after the
# need_* steps: `need_everything` does them.
# shellcheck shell=bash
# shellcheck source=dev/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=dev/system.sh
. "$ROOT/dev/system.sh"
# shellcheck source=dev/odoo_tree.sh
. "$ROOT/dev/odoo_tree.sh"
# shellcheck source=dev/python.sh
. "$ROOT/dev/python.sh"
# shellcheck source=dev/postgres.sh
. "$ROOT/dev/postgres.sh"
# shellcheck source=dev/mailbox.sh
. "$ROOT/dev/mailbox.sh"

# Nothing of the user's own database settings may lead us to their server.
# shellcheck disable=SC2086  # the names, as words
unset ${!PG@} ODOO_RC OPENERP_SERVER

need_everything() { # usage: need_everything [MACHINE_NEED...]: Odoo, Python, PostgreSQL, in this order
    lock_state
    need_system python "$@"
    step "Odoo $ODOO_SERIES"
    need_odoo
    step "Python packages"
    need_venv
    step "PostgreSQL"
    need_postgres
    write_configs
    export_environment
}

export_environment() {
    export ROOT STATE VENV ODOO_DIR DEMO_DB TEST_DB
    export ODOO_BIN=$ROOT/dev/odoo-bin DEMO_CONF=$STATE/odoo.conf TEST_CONF=$STATE/test.conf
    export PGHOST=$SOCKET_DIR PGPORT=5432 PGUSER=odoo
    export PATH=$POSTGRES_BIN:$VENV/bin:$PATH PYTHONPATH=$ROOT
    # Without it, forty visitors at once ask for more database connections than Odoo has.
    export ODOO_MAX_HTTP_THREADS=auto
    CHROMIUM=$(find_chromium) && export CHROMIUM || unset CHROMIUM
}

write_configs() {
    local port=${PORT:-8069}
    { common_settings && printf '%s\n' "db_name = $DEMO_DB" "dbfilter = ^$DEMO_DB\$" \
        "http_port = $port" "max_cron_threads = 2" \
        "smtp_server = 127.0.0.1" "smtp_port = $(mailbox_port)"; } >"$STATE/odoo.conf"
    # Nothing may run beside a test that it did not start itself.
    { common_settings && echo "max_cron_threads = 0"; } >"$STATE/test.conf"
}

common_settings() {
    cat <<CONF
[options]
addons_path = $ROOT
data_dir = $STATE/data
db_host = $SOCKET_DIR
db_port = 5432
db_user = odoo
http_interface = 127.0.0.1
list_db = False
workers = 0
CONF
}

odoo() { "$VENV/bin/python" "$ROOT/dev/odoo-bin" "$@"; }
