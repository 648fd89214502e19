# shellcheck shell=bash
# The three programs of the house: sandbox, wx-api, admin-api; the caller says where their data is and on which ports.

# The folder of data, with what is noted about running programs in run/ and their logs in logs/.
house_data=
# Name to port, name to process id of what runs.
declare -A house_port=() house_pid=()

java_settings=(-Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError)

# Starts one program: name, then more Java options; its settings are in the environment of the caller's subshell.
house_launch() {
    local name=$1
    shift
    write_note "$house_data/run/$name.pid"
    # Relative and short: the cache of classes then fits wherever the project lies.
    cd -- "$built/apps/$name"
    exec setsid java "${java_settings[@]}" "$@" -jar "$name.jar" >>"$house_data/logs/$name.log" 2>&1 </dev/null
}

house_start_sandbox() {
    rm --force -- "$house_data/sandbox.env"
    (
        leave_locks
        export KABAO_SANDBOX_DATA=$house_data KABAO_SANDBOX_PORT=${house_port[sandbox]} \
            KABAO_SANDBOX_DB_PORT=${house_port[database]} KABAO_SANDBOX_REDIS_PORT=${house_port[redis]}
        house_launch sandbox "$@"
    ) &
    house_pid[sandbox]=$!
}

# Name of the app, then more Java options. With the first passwords in house_password and house_platform_password for admin-api.
house_password=
house_platform_password=
house_start_app() {
    local name=$1
    (
        leave_locks
        set -o allexport
        # shellcheck source=/dev/null
        source "$house_data/sandbox.env"
        SERVER_PORT=${house_port[$name]}
        SERVER_ADDRESS=127.0.0.1
        KABAO_PUBLIC_BASE=http://127.0.0.1:${house_port[wx-api]}
        [[ $name != admin-api ]] || KABAO_OWNER_PASSWORD=$house_password KABAO_PLATFORM_PASSWORD=$house_platform_password
        set +o allexport
        house_launch "$@"
    ) &
    house_pid[$name]=$!
}

# Waits until a program answers 200 at a path; fails when it ends or $3 seconds are over.
house_await() {
    local name=$1 path=$2 deadline=$((SECONDS + $3))
    until house_answers "$name" "$path"; do
        if ! kill -0 "${house_pid[$name]}" 2>/dev/null; then
            house_ended "$name"
            return 1
        fi
        if ((SECONDS >= deadline)); then
            warn "$name does not answer after $3 s; its log is $house_data/logs/$name.log"
            return 1
        fi
        sleep 0.1
    done
}

house_answers() {
    [[ $1 != sandbox || -e $house_data/sandbox.env ]] && answers "${house_port[$1]}" "$2"
}

# Says that a program has ended by itself.
house_ended() {
    local name=$1 status=0 last
    wait "${house_pid[$name]}" || status=$?
    warn "$name has ended by itself (exit code $status); its log is $house_data/logs/$name.log"
    if [[ $name == sandbox && $status == 2 ]] && last=$(tail --lines=1 -- "$house_data/logs/sandbox.log"); then
        warn "$last"
    fi
}

# The name of a program that has ended, or nothing.
house_dead() {
    local name
    for name in "${!house_pid[@]}"; do
        kill -0 "${house_pid[$name]}" 2>/dev/null || printf '%s\n' "$name"
    done
}

# Ends all programs noted in a data folder, whoever started them: the apps at the same time, then what they stand on.
house_stop() {
    local run=$1/run name ending=()
    for name in wx-api admin-api; do
        [[ -e $run/$name.pid ]] || continue
        end_noted "$run/$name.pid" 30 &
        ending+=("$!")
    done
    ((${#ending[@]} == 0)) || wait "${ending[@]}" || true
    end_noted "$run/sandbox.pid" 30
    house_pid=()
}
