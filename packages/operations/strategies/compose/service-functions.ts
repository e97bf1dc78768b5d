/** For programs with `$directory`, `$profiles`, `$named` and `$config`: the services of the release, and all that they are told. */
export const SERVICES_FUNCTIONS = `
compose() { docker compose --progress quiet --project-directory "$directory" "$@" </dev/null; }
write_config() {
  flags=''
  for profile in $profiles; do flags="$flags --profile $profile"; done
  # shellcheck disable=SC2086 # profiles are words
  (umask 077 && compose $flags config >"$config")
}
list_services() {
  if [ -z "$profiles" ]; then
    awk '/^[^ ]/ { section = $1 } section == "services:" && /^  [^ ]/ { name = $1; sub(/:$/, "", name); gsub(/"/, "", name); print name }' "$config" | sort -u
    return 0
  fi
  # What other services share a profile with is not asked for.
  names=$(compose config --services) || return 1
  # shellcheck disable=SC2086 # names of services have no spaces
  printf '%s\\n' $names $named | sort -u
}
`
