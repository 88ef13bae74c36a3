# shellcheck shell=bash
# Words for the person at the terminal. They go to standard error: standard output belongs to the command.

say() { printf 'learn: %s\n' "$*" >&2; }

# stop CODE TEXT…: ends the wrapper with one of the exit codes of the learn program
# (0 done, 1 not so, 2 wrong use, 3 the machine lacks something).
stop() {
    local code=$1
    shift
    say "$*"
    exit "$code"
}

# with_progress TEXT LOG COMMAND…: runs a command with its output in LOG and says TEXT once it takes more than two
# seconds. The command has a process group of its own, so that Ctrl-C ends the wrapper at once and takes the command's
# children along. Returns the command's exit code.
with_progress() {
    local text=$1 log=$2 code=0
    shift 2
    set -m
    "$@" >"$log" 2>&1 </dev/null 9>&- & # whoever stays behind does not keep the lock of the build
    WORK=$!
    set +m
    trap 'end_work 130' INT
    trap 'end_work 143' TERM
    trap 'end_work 129' HUP
    show_progress "$WORK" "$text" 9>&- &
    PROGRESS=$!
    wait "$WORK" || code=$?
    trap - INT TERM HUP
    end_progress
    return "$code"
}

show_progress() {
    local work=$1 text=$2 start=$SECONDS said=
    while sleep 1 >/dev/null 2>&1 && kill -0 "$work" 2>/dev/null; do
        if ((SECONDS - start < 2)); then
            continue
        elif [[ -t 2 ]]; then
            printf '\r\033[Klearn: %s (%d s) ' "$text" "$((SECONDS - start))" >&2
        elif [[ -z $said ]]; then
            say "$text"
            said=yes
        fi
    done
}

end_progress() {
    kill "$PROGRESS" 2>/dev/null || true
    wait "$PROGRESS" 2>/dev/null || true
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

end_work() {
    trap - INT TERM HUP
    kill -TERM -- "-$WORK" 2>/dev/null || true
    end_progress
    [[ ! -t 2 ]] || printf '\n' >&2
    exit "$1"
}
