# shellcheck shell=bash
# ./learn test [NAME…] [OPTIONS]: every test project as a program of its own, totals from the reports they write.

# One project may run for this long; the longest takes a few minutes.
TEST_TIMEOUT=${LEARN_TEST_TIMEOUT:-25m}

run_all_tests() {
    local names=() project name
    WITH_LABS=() OTHERS=()
    while (($#)) && [[ $1 != -* ]]; do
        names+=("$1")
        shift
    done
    [[ ${1:-} != -- ]] || shift
    OPTIONS=("$@")

    find_dotnet
    need_for_lab "./learn test"
    need_browser "./learn test"
    need_jupyter_clients "./learn test"
    need_spelling "./learn test"
    need_machine_tools "./learn test"
    has tmux || need_packages "./learn test" tmux tmux # a terminal for the tests of ./learn exec and of jupyter console
    PASSED=0 FAILED=0 SKIPPED=0
    if build_everything && build_program && test_what_is_published; then
        while read -r project; do
            name=$(basename -- "$project" .csproj)
            is_wanted "$name" "${names[@]}" || continue
            # A project that does not say so may boot labs: two such would be in each other's way.
            if grep -q '<RunsBesideOthers>true<' "$project"; then
                OTHERS+=("$name")
            else
                WITH_LABS+=("$name")
            fi
        done < <(printf '%s\n' "$TREE"/tests/*/*.Tests.csproj)

        RESULTS=$(mktemp -d "${TMPDIR:-/tmp}/learn-test.XXXXXX")
        trap 'rm -rf -- "$RESULTS"' EXIT
        run_projects "$(nproc)"
    else
        FAILED=1
    fi

    if ((PASSED + FAILED + SKIPPED == 0)); then
        say "no test ran"
    fi
    printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
    ((PASSED > 0 && FAILED == 0 && SKIPPED == 0))
}

# The tests run what users run: the libraries as they are published, compiled ahead of time.
test_what_is_published() {
    local file published
    for file in "$TREE"/artifacts/bin/*.Tests/release/*.dll; do
        published=$TREE/artifacts/program/${file##*/}
        if [[ -f $published ]] && ! cmp -s -- "$published" "$file"; then
            cp -- "$published" "$file" || return
        fi
    done
}

is_wanted() {
    local name=$1 part
    shift
    (($#)) || return 0
    for part in "$@"; do
        [[ ${name,,} != *"${part,,}"* ]] || return 0
    done
    return 1
}

# run_projects AT-A-TIME: one project with labs at a time, since two would take each other's time for probes and time-outs; and the others beside it.
run_projects() {
    local at_a_time=$1 lab='' done_pid code
    local -A running=()
    trap 'end_tests 130' INT
    trap 'end_tests 143' TERM
    trap 'end_tests 129' HUP
    while ((${#WITH_LABS[@]} + ${#OTHERS[@]} + ${#running[@]})); do
        while ((${#running[@]} < at_a_time)); do
            if [[ -z $lab ]] && ((${#WITH_LABS[@]})); then
                start_project "${WITH_LABS[0]}" 0
                WITH_LABS=("${WITH_LABS[@]:1}") lab=$STARTED
            elif ((${#OTHERS[@]})); then
                start_project "${OTHERS[0]}" 5 # a lab must not wait for those
                OTHERS=("${OTHERS[@]:1}")
            else
                break
            fi
        done
        code=0
        wait -n -p done_pid "${!running[@]}" || code=$?
        count_project "${running[$done_pid]}" "$code"
        unset "running[$done_pid]"
        RUNNING=("${!running[@]}")
        [[ $done_pid != "$lab" ]] || lab=''
    done
    trap - INT TERM HUP
}

# start_project NAME NICENESS: in the background; called by run_projects, whose list of running ones it extends.
start_project() {
    printf '      %s …\n' "$1"
    set -m
    run_project "$1" "$2" >"$RESULTS/$1.out" 2>&1 </dev/null &
    set +m
    STARTED=$!
    running[$STARTED]=$1
    RUNNING=("${!running[@]}")
}

# run_project NAME NICENESS
run_project() {
    local name=$1 program=$TREE/artifacts/bin/$1/release/$1.dll
    cd -- "$TREE" || return
    printf '%s' "$EPOCHREALTIME" >"$RESULTS/$name.start"
    exec nice -n "$2" timeout --kill-after=20s "$TEST_TIMEOUT" "$DOTNET" "$program" --no-ansi --progress off \
        --report-xunit-xml --report-xunit-xml-filename "$name.xml" --results-directory "$RESULTS" "${OPTIONS[@]}"
}

# count_project NAME CODE: adds its totals and shows its line, and its output if anything was wrong.
count_project() {
    local name=$1 code=$2 report=$RESULTS/$1.xml passed=0 failed=0 skipped=0 wrong='' seconds
    seconds=$(awk -v a="$(<"$RESULTS/$name.start")" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')
    if [[ -f $report ]]; then
        passed=$(total passed "$report")
        failed=$(($(total failed "$report") + $(total errors "$report")))
        skipped=$(total skipped "$report")
    fi
    case $code in
        0) ;;
        8) # no test in it: as it should be only where the caller filtered
            if ((${#OPTIONS[@]} == 0)); then
                wrong='it holds no test'
            fi
            ;;
        124 | 137) wrong="it was still running after $TEST_TIMEOUT" ;;
        *) ((failed)) || wrong="it ended with exit code $code" ;;
    esac
    if [[ -z $wrong && ! -f $report ]]; then
        wrong='it wrote no report'
    fi
    [[ -z $wrong ]] || failed=$((failed + 1))

    PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
    if ((failed + skipped)); then
        printf 'FAIL  %s: %d passed, %d failed, %d skipped (%s s)%s\n' "$name" "$passed" "$failed" "$skipped" "$seconds" "${wrong:+: $wrong}"
        [[ $code == 8 ]] || sed "s/^/      /" "$RESULTS/$name.out"
    else
        printf 'ok    %s: %d passed (%s s)\n' "$name" "$passed" "$seconds"
        sed -n 's/^figure: /      /p' "$RESULTS/$name.out" # what was measured
    fi
}

# total ATTRIBUTE REPORT: summed over the assembly elements of an xunit report.
total() {
    grep -o '<assembly [^>]*>' "$2" | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

end_tests() {
    local pid
    trap - INT TERM HUP
    for pid in "${RUNNING[@]}"; do
        kill -TERM -- "-$pid" 2>/dev/null || true
    done
    [[ ! -t 2 ]] || printf '\n' >&2
    exit "$1"
}
