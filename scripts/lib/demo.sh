# shellcheck shell=bash
# The sample merchant: on a first start it gets stores, staff, WeChat apps, a card and codes to claim it by; on each start
# the sandbox is told of its apps and people, which it forgets when it ends.

# Makes what is missing; without it the house is as good, only empty. Nothing is done with KABAO_DEMO=no.
demo() {
    local out=$house_data/run/demo.out log=$house_data/logs/demo.log
    rm --force -- "$out"
    [[ ${KABAO_DEMO:-yes} != no ]] || return 0
    KABAO_OWNER_PASSWORD=$house_password run_command "$house_data/run/demo.pid" \
        node "$root/scripts/lib/demo.mjs" "$house_data" \
        "${house_port[sandbox]}" "${house_port[admin-api]}" "${house_port[wx-api]}" >"$out" 2>"$log" </dev/null ||
        warn "The sample data could not be made, the next start tries again; its log is $log"
}

# Says where a card can be claimed.
demo_tell() {
    local line
    [[ -s $house_data/run/demo.out ]] || return 0
    while IFS= read -r line; do say "  $line"; done <"$house_data/run/demo.out"
}
