# shellcheck shell=bash
# ./learn doctor where there is no program to ask yet: says what bash can see, in the words and the JSON of the program
# (src/Learn.Cli/Doctor). Nothing is installed.

DOCTOR_WIDTH=80
DOCTOR_INDENT=34 # where the last column begins

# need_program_for_doctor ARGUMENT…: builds the program if need be; where that cannot be, reports and ends with 3.
need_program_for_doctor() {
    local code=0
    FINDINGS=()
    if ! (find_dotnet) 2>/dev/null; then
        examine_without_program 'there is none; version 10.0 builds ./learn' "$(sdk_remedy)" "$@"
    fi
    find_dotnet
    (build_program) || code=$?
    ((code != 0)) || return 0
    if (need_sdk) 2>/dev/null; then
        finding machine build lacking 'the program' 'it could not be built, see above' './learn setup (and mend what it says)'
        examine_without_program '' '' "$@"
    fi
    examine_without_program "it is too old or only a runtime ($DOTNET); version 10.0 builds ./learn" "$(sdk_remedy)" "$@"
}

sdk_remedy() {
    if [[ -r /etc/os-release && $(</etc/os-release) == *Ubuntu* ]]; then
        printf '%sdotnet-sdk-10.0' "$(install_remedy)"
    else
        printf 'install the .NET 10 SDK: https://learn.microsoft.com/dotnet/core/install/linux'
    fi
}

install_remedy() {
    local sudo='sudo '
    ((EUID != 0)) || sudo=''
    printf '%sapt-get update && %sapt-get install -y ' "$sudo" "$sudo"
}

# examine_without_program SDK-PROBLEM REMEDY ARGUMENT…: ends with 3.
examine_without_program() {
    local problem=$1 remedy=$2 later='looked at when ./learn can be built'
    shift 2
    if [[ -n $problem ]]; then
        finding machine sdk lacking '.NET SDK' "$problem" "$remedy"
    fi
    examine_programs
    finding rights isolation unknown namespaces "$later" ''
    finding kernel tables unknown tables "$later" ''
    if has jupyter-lab || has jupyter-notebook; then
        finding notebooks jupyter ready Jupyter there ''
    else
        finding notebooks jupyter warning Jupyter "neither jupyter-lab nor jupyter-notebook is here; VS Code and './learn run' need none" "$(install_remedy)jupyter-notebook"
    fi
    case ${1:-}:$# in
        :0) doctor_page ;;
        --json:1) doctor_json ;;
        *) stop 2 "'./learn doctor' takes --json and nothing else" ;;
    esac
    exit 3
}

# The first tool of a package stands for all of them, as in the program.
examine_programs() {
    local pair package name='' previous='' missing='' status
    for pair in "${LAB_TOOLS[@]}" :; do
        package=${pair#*:}
        if [[ $package != "$previous" ]]; then
            if [[ -n $previous ]]; then
                case $name in
                    unshare | ip | iptables | curl) status=lacking ;;
                    *) status=warning ;;
                esac
                if [[ -n $missing ]]; then
                    finding programs "$name" "$status" "$name" "not on this machine: ${missing# }" "$(install_remedy)$previous"
                else
                    finding programs "$name" ready "$name" there ''
                fi
            fi
            name=${pair%%:*} previous=$package missing=''
        fi
        [[ -z $package ]] || has "${pair%%:*}" || missing+=" ${pair%%:*}"
    done
}

# finding AREA ID STATUS TITLE SEEN REMEDY
finding() {
    local IFS=$'\x1f'
    FINDINGS+=("$*")
}

doctor_page() {
    local line previous='' area id status title seen remedy lacking=0
    printf '%s, ./learn without its program\n' "$(machine_name)"
    for line in "${FINDINGS[@]}"; do
        IFS=$'\x1f' read -r area id status title seen remedy <<<"$line"
        [[ $area == "$previous" ]] || printf '\n%s\n' "${area^}"
        previous=$area
        hanging "$(printf '  %s  %-19s  ' "$(mark "$status")" "$title")" "$DOCTOR_INDENT" "$seen"
        [[ $status != lacking ]] || lacking=$((lacking + 1))
    done
    printf '\nWhat to do\n'
    for line in "${FINDINGS[@]}"; do
        IFS=$'\x1f' read -r area id status title seen remedy <<<"$line"
        [[ -n $remedy ]] || continue
        hanging "$(printf '  %s  ' "$(mark "$status")")" 13 "$title: $seen."
        hanging '    → ' 6 "$remedy"
    done
    printf '\n✗ This machine is not ready: %d lacking. Mend that, then ask again.\n' "$lacking"
}

# hanging FIRST INDENT TEXT: words in lines of 80 columns.
hanging() {
    local line=$1 indent=$2 word words started=''
    read -ra words <<<"$3"
    for word in "${words[@]}"; do
        if [[ -n $started ]] && ((${#line} + 1 + ${#word} > DOCTOR_WIDTH)); then
            printf '%s\n' "$line"
            printf -v line '%*s' "$indent" ''
            started=''
        fi
        line+=${started:+ }$word
        started=yes
    done
    printf '%s\n' "$line"
}

# Of one width: printf would count the bytes of a symbol.
mark() {
    case $1 in
        ready) printf '✓ ready  ' ;;
        warning) printf '! warning' ;;
        lacking) printf '✗ lacking' ;;
        *) printf '? unknown' ;;
    esac
}

doctor_json() {
    local line separator='' area id status title seen remedy version
    version=$(sed -n 's|.*<VersionPrefix>\(.*\)</VersionPrefix>.*|\1|p' "$LEARN_HOME/Directory.Build.props")
    printf '{\n  "doctor": 1,\n  "machine": %s,\n  "learn": %s,\n' "$(json_text "$(machine_name)")" "$(json_text "${version:-unknown}")"
    TZ=UTC0 printf '  "time": "%(%Y-%m-%dT%H:%M:%S)T+00:00",\n  "ready": false,\n  "findings": [' -1
    for line in "${FINDINGS[@]}"; do
        IFS=$'\x1f' read -r area id status title seen remedy <<<"$line"
        printf '%s\n    {\n      "id": "%s",\n      "area": "%s",\n      "status": "%s",\n      "title": %s,\n      "seen": %s,\n      "remedy": %s\n    }' \
            "$separator" "$id" "$area" "$status" "$(json_text "$title")" "$(json_text "$seen")" "$([[ -n $remedy ]] && json_text "$remedy" || printf null)"
        separator=,
    done
    printf '\n  ]\n}\n'
}

json_text() {
    local text=${1//\\/\\\\}
    text=${text//[[:cntrl:]]/ }
    printf '"%s"' "${text//\"/\\\"}"
}

machine_name() { cat /proc/sys/kernel/hostname; }
