# bash completion for wheatstoned(8)

_wheatstoned() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  case $previous in
    --trials | --realtime) return ;;
  esac
  if [[ $current == -* ]]; then
    local options="--trials --once --realtime --dry-run --safe --version --help"
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  else
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _wheatstoned wheatstoned
