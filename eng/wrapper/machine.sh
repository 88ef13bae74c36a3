# shellcheck shell=bash
# What the machine must have. Nothing here changes the machine except `apt-get install` of the packages named.

# The tools of a lab and the Debian and Ubuntu packages that hold them.
LAB_TOOLS=(
    iptables:iptables iptables-restore:iptables iptables-save:iptables
    ip:iproute2 nft:nftables conntrack:conntrack curl:curl
    unshare:util-linux nsenter:util-linux
    dig:bind9-dnsutils ping:iputils-ping tcpdump:tcpdump
    dot:graphviz
)
# Jupyter's own programs and the Python modules that belong to them, which use the notebook kernel in the tests.
JUPYTER_TOOLS=(jupyter-notebook:jupyter-notebook jupyter-nbconvert:jupyter-nbconvert)
JUPYTER_MODULES=(jupyter_console:python3-jupyter-console jupyter_kernel_test:python3-jupyter-kernel-test)
# What makes an empty root file system, an OCI runtime, and a seccomp profile for its containers.
MACHINE_TOOLS=(debootstrap:debootstrap crun:crun git:git)
SECCOMP_PROFILE=/usr/share/containers/seccomp.json
BROWSERS=(chromium chromium-browser google-chrome-stable google-chrome microsoft-edge)

# An ordinary user's PATH on Debian has no sbin, where iptables and nft are.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

# Quiet, and independent of what a minimal machine lacks (ICU).
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

has() { command -v -- "$1" >/dev/null 2>&1; }

# need_for_lab ASKER: the tools that a lab calls.
need_for_lab() { need_tools "$1" "${LAB_TOOLS[@]}"; }

# need_tools ASKER TOOL:PACKAGE…
need_tools() {
    local asker=$1 pair absent=() packages=()
    shift
    for pair in "$@"; do
        if ! has "${pair%%:*}"; then
            absent+=("${pair%%:*}")
            packages+=("${pair#*:}")
        fi
    done
    need_packages "$asker" "${absent[*]}" "${packages[@]}"
}

# need_machine_tools ASKER: what makes the machines and containers in which the tests take a fresh user's way.
need_machine_tools() {
    need_tools "$1" "${MACHINE_TOOLS[@]}"
    [[ -f $SECCOMP_PROFILE ]] || need_packages "$1" "$SECCOMP_PROFILE" golang-github-containers-common
}

# need_ipykernel ASKER: the kernel to compare ours with, and Jupyter's client, for the system's Python.
need_ipykernel() { has_python_module 'jupyter_client, ipykernel' || need_packages "$1" ipykernel python3-ipykernel; }

# need_jupyter_clients ASKER: Debian's packages are modules of Debian's Python, whatever else is first on the path.
need_jupyter_clients() {
    local asker=$1 pair absent=() packages=()
    for pair in "${JUPYTER_TOOLS[@]}"; do
        if ! has "${pair%%:*}"; then
            absent+=("${pair%%:*}")
            packages+=("${pair#*:}")
        fi
    done
    for pair in "${JUPYTER_MODULES[@]}"; do
        if ! has_python_module "${pair%%:*}"; then
            absent+=("${pair%%:*}")
            packages+=("${pair#*:}")
        fi
    done
    need_packages "$asker" "${absent[*]}" "${packages[@]}"
}

has_python_module() { /usr/bin/python3 -c "import $1" >/dev/null 2>&1 || python3 -c "import $1" >/dev/null 2>&1; }

# need_browser ASKER: the chart tests look at their charts in a real browser. Sets LEARN_CHROMIUM for them.
need_browser() {
    find_browser && return
    need_packages "$1" chromium chromium
    find_browser || stop 3 "no Chromium found after installing it; set LEARN_CHROMIUM to the path of one"
}

find_browser() {
    local name
    if [[ -n ${LEARN_CHROMIUM:-} ]]; then
        [[ -x $LEARN_CHROMIUM ]] || stop 3 "LEARN_CHROMIUM names $LEARN_CHROMIUM, which is no program"
        return 0
    fi
    for name in "${BROWSERS[@]}"; do
        # Ubuntu's chromium-browser is a stub that only asks for a snap: a browser tells its version.
        if has "$name" && "$name" --version >/dev/null 2>&1; then
            LEARN_CHROMIUM=$(command -v -- "$name")
            export LEARN_CHROMIUM
            return 0
        fi
    done
    return 1
}

