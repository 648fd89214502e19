# shellcheck shell=bash
# What every script stands on: where the project is, how it speaks, how it runs something it can end again.

# Java names files by the locale's character set; with any other, a folder with Chinese characters is not found.
export LC_ALL=C.UTF-8

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)

# A reader that went away must not end us before we have stopped what we started.
trap : PIPE

say() { printf '%s\n' "$*" 2>/dev/null || true; }

warn() { printf '%s\n' "$*" >&2 2>/dev/null || true; }

fail() {
    warn "$@"
    exit 1
}

now_ms() { printf '%s' "$((${EPOCHREALTIME/[.,]/} / 1000))"; }

# Seconds with one decimal since a time told by now_ms.
seconds_since() {
    local tenths=$((($(now_ms) - $1 + 50) / 100))
    printf '%d.%d' "$((tenths / 10))" "$((tenths % 10))"
}

# Locks this script holds until it is gone, however it goes; what it starts must not inherit them.
locks=()
leave_locks() {
    local held
    for held in "${locks[@]}"; do exec {held}>&-; done
}

# Runs a command in a session of its own and waits for it. The terminal's Ctrl-C does not reach it, so that the script
# alone decides when and in which order things end. The note lets a later run end what a killed script has left.
command_note=
run_command() {
    local note=$1 status=0
    shift
    (
        leave_locks
        write_note "$note"
        exec setsid "$@"
    ) &
    command_note=$note
    wait "$!" || status=$?
    command_note=
    rm --force -- "$note"
    return "$status"
}

# Ends what run_command is waiting for, with all it has started.
end_command() {
    [[ -z $command_note ]] || end_noted "$command_note" 10 group
    command_note=
}
