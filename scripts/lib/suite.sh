# shellcheck shell=bash
# Runs the tests and gates of all modules and counts what ran.

# What a run of all tests writes, and as much again.
MEMORY_LEAST_MIB=6144

# Maven arguments; the last line printed is the count alone.
run_suite() {
    local status=0 count
    find_tools
    trap 'end_command' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    lock_build
    forget_results
    maven verify "-Dkabao.tmp=$(quick_folder)" "$@" || status=$?
    unlock_build
    count=$(count_tests)
    if (($# == 0 && status == 0)) && [[ $count == "0 passed, "* ]]; then
        warn "No test has run, which proves nothing."
        status=1
    fi
    ((status == 0)) || warn "The build failed; Maven has said why above."
    say "$((SECONDS / 60)) min $((SECONDS % 60)) s"
    say "$count"
    exit "$status"
}

# Where what tests write is soonest on disk: each commit waits for that, and a disk that others use may take seconds. Nothing
# that a test kills takes the machine down with it, so memory keeps as much of it.
quick_folder() {
    local memory=/dev/shm free
    if [[ -d $memory && -w $memory ]]; then
        free=$(df --output=avail --block-size=1M -- "$memory" 2>/dev/null | tail -n 1)
        if ((${free:-0} >= MEMORY_LEAST_MIB)) && may_run_in "$memory"; then
            say "$memory"
            return
        fi
    fi
    say "${TMPDIR:-/tmp}"
}

# A browser's helpers and the like may be started from there.
may_run_in() {
    local probe status=0
    probe=$(mktemp "$1/kabao.XXXXXX") || return 1
    printf '#!/bin/sh\n' >"$probe"
    chmod u+x "$probe"
    "$probe" || status=1
    rm --force -- "$probe"
    return "$status"
}

# Counts of an earlier run must not be taken for this one's; pages are tested again only without their mark.
forget_results() {
    rm --recursive --force -- "$root"/{,web/}*/target/{surefire,failsafe}-reports "$root"/web/*/target/pages.stamp
}

# Sums the reports of JUnit and of the pages' tests, which have the same form: one <testsuite …> line for each class.
count_tests() {
    local reports=()
    shopt -s nullglob
    reports=("$root"/{,web/}*/target/{surefire,failsafe}-reports/TEST-*.xml)
    shopt -u nullglob
    awk '
        function value(name) {
            return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
        }
        /^[ \t]*<testsuite / {
            ran += value("tests"); failed += value("failures") + value("errors"); skipped += value("skipped")
        }
        END { printf "%d passed, %d failed, %d skipped\n", ran - failed - skipped, failed, skipped }
    ' "${reports[@]}" </dev/null
}