# need_spelling ASKER: the tests read what is written, with a British dictionary.
need_spelling() { hunspell -d en_GB -l </dev/null >/dev/null 2>&1 || need_packages "$1" hunspell hunspell hunspell-en-gb; }

# need_jupyter ASKER: a front end for notebooks, any one.
need_jupyter() {
    has jupyter-lab || has jupyter-notebook || need_packages "$1" jupyter-notebook jupyter-notebook
}

# need_packages ASKER LACKING PACKAGE…: installs the packages, or says how to and ends with 3.
need_packages() {
    local asker=$1 lacking=$2 wanted log sudo='' as_root=()
    shift 2
    (($#)) || return 0
    mapfile -t wanted < <(printf '%s\n' "$@" | sort -u)

    if ! has apt-get; then
        stop 3 "$asker needs ${lacking// /, }: install the packages that hold them (Debian's names: ${wanted[*]}) and run it again"
    fi
    if ((EUID != 0)); then
        has sudo || cannot_install "$asker" "$lacking" ' as root' '' "${wanted[@]}"
        sudo='sudo '
        as_root=(sudo -n)
        if ! sudo -n true 2>/dev/null; then
            [[ -t 0 && -t 2 && -z ${CI:-} ]] || cannot_install "$asker" "$lacking" "" "$sudo" "${wanted[@]}"
            say "$asker needs ${wanted[*]}; sudo asks for your password to install them"
            sudo -v || cannot_install "$asker" "$lacking" "" "$sudo" "${wanted[@]}"
        fi
    fi

    log=$(mktemp "${TMPDIR:-/tmp}/learn-apt.XXXXXX")
    say "installing ${wanted[*]}"
    if with_progress "still installing" "$log" apt_install "${wanted[@]}"; then
        rm -f -- "$log"
        hash -r
    else
        grep -E '^(E|W|Err|sudo):' "$log" | tail -n 5 >&2 || true
        rm -f -- "$log"
        cannot_install "$asker" "$lacking" "" "$sudo" "${wanted[@]}"
    fi
}

# The package lists may be absent (a fresh container) or old: then they are fetched, once.
apt_install() {
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    local install=("${apt[@]}" install -y --no-install-recommends "$@")
    "${install[@]}" || { "${apt[@]}" update && "${install[@]}"; }
}

# cannot_install ASKER LACKING HOW SUDO PACKAGE…
cannot_install() {
    local asker=$1 lacking=$2 how=$3 sudo=$4
    shift 4
    say "$asker needs ${lacking// /, }, which this machine lacks. Run this$how, then $asker again:"
    printf '\n    %sapt-get update && %sapt-get install -y %s\n\n' "$sudo" "$sudo" "$*" >&2
    exit 3
}

# find_dotnet: sets DOTNET to the dotnet program, also where a shell without the login files has no PATH to it.
find_dotnet() {
    local place
    DOTNET=$(command -v -- dotnet || true)
    if [[ -z $DOTNET ]]; then
        for place in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/lib/dotnet /usr/share/dotnet /usr/local/share/dotnet; do
            if [[ -x $place/dotnet ]]; then
                DOTNET=$place/dotnet
                PATH="$place:$PATH"
                break
            fi
        done
    fi
    [[ -n $DOTNET ]] || stop_for_sdk "this machine has no .NET SDK"
}

# need_sdk: an SDK that global.json accepts; only a build needs it.
need_sdk() {
    local sdks
    sdks=$("$DOTNET" --list-sdks 2>/dev/null | awk '{ print $1 }' | paste -sd ' ' - || true)
    [[ " $sdks" =~ " 10.0."[1-9] ]] || stop_for_sdk "the .NET SDK on this machine is ${sdks:-missing (there is only a runtime)}"
}

stop_for_sdk() {
    say "${1% }; version 10.0 is needed. How to get it:"
    cat >&2 <<'TEXT'

    Ubuntu 24.04:     sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0
    Debian and else:  https://learn.microsoft.com/dotnet/core/install/linux

TEXT
    exit 3
}
