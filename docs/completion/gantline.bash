# Completion of gantline for bash: source it, or put it into bash-completion's folder.
# Commands and options come from the program's own help, so that nothing is listed twice.
_gantline() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command first
    case $previous in
    --data | --web-dir)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
        ;;
    --output | -o | --estimates | --against)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --goal)
        mapfile -t COMPREPLY < <(compgen -W 'finish dates change smooth' -- "$current")
        return
        ;;
    --format)
        mapfile -t COMPREPLY < <(compgen -W 'mspdi xer pmxml csv' -- "$current")
        return
        ;;
    esac
    command=${COMP_WORDS[1]-}
    if ((COMP_CWORD == 1)); then
        first=$(gantline help 2>/dev/null | awk '/^  / { print $1 } END { print "help" }')
        mapfile -t COMPREPLY < <(compgen -W "$first" -- "$current")
        return
    fi
    case $command in
    project | item | link)
        if ((COMP_CWORD == 2)); then
            first=$(gantline help 2>/dev/null | awk -v c="$command" '$1 == c { print $2 }')
            mapfile -t COMPREPLY < <(compgen -W "$first" -- "$current")
            return
        fi
        command="$command ${COMP_WORDS[2]}"
        ;;
    esac
    if [[ $current == -* ]]; then
        # shellcheck disable=SC2086 # two words name a command
        first=$(gantline $command --help 2>/dev/null | awk '/^  --/ { print $1 }')
        mapfile -t COMPREPLY < <(compgen -W "$first" -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _gantline gantline
