# shellcheck shell=bash
# Builds once, and again only when a source has changed. Everything built is under TREE/artifacts.
#
# TREE is this checkout if it belongs to the user; otherwise (a read-only place, somebody else's checkout, root in a
# user's checkout) a copy of the sources in the user's cache, so that nobody's files change hands.

PROGRAM_SOURCES=(src eng Directory.Build.props Directory.Packages.props global.json)
NO_SOURCES=(.git artifacts bin obj TestResults BenchmarkDotNet.Artifacts demo.html)

build_program() { # sets PROGRAM
    prepare_build
    if ! is_built program || [[ ! -f $PROGRAM ]]; then
        build_what program src/Learn.Cli/Learn.Cli.csproj
    fi
}

build_everything() { # sets PROGRAM and TREE
    prepare_build
    is_built everything || build_what everything Learn.sln
}

prepare_build() {
    choose_tree
    PROGRAM=$TREE/artifacts/program/learn.dll
}

choose_tree() {
    if [[ -O $LEARN_HOME && -w $LEARN_HOME ]]; then
        TREE=$LEARN_HOME
    else
        choose_cache
        TREE=$CACHE/checkouts/$(printf '%s' "$LEARN_HOME" | sha256sum | cut -c1-12)
    fi
    mkdir -p -- "$TREE/artifacts"
}

choose_cache() {
    local place places=()
    [[ ${XDG_CACHE_HOME:-} != /* ]] || places+=("$XDG_CACHE_HOME")
    # A home that belongs to somebody else (sudo may keep HOME) is not ours to fill.
    ! is_home_usable || places+=("$HOME/.cache")
    for place in "${places[@]}"; do
        if mkdir -p -- "$place/learn" 2>/dev/null && [[ -O $place/learn && -w $place/learn ]]; then
            CACHE=$place/learn
            return
        fi
    done
    CACHE=${TMPDIR:-/tmp}/learn-cache-$EUID
    mkdir -m 700 -- "$CACHE" 2>/dev/null || true
    # /tmp is everybody's: what another user has put there must not be run.
    [[ -d $CACHE && ! -L $CACHE && -O $CACHE ]] || stop 3 "no place to build in: set XDG_CACHE_HOME to a directory of yours"
}

is_home_usable() { [[ ${HOME:-} == /* && -O $HOME && -w $HOME ]]; }

# fingerprint FILE-OR-FOLDER…: of the sources in the checkout, by name, size and time of change.
fingerprint() {
    local name skip=()
    for name in "${NO_SOURCES[@]}"; do
        skip+=(-name "$name" -prune -o)
    done
    (
        cd -- "$LEARN_HOME" || exit
        find "$@" "${skip[@]}" -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum | cut -d' ' -f1
    )
}

now() {
    case $1 in
        program) fingerprint "${PROGRAM_SOURCES[@]}" ;;
        everything) fingerprint . ;;
    esac
}

is_built() {
    local stamp=$TREE/artifacts/.built-$1
    [[ -f $stamp && $(<"$stamp") == "$(now "$1")" ]]
}

# build_what WHAT TARGET
build_what() {
    local what=$1 target=$2 stamp
    need_sdk
    exec 9>"$TREE/artifacts/.lock"
    if ! flock -n 9; then
        say "another ./learn is building; waiting for it"
        flock 9
    fi
    if ! is_built "$what"; then
        # Taken before the build: what is edited meanwhile is built next time.
        stamp=$(now "$what")
        [[ $TREE == "$LEARN_HOME" ]] || copy_sources || return
        run_build "$what" "$target" || return
        printf '%s\n' "$stamp" >"$TREE/artifacts/.built-$what"
    fi
    exec 9>&-
}

# With the times of change to the nanosecond (posix), so that the copy has the same fingerprint.
copy_sources() {
    find "$TREE" -mindepth 1 -maxdepth 1 ! -name artifacts -exec rm -rf -- {} + &&
        tar -C "$LEARN_HOME" "${NO_SOURCES[@]/#/--exclude=}" --format=posix -cf - . | tar -C "$TREE" --no-same-owner --no-overwrite-dir -xf -
}

# run_build WHAT TARGET
run_build() {
    local what=$1 target=$2 log=$TREE/artifacts/build-$1.log code=0 text=building
    # One compiler for all projects of this build, and for no other one: it has warmed up after the first.
    COMPILER=learn-$$-$RANDOM
    local options=(-c Release --artifacts-path "$TREE/artifacts" -nologo -v:quiet '-clp:ErrorsOnly;NoSummary' -tl:off
        -nodeReuse:false -p:UseSharedCompilation=true "-p:SharedCompilationId=$COMPILER")
    [[ -f $TREE/artifacts/.built-$what ]] || text='building for the first time, which takes one to two minutes'
    if [[ $what == program ]]; then
        # Compiled ahead of time: a lab starts in half the time. Where the compiler for that cannot be had, without it.
        with_progress "$text" "$log" in_build_home "$DOTNET" publish "$TREE/$target" "${options[@]}" -o "$TREE/artifacts/program" \
            --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -p:RunAnalyzers=false || code=$?
        if ((code != 0)) && grep -qi 'crossgen' "$log"; then
            code=0
            with_progress "$text" "$log" in_build_home "$DOTNET" publish "$TREE/$target" "${options[@]}" -o "$TREE/artifacts/program" -p:RunAnalyzers=false || code=$?
        fi
    else
        with_progress "$text" "$log" in_build_home "$DOTNET" build "$TREE/$target" "${options[@]}" || code=$?
    fi
    kill -TERM -- "-$WORK" 2>/dev/null || true # the compiler would wait for more work for ten minutes
    ((code != 0)) || return 0

    if grep -q NU1301 "$log"; then
        grep -o 'NU1301.*' "$log" | sort -u | head -n 3 >&2
        stop 3 "the build needs packages from NuGet, which cannot be reached"
    fi
    # The compiler reports an error once per project that meets it, with the project in brackets behind it.
    if grep -qE 'error [A-Z]+[0-9]+:' "$log"; then
        sed -nE -e "s|^$TREE/||" -e 's/ \[[^]]*\]$//' -e '/error [A-Z]+[0-9]+:/p' "$log" | awk '!seen[$0]++' | head -n 40 >&2
    else
        tail -n 40 "$log" >&2
    fi
    say "the build failed; all it said is in $log"
    return 1
}

# in_build_home COMMAND…: the SDK and NuGet keep files at home; who has none gets one in the cache. Nothing stays in /tmp: neither what
# the SDK forgets there, nor the socket of the compiler, which is there whatever TMPDIR says.
in_build_home() {
    cd -- "$TREE" || return
    trap 'rm -rf -- "/tmp/$COMPILER" "$TREE/artifacts/temporary"' EXIT
    mkdir -p -- "$TREE/artifacts/temporary"
    export TMPDIR=$TREE/artifacts/temporary DOTNET_EnableDiagnostics=0 # whose socket's path may not be long
    if ! is_home_usable; then
        [[ -n ${CACHE:-} ]] || choose_cache
        mkdir -p -- "$CACHE/home"
        export HOME=$CACHE/home DOTNET_CLI_HOME=$CACHE/home
    fi
    "$@"
}
