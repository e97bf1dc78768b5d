/**
 * For programs with BASE_FUNCTIONS. An archive that is written entry by entry to standard output: nothing of it lies on a disk on its way, for
 * there are secrets in it. The format is ustar of POSIX.1-1988, with plain files only.
 *
 * `entry NAME`: standard input as a file: texts, at most 4 MiB of each. `end_entries` ends the archive.
 */
export const ENTRY_FUNCTIONS = `
zeros() { head -c "$1" /dev/zero; }
# Name, and the checksum of the header, which is counted with blanks in its place.
entry_header() {
  printf %s "$1"
  zeros "$((100 - \${#1}))"
  printf '0000600\\0000000000\\0000000000\\000%011o\\000%011o\\000' "$entry_bytes" "$entry_time"
  if [ -n "$2" ]; then printf '%06o\\000 0' "$2"; else printf '        0'; fi
  zeros 100
  printf 'ustar\\00000'
  zeros 247
}
entry() {
  entry_name=$(printf %s "$1" | tail -c 99)
  entry_text=$(head -c 4194304 | tr -d '\\000' && echo x)
  entry_text=\${entry_text%x}
  entry_bytes=$(($(printf %s "$entry_text" | wc -c)))
  entry_sum=$(entry_header "$entry_name" '' | od -An -v -tu1 | awk '{ for (n = 1; n <= NF; n++) sum += $n } END { print sum }')
  entry_header "$entry_name" "$entry_sum"
  printf %s "$entry_text"
  zeros "$(((512 - entry_bytes % 512) % 512))"
}
end_entries() { zeros 1024; }
`

/**
 * For programs with ENTRY_FUNCTIONS, `$root` (deploy path), `$kit` and `$project` (of Compose; may be empty).
 *
 * `gather`: prints an archive of texts that say how the system is. What this host does not have, or does not show, is told in notes.txt.
 */
export const GATHER_FUNCTIONS = `
told=''
tell() {
  told="$told$1
"
}
# What a command prints; nothing of its errors, which may have secrets in them.
take() {
  taken_as=$1
  shift
  if taken=$("$@" 2>/dev/null </dev/null); then
    [ -z "$taken" ] || printf '%s\\n' "$taken" | entry "$taken_as"
  else
    tell "$taken_as: this did not work here (exit code $?): $*"
  fi
}
take_file() {
  if [ -r "$1" ]; then entry "$2\${1#/}" <"$1"; else tell "$1 cannot be read"; fi
}
has() { command -v "$1" >/dev/null 2>&1; }
gather() {
  entry_time=$(date +%s)
  live=''
  for link in "$root/current" "$kit/current"; do
    [ -n "$live" ] || live=$(readlink "$link" 2>/dev/null) || live=$(head -n 1 "$link" 2>/dev/null) || live=''
  done
  live=\${live##*/}
  if [ -n "$live" ] && [ -r "$kit/releases/$live.json" ]; then
    entry release.json <"$kit/releases/$live.json"
    for file in "$kit/compose/$live"/*; do [ ! -f "$file" ] || entry "compose/release/\${file##*/}" <"$file"; done
  else
    tell 'release.json: no release of deploy-kit is live'
  fi
  gather_compose
  gather_services
  if has crontab; then take crontab.txt crontab -l; else tell 'crontab.txt: there is no crontab here'; fi
  gather_git
  take versions.txt versions
  [ -z "$told" ] || printf %s "$told" | entry notes.txt
  end_entries
}
gather_compose() {
  if [ -z "$project" ]; then
    tell 'compose: no Compose project is live'
    return
  fi
  ids=$(docker ps --all --quiet --filter "label=com.docker.compose.project=$project" 2>/dev/null)
  if [ -z "$ids" ]; then
    tell "compose: there is no container of the project $project"
    return
  fi
  # shellcheck disable=SC2086 # ids are hexadecimal
  take compose/containers.txt docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}}{{"\\t"}}{{.Name}}{{"\\t"}}{{.Config.Image}}{{"\\t"}}{{.Image}}{{"\\t"}}{{.State.Status}}' $ids
  # shellcheck disable=SC2046,SC2086
  take compose/images.txt docker image inspect --format '{{.Id}}{{"\\t"}}{{json .RepoTags}}{{"\\t"}}{{json .RepoDigests}}' $(docker inspect --format '{{.Image}}' $ids 2>/dev/null | sort -u)
  # shellcheck disable=SC2086
  labels=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.project.working_dir"}}{{"\\t"}}{{index .Config.Labels "com.docker.compose.project.config_files"}}' $ids 2>/dev/null | sort | uniq -c | sort -rn | head -n 1 | sed 's/^ *[0-9]* //')
  folder=$(printf %s "$labels" | cut -f 1) files=$(printf %s "$labels" | cut -f 2 | tr ',' '\\n')
  set -- docker compose --project-name "$project" --project-directory "$folder"
  while IFS= read -r file; do
    [ -n "$file" ] || continue
    set -- "$@" --file "$file"
    take_file "$file" compose/files/
  done <<FILES
$files
FILES
  take compose/resolved.yaml "$@" config
}
gather_services() {
  for place in /etc/systemd/system "$HOME/.config/systemd/user"; do
    [ -d "$place" ] || continue
    found=$(grep -rlsF -- "$root" "$place")
    while IFS= read -r file; do
      [ -n "$file" ] || continue
      take_file "$file" ''
      timer=\${file%.service}.timer
      if [ "$timer" != "$file" ] && [ -f "$timer" ] && ! printf '%s\\n' "$found" | grep -qxF "$timer"; then take_file "$timer" ''; fi
    done <<FOUND
$found
FOUND
  done
  [ -n "\${found:-}" ] || tell "systemd: no unit names $root"
  if [ ! -d /etc/nginx ]; then
    tell 'nginx: there is none'
    return
  fi
  for file in /etc/nginx/nginx.conf /etc/nginx/conf.d/*.conf /etc/nginx/sites-enabled/*; do
    [ ! -f "$file" ] || take_file "$file" ''
  done
}
in_git() { git --no-optional-locks --no-pager -c safe.directory="$root" -c core.fsmonitor=false -C "$root" "$@"; }
gather_git() {
  if [ ! -e "$root/.git" ]; then
    tell "git: $root is no working tree"
  elif ! has git; then
    tell 'git: there is no git here'
  else
    take git/commit.txt in_git rev-parse HEAD
    take git/branch.txt in_git rev-parse --abbrev-ref HEAD
    take git/log.txt in_git log -20 --no-show-signature
    take git/status.txt in_git status --porcelain
    take git/diff.patch in_git diff --no-ext-diff --no-textconv --binary HEAD
  fi
}
versions() {
  uname -a
  [ ! -r /etc/os-release ] || cat /etc/os-release
  for program in sh bash tar zstd age docker python3 node nginx psql mariadb redis-cli sqlite3 systemctl git; do
    case $program in
      sh | age | nginx) option='' ;;
      *) option=--version ;;
    esac
    if ! has "$program"; then
      echo "$program: none"
    elif [ -n "$option" ]; then
      echo "$program: $("$program" $option 2>&1 </dev/null | head -n 1)"
    fi
  done
  ! has nginx || nginx -v 2>&1
  ! has age || echo "age: $(age --version 2>&1)"
  ! has docker || docker version 2>/dev/null
  ! has docker || docker compose version 2>/dev/null
  return 0
}
`
