# shellcheck shell=bash
# Makes the caches of loaded classes (JDK's ahead-of-time cache): each program runs once against a throw-away sandbox.

training=$built/training

# The Java options that use a program's cache; none if it has none.
trained() {
    [[ ! -s $built/aot/$1.aot ]] || printf '%s\n' "-XX:AOTCache=../../aot/$1.aot" -Xlog:aot=off -Xlog:cds=off
}

# Once per build and JDK; without the caches everything works, only slower.
train() {
    local mark begun
    mark="$(<"$built/built") $JAVA_HOME $(stat --format='%s %Y' "$JAVA_HOME/lib/modules")"
    [[ $(cat -- "$built/aot-mark" 2>/dev/null) != "$mark" ]] || return 0
    begun=$(now_ms)
    say "Making start-up caches, once per build ..."
    clear_training
    rm --recursive --force -- "$built/aot" "$training"
    mkdir --parents -- "$built/aot" "$training/logs" "$training/run"
    if train_all; then
        say "Made in $(seconds_since "$begun") s."
    else
        warn "The start-up caches could not be made, starting takes longer; see $training/logs"
    fi
    clear_training
    # Also after a failure: the same again would fail the same way.
    printf '%s\n' "$mark" >"$built/aot-mark"
}

# Ends what a training has left running and forgets its data. Nothing of it is worth a clean end, and asked to end
# politely each program would first spend a minute on its cache.
clear_training() {
    local name
    {
        for name in wx-api admin-api sandbox; do end_noted "$training/run/$name.pid" 0 group; done
        ((${#house_pid[@]} == 0)) || wait "${house_pid[@]}" || true
        # The shell's own words about killed programs help nobody.
    } 2>/dev/null
    house_pid=()
    rm --recursive --force -- "$training"/{database,redis,secrets,sandbox.env}
}

train_all() {
    local name house_data=$training house_password house_platform_password
    house_password=$(random_letters 20)
    house_platform_password=$(random_letters 20)
    local -A house_port=()
    choose_free_ports
    house_start_sandbox "$(training_option sandbox)"
    house_await sandbox /sandbox/health 120 || return 1
    house_start_app wx-api "$(training_option wx-api)"
    house_start_app admin-api "$(training_option admin-api)"
    house_await wx-api /actuator/health 180 || return 1
    house_await admin-api /actuator/health 180 || return 1
    train_paths
    train_stop wx-api admin-api
    train_stop sandbox
    for name in sandbox wx-api admin-api; do
        [[ -s $built/aot/$name.aot ]] || return 1
    done
}

training_option() { printf '%s' "-XX:AOTCacheOutput=../../aot/$1.aot"; }

# What the first visitor does is then loaded as well.
train_paths() {
    answers "${house_port[wx-api]}" /m/ || true
    answers "${house_port[admin-api]}" /console/ || true
    answers "${house_port[admin-api]}" /admin/me || true
}

# On its end each JVM writes its cache, which takes several seconds of both cores.
train_stop() {
    local name deadline=$((SECONDS + 180))
    for name in "$@"; do kill -TERM "${house_pid[$name]}" 2>/dev/null || true; done
    for name in "$@"; do
        while noted_pid "$house_data/run/$name.pid" >/dev/null && ((SECONDS < deadline)); do sleep 0.2; done
    done
}

# Five ports below the range the system hands out by itself.
choose_free_ports() {
    local name port taken=" "
    for name in wx-api admin-api sandbox database redis; do
        while :; do
            port=$((20000 + RANDOM % 12000))
            [[ $taken != *" $port "* ]] && ! port_taken "$port" && break
        done
        taken+="$port "
        house_port[$name]=$port
    done
}

# $1 letters and digits that nobody can guess and nobody mistakes for one another.
random_letters() {
    local letters=
    while ((${#letters} < $1)); do
        letters+=$(head --bytes=256 /dev/urandom | tr --delete --complement 'A-HJ-NP-Za-km-z2-9')
    done
    printf '%s' "${letters:0:$1}"
}
