# The demo practice: a server in the background, its database, the line that sends an inquiry.
# shellcheck shell=bash

DEMO_PORT=${PORT:-8069}
DEMO_SOURCE=intake_source_website_demo

# Sets DEMO_PID, DEMO_PID_PORT and DEMO_PID_CONF, the fingerprint of the configuration that it was
# started with, when the server of this checkout is running.
find_demo() {
    local file=$STATE/odoo.pid
    [ -f "$file" ] || return 1
    read -r DEMO_PID DEMO_PID_PORT DEMO_PID_CONF <"$file"
    runs "$DEMO_PID" "-c $STATE/odoo.conf"
}

stop_demo() {
    find_demo || return 0
    end_process "$DEMO_PID"
    rm -f "$STATE/odoo.pid"
}

conf_fingerprint() { sha256sum <"$DEMO_CONF" | cut -c1-16; }

need_port() { # before anything that takes time
    [[ $DEMO_PORT =~ ^[0-9]+$ ]] ||
        die "PORT=$DEMO_PORT is not a number: choose a free one, for instance 'PORT=8070 make run'."
    if find_demo && [ "$DEMO_PID_PORT" = "$DEMO_PORT" ]; then return; fi
    port_taken "$DEMO_PORT" || return 0
    die "Port $DEMO_PORT is used by another program: choose a free one, for instance 'PORT=$((DEMO_PORT + 1)) make run'."
}

start_demo() {
    if find_demo; then
        [ "$DEMO_PID_PORT $DEMO_PID_CONF" = "$DEMO_PORT $(conf_fingerprint)" ] && served && return
        stop_demo
    fi
    setsid "$VENV/bin/python" "$ODOO_BIN" -c "$DEMO_CONF" >"$LOG/odoo.log" 2>&1 </dev/null 9>&- &
    DEMO_PID=$!
    echo "$DEMO_PID $DEMO_PORT $(conf_fingerprint)" >"$STATE/odoo.pid"
    for _ in {1..300}; do
        served && return
        kill -0 "$DEMO_PID" 2>/dev/null || break
        sleep 0.2
    done
    stop_demo
    tail -n 12 "$LOG/odoo.log" >&2
    die "The server did not come up: see $LOG/odoo.log."
}

# A server that has just started does what was due in the meantime when it is first woken, and the
# first inquiry would wait for it: wake it now, and give it a few seconds.
settle_demo() {
    local due="SELECT count(*) FROM ir_cron WHERE active AND nextcall <= now() AT TIME ZONE 'UTC'"
    sql postgres "SELECT pg_notify('cron_trigger', '$DEMO_DB')" >/dev/null
    for _ in {1..50}; do
        [ "$(sql "$DEMO_DB" "$due")" = 0 ] && return
        sleep 0.2
    done
}

served() {
    local answer
    { exec 3<>"/dev/tcp/127.0.0.1/$DEMO_PORT"; } 2>/dev/null || return 1
    printf 'GET /web/health HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
    read -r -t 10 answer <&3 || answer=
    exec 3>&-
    [[ $answer == *" 200 "* ]]
}

# Prints the demo source's token, or nothing while the addon has no such source. Odoo keeps only
# a digest and the last four characters: those tell whether the one we know still holds.
demo_token() {
    local file=$STATE/demo-token source hint
    [ -n "$(sql "$DEMO_DB" "SELECT to_regclass('medspa_intake_source')")" ] || return 0
    source=$(sql "$DEMO_DB" "SELECT 'ends with ' || COALESCE(source.token_hint, '') FROM medspa_intake_source source
        JOIN ir_model_data name ON name.res_id = source.id AND name.model = 'medspa.intake.source'
        WHERE name.module = '$ADDON' AND name.name = '$DEMO_SOURCE'")
    [ -n "$source" ] || return 0
    hint=${source#ends with }
    if [ -z "$hint" ] || [ ! -s "$file" ] || [[ $(<"$file") != *"$hint" ]]; then
        (umask 077 && odoo_script "$DEMO_CONF" "$DEMO_DB" \
            "print(env.ref('$ADDON.$DEMO_SOURCE')._rotate_token()); env.cr.commit()" | tail -n 1 >"$file")
    fi
    cat "$file"
}

print_demo() { # usage: print_demo TOKEN
    local url=http://localhost:$DEMO_PORT
    printf '\nThe demo practice is open at %s (login admin, password admin).\n' "$url"
    printf 'As the front desk sees it: login maya, password maya; as its manager: grace, grace.\n'
    if [ -n "$1" ]; then
        printf '\nSend an inquiry and see what happened to it, with this line:\n\n%s\n' \
            "curl -sS $url/medspa/intake/$1 -d name='Ana Ruiz' -d phone='(512) 555-0143' -d email=ana.ruiz@example.com -d treatment=Botox -d message='Do you have time on Friday?' -d sms_consent=yes | dev/follow"
    fi
    printf '\nEmails of the demo reach nobody: read them in %s. No phone rings either.\n' "${MAILBOX#"$PWD"/}"
    printf 'Its log is %s; `make stop` ends it.\n' "${LOG#"$PWD"/}/odoo.log"
}
