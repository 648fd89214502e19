# shellcheck shell=bash
# Runs Maven, and builds what the scripts run, only when something has changed since the last build.

built=${KABAO_BUILT:-$root/target/start}

# One build at a time in this folder, whatever it is for; a Maven that a killed script has left is ended first.
build_lock=
lock_build() {
    require_writable
    mkdir --parents -- "$built"
    exec {build_lock}>"$built/lock"
    locks+=("$build_lock")
    if ! flock --nonblock "$build_lock"; then
        say "Waiting for another build in this folder ..."
        # In steps: a signal is heard only between commands.
        until flock --nonblock "$build_lock"; do sleep 0.3; done
    fi
    end_noted "$built/maven.pid" 5 group
}

unlock_build() {
    exec {build_lock}>&-
    unset 'locks[-1]'
    build_lock=
}

# Maven takes the home folder from the user database; who has none there keeps packages where HOME says.
maven() {
    local home options=()
    home=$(getent passwd "$(id --user)" 2>/dev/null | cut --delimiter=: --fields=6) || true
    if [[ (-z $home || ! -w $home) && -n ${HOME:-} && -w ${HOME:-} ]]; then
        options+=("-Dmaven.repo.local=$HOME/.m2/repository")
        [[ ! -r $HOME/.m2/settings.xml ]] || options+=(--settings "$HOME/.m2/settings.xml")
    fi
    mkdir --parents -- "$built"
    # Maven 3.8 itself uses what newer JDKs warn of; nobody here can mend that.
    local -x MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
    run_command "$built/maven.pid" mvn --batch-mode --file "$root/pom.xml" "${options[@]}" "$@"
}

# One line says why a build could not write, before Maven says it in fifty.
require_writable() {
    local place
    for place in "$root" "$root"/target "$root"/*/target "$root"/web/*/target "$root"/web/node_modules; do
        if [[ -e $place && ! -w $place ]]; then
            fail "$place can't be written by $(id --user --name 2>/dev/null || id --user): it was built by another user;" \
                "remove it or build in a copy of your own"
        fi
    done
}

# Names, sizes and times of all that goes into the jars.
sources_mark() {
    (
        cd -- "$root"
        find . \( -name target -o -name node_modules -o -path ./data -o -path ./.git -o -path '*/src/test' \) -prune -o \
            -type f \( -name pom.xml -o -path '*/src/main/*' -o -path './sql/*' -o -path './web/*' \) \
            -printf '%p %s %T@\n' | sort | sha256sum | cut --delimiter=' ' --fields=1
    )
}

# Builds and unpacks the three programs into $built, unless that has been done from these sources.
build() {
    local mark begun
    mark=$(sources_mark)
    [[ $(cat -- "$built/built" 2>/dev/null) != "$mark" ]] || return 0
    require_writable
    begun=$(now_ms)
    say "Building; the first time this takes some minutes ..."
    rm --force -- "$built/built"
    # Tests are not even compiled and style is not judged: that is what scripts/test does, and running the product must
    # neither wait for it nor break with a test half written.
    maven --quiet package -Dmaven.test.skip=true -Dcheckstyle.skip=true -Dspotless.check.skip=true || fail "The build failed; Maven has said why above."
    unpack
    # What came out belongs to the sources as they were when it began; a file changed meanwhile is built next time.
    printf '%s\n' "$mark" >"$built/built"
    say "Built in $(seconds_since "$begun") s."
}

# An unpacked jar starts faster than a jar of jars, and only it can have a cache of loaded classes.
unpack() {
    local app jar
    rm --recursive --force -- "$built/apps.half" "$built/apps" "$built/aot" "$built/aot-mark"
    mkdir --parents -- "$built/apps.half"
    for app in wx-api admin-api; do
        jar=$(only_file "$root/$app/target/$app"-*-exec.jar)
        java -Djarmode=tools -jar "$jar" extract --destination "$built/apps.half/$app" >/dev/null
        mv -- "$built/apps.half/$app/${jar##*/}" "$built/apps.half/$app/$app.jar"
    done
    mkdir -- "$built/apps.half/sandbox"
    cp -- "$(only_file "$root"/sandbox/target/sandbox-*-exec.jar)" "$built/apps.half/sandbox/sandbox.jar"
    # The server programs are 170 MB; a second name costs nothing where the file system can give one.
    cp --recursive --link -- "$root/sandbox/target/lib" "$built/apps.half/sandbox/lib" 2>/dev/null ||
        cp --recursive -- "$root/sandbox/target/lib" "$built/apps.half/sandbox/"
    mv -- "$built/apps.half" "$built/apps"
}

only_file() {
    [[ $# == 1 && -f $1 ]] || fail "Expected one file, found: $*"
    printf '%s' "$1"
}
