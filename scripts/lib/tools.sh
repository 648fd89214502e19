# shellcheck shell=bash
# Finds what must be installed: a JDK, Maven and Node. What is missing is told in one line each.

oldest_jdk=25
oldest_maven=3.8
oldest_node=20.19

# Whether version $1 is $2 or newer, by its first two numbers.
at_least() {
    local have_major have_minor want_major want_minor
    IFS=.-+ read -r have_major have_minor _ <<<"$1.0.0"
    IFS=. read -r want_major want_minor _ <<<"$2.0.0"
    [[ $have_major =~ ^[0-9]+$ ]] || return 1
    [[ $have_minor =~ ^[0-9]+$ ]] || have_minor=0
    ((have_major > want_major || (have_major == want_major && have_minor >= want_minor)))
}

# Major version of the JDK in a folder, nothing if there is none.
jdk_version() {
    [[ -x $1/bin/java && -x $1/bin/javac ]] || return 0
    if [[ -r $1/release ]]; then
        sed --quiet 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed --quiet '1s/.*version "\([0-9]*\).*/\1/p'
    fi
}

# Sets JAVA_HOME and puts its java first on the PATH.
find_jdk() {
    local places=() seen=() home version java
    [[ -z ${JAVA_HOME:-} ]] || places+=("$JAVA_HOME")
    if java=$(command -v java); then
        java=$(readlink --canonicalize "$java")
        places+=("${java%/bin/java}")
    fi
    places+=("${KABAO_JVM_FOLDER:-/usr/lib/jvm}"/*)
    for home in "${places[@]}"; do
        version=$(jdk_version "$home")
        if [[ -n $version ]] && at_least "$version" "$oldest_jdk"; then
            export JAVA_HOME=$home PATH="$home/bin:$PATH"
            return 0
        fi
        [[ -z $version || " ${seen[*]-} " == *" $version "* ]] || seen+=("$version")
    done
    warn "JDK $oldest_jdk or newer is missing: looked in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH and in" \
        "${KABAO_JVM_FOLDER:-/usr/lib/jvm}${seen[*]:+; found only ${seen[*]}}"
    return 1
}

find_maven() {
    local version
    if ! command -v mvn >/dev/null; then
        warn "Maven $oldest_maven or newer is missing: looked for mvn on the PATH"
        return 1
    fi
    version=$(mvn --batch-mode --version 2>/dev/null | sed --quiet 's/.*Apache Maven \([0-9][^ ]*\).*/\1/p' | head --lines=1) ||
        true
    at_least "${version%%$'\e'*}" "$oldest_maven" && return 0
    warn "Maven $oldest_maven or newer is missing: $(command -v mvn) is ${version:-of an unknown version}"
    return 1
}

find_node() {
    local version
    if ! command -v node >/dev/null; then
        warn "Node $oldest_node or newer is missing: looked for node on the PATH"
        return 1
    fi
    version=$(node --version 2>/dev/null) || true
    if ! at_least "${version#v}" "$oldest_node"; then
        warn "Node $oldest_node or newer is missing: $(command -v node) is ${version:-of an unknown version}"
        return 1
    fi
    if ! command -v npm >/dev/null; then
        warn "npm, which comes with Node, is missing: looked for npm on the PATH"
        return 1
    fi
}

# All three or one line for each that is missing.
find_tools() {
    local missing=0
    find_jdk || missing=1
    # Maven itself needs some JDK to tell its version, so it is asked only once there is one.
    if ((missing == 0)) || ! command -v mvn >/dev/null; then find_maven || missing=1; fi
    find_node || missing=1
    ((missing == 0)) || exit 1
}
