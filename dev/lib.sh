# Shared by the scripts of this folder: where things are, what is printed, how a step fails.
# shellcheck shell=bash disable=SC2034  # several variables are read by the scripts that source this
set -euo pipefail

ADDON=medspa_speed_to_lead
DEMO_DB=medspa_demo
TEST_DB=medspa_test
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
SECONDS=0

say() { printf '[%4d s] %s\n' "$SECONDS" "$*"; }
note() { printf '         %s\n' "$*"; }
die() {
    printf 'Error: %s\n' "$*" >&2
    exit 1
}

STATE=${STATE:-$ROOT/.run}
mkdir -p "$STATE/log" 2>/dev/null ||
    die "The folder $STATE cannot be written to: set STATE to a folder of yours and run again."
STATE=$(cd "$STATE" && pwd -P)
LOG=$STATE/log
VENV=$STATE/venv

# Where the machine forbids Python to keep what it has compiled, each start of Odoo takes three
# times as long. Kept apart from the sources, which may be somebody else's.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$STATE/pycache

# Two checkouts, or two users in one, never share what has to live outside the checkout.
STATE_ID=$(printf '%s %s' "$(id -u)" "$STATE" | sha256sum | cut -c1-10)

is_root() { [ "$(id -u)" = 0 ]; }
has() { command -v "$1" >/dev/null 2>&1; }
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A process number can be somebody else's by now: the command line tells.
runs() { # usage: runs PID WORDS
    tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -qF -- "$2"
}

end_process() {
    kill "$1" 2>/dev/null || return 0
    for _ in {1..100}; do
        [ -d "/proc/$1" ] || return 0
        sleep 0.1
    done
    kill -9 "$1" 2>/dev/null || true
}

# Numbered headings: say how many with `steps`, then one `step` for each.
steps() {
    STEP=0
    STEPS=$1
}
step() {
    STEP=$((STEP + 1))
    say "$STEP/$STEPS $*"
}

# Run a long command with its output in a log and show now and then that it is alive.
# usage: busy LOG_NAME WHAT COMMAND...
busy() {
    local log=$LOG/$1.log what=$2 began=$SECONDS shown=0 pid waited
    shift 2
    # A background job of a script ignores Ctrl-C and would go on unseen: give it a process
    # group of its own, which can be ended as a whole.
    set -m
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    set +m
    trap 'kill -- "-$pid" 2>/dev/null; exit 130' INT TERM
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        waited=$((SECONDS - began))
        if ((waited >= shown + 10)); then
            shown=$waited
            note "... $what, $waited s"
        fi
    done
    trap - INT TERM
    wait "$pid" && return 0
    printf '%s failed. The end of %s:\n' "$what" "$log" >&2
    tail -n 12 "$log" >&2
    return 1
}

# One run at a time prepares things; a second one waits for it.
lock_state() {
    exec 9>"$STATE/lock"
    flock -n 9 && return
    note "another run is preparing this checkout: waiting for it"
    flock 9
}
unlock_state() { exec 9>&-; }

need_disk_space() { # the first set-up needs room; a disk that fills up half-way fails in odd places
    local need_mb=$1 free_mb
    free_mb=$(df -Pm "$STATE" | awk 'NR == 2 { print $4 }')
    ((free_mb >= need_mb)) ||
        die "Only $free_mb MB are free on the disk of $STATE and $need_mb MB are needed: free some space or set STATE to a folder on another disk."
}
