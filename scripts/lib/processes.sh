# shellcheck shell=bash
# Programs that run beside the script: started with a note of who they are, ended by that note, also by a later run.

# Field 22 of /proc/PID/stat, in ticks since boot, counted behind the name, which may hold blanks and brackets.
start_ticks() {
    local stat fields
    { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
    read -r -a fields <<<"${stat##*") "}"
    # A dead process that nobody has collected runs no more.
    [[ ${fields[0]} != [ZX] ]] || return 1
    printf '%s' "${fields[19]}"
}

# Notes the calling (sub)shell, which is about to become the program: exec keeps both numbers.
write_note() {
    # Asked for here: between the brackets of a substitution it would be another process.
    local pid=$BASHPID
    printf '%s %s\n' "$pid" "$(start_ticks "$pid")" >"$1.new"
    mv --force -- "$1.new" "$1"
}

# The process id in a note, if that very process still runs: a recycled number has another start time.
noted_pid() {
    local pid ticks
    read -r pid ticks 2>/dev/null <"$1" || return 1
    [[ $pid =~ ^[0-9]+$ && $(start_ticks "$pid") == "$ticks" ]] || return 1
    printf '%s' "$pid"
}

# Ends the process of a note: asks, and kills after $2 seconds. With "group" all that share its process group.
end_noted() {
    local note=$1 patience=$2 which=${3:-alone} pid target tries
    if pid=$(noted_pid "$note"); then
        target=$pid
        [[ $which != group ]] || target=-$pid
        kill -TERM -- "$target" 2>/dev/null || true
        for ((tries = 0; tries < patience * 10; tries++)); do
            noted_pid "$note" >/dev/null || break
            sleep 0.1
        done
        if noted_pid "$note" >/dev/null; then
            kill -KILL -- "$target" 2>/dev/null || true
            for ((tries = 0; tries < 100; tries++)); do
                noted_pid "$note" >/dev/null || break
                sleep 0.1
            done
            ! noted_pid "$note" >/dev/null || fail "Process $pid of ${note##*/} does not end."
        fi
    fi
    rm --force -- "$note"
}

# Whether something listens on 127.0.0.1; one that takes the connection late counts too.
port_taken() {
    local status=0
    # shellcheck disable=SC2016
    timeout 2 bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0"' "$1" 2>/dev/null || status=$?
    ((status == 0 || status == 124))
}

# Whether GET http://127.0.0.1:$1$2 answers 200.
answers() {
    (
        exec 3<>"/dev/tcp/127.0.0.1/$1"
        printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
        read -r -t 5 line <&3
        [[ $line == "HTTP/1.1 200"* ]]
    ) 2>/dev/null
}
