# The mailbox of the demo: a mail server that keeps what it gets and delivers nothing.
# shellcheck shell=bash

MAILBOX=$STATE/mailbox

# Sets MAILBOX_PID when it is running.
find_mailbox() {
    [ -f "$STATE/mailbox.pid" ] && [ -f "$STATE/mailbox.port" ] || return 1
    MAILBOX_PID=$(<"$STATE/mailbox.pid")
    runs "$MAILBOX_PID" "fake_smtp.py $(<"$STATE/mailbox.port") $MAILBOX"
}

# The port that it has or will have: chosen once, and anew when another program has taken it.
mailbox_port() {
    local file=$STATE/mailbox.port
    if ! find_mailbox && { [ ! -s "$file" ] || port_taken "$(<"$file")"; }; then
        "$VENV/bin/python" -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])' >"$file"
    fi
    cat "$file"
}

start_mailbox() { # after write_configs, which has told the demo's server the port
    local port
    find_mailbox && return
    port=$(<"$STATE/mailbox.port")
    setsid "$VENV/bin/python" "$ROOT/tests/harness/fake_smtp.py" "$port" "$MAILBOX" \
        >"$LOG/mailbox.log" 2>&1 </dev/null 9>&- &
    MAILBOX_PID=$!
    echo "$MAILBOX_PID" >"$STATE/mailbox.pid"
    for _ in {1..100}; do
        port_taken "$port" && return
        kill -0 "$MAILBOX_PID" 2>/dev/null || break
        sleep 0.1
    done
    stop_mailbox
    die "The demo's mailbox did not come up: see $LOG/mailbox.log, then run again."
}

stop_mailbox() {
    find_mailbox || return 0
    end_process "$MAILBOX_PID"
    rm -f "$STATE/mailbox.pid"
}
