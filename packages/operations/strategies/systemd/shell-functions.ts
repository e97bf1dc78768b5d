import { SITES_PLACE, UNITS_PLACE } from './unit-paths.ts'

/**
 * What the programs of this strategy have in common. Each is called with the folder of the rendered units and the id of the release
 * (`units`, `release`); then comes what is its own.
 *
 * `root WORD...`: by sudo, unless one is root already. It never asks for a password.
 */
export const ROOT_FUNCTION = `
root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
`

/**
 * `tell_journal UNIT`: what it has written since it was started, on standard output: what the application says must not be taken
 * for what a program of ours says. `fail UNIT TEXT` tells it, and ends.
 */
export const JOURNAL_FUNCTIONS = `${ROOT_FUNCTION}
note_start() { date +%Y-%m-%dT%H:%M:%S >"$units/since"; }
tell_journal() {
  since=$(cat "$units/since" 2>/dev/null)
  { root journalctl -q --no-pager -o short-iso -n 200 -u "$1" 2>/dev/null || journalctl -q --no-pager -o short-iso -n 200 -u "$1"; } |
    awk -v since="$since" '/^[0-9][0-9][0-9][0-9]-/ { on = substr($1, 1, 19) >= since } on'
}
fail() {
  tell_journal "$1"
  echo "$1 $2: $(systemctl show -p ActiveState -p SubState -p Result -p ExecMainStatus "$1" | tr '\\n' ' ')" >&2
  exit 1
}
`

/**
 * `install_units`: brings the units of the release to systemd, those that differ; `live` keeps the names of what is ours, and is where
 * root reads from. `remove_gone`: ends and removes the units of ours that the release does not have.
 */
export const UNIT_FUNCTIONS = `${JOURNAL_FUNCTIONS}
stage() {
  mkdir -p "$(dirname "$2")"
  cp "$1" "$2.partial"
  chmod 644 "$2.partial"
  mv -f "$2.partial" "$2"
}
reload_units() {
  [ -z "$changed" ] || root systemctl daemon-reload
  changed=''
}
changed=''
changed_units=' '
install_units() {
  if [ ! -d "$units/$release/units" ]; then
    echo "The units of $release are not in $units any more" >&2
    exit 1
  fi
  for file in "$units/$release/units"/*; do
    [ -f "$file" ] || continue
    name=\${file##*/}
    # What somebody else installed is kept, to be given back.
    if [ ! -f "$units/live/$name" ] && [ -f "${UNITS_PLACE}/$name" ]; then stage "${UNITS_PLACE}/$name" "$units/live/before/$name"; fi
    cmp -s "$file" "$units/live/$name" || stage "$file" "$units/live/$name"
    if cmp -s "$file" "${UNITS_PLACE}/$name"; then continue; fi
    root install -o root -g root -m 0644 "$units/live/$name" "${UNITS_PLACE}/$name"
    changed=yes changed_units="$changed_units$name "
  done
  reload_units
}
list_instances() {
  case $1 in
    *@.*) systemctl list-units --all --plain --no-legend "\${1%@.*}@*.\${1##*.}" | sed 's/ .*//' ;;
    *) echo "$1" ;;
  esac
}
remove_unit() {
  for unit in $(list_instances "$1"); do root systemctl disable -q --now "$unit" || true; done
  root rm -f "${UNITS_PLACE}/$1"
  rm -f "$units/live/$1"
  changed=yes
}
give_back_unit() {
  stage "$units/live/before/$1" "$units/live/$1"
  root install -o root -g root -m 0644 "$units/live/$1" "${UNITS_PLACE}/$1"
  rm -f "$units/live/$1" "$units/live/before/$1"
  changed=yes
}
remove_gone() {
  for file in "$units/live"/*; do
    if [ ! -f "$file" ] || [ -f "$units/$release/units/\${file##*/}" ]; then continue; fi
    case $file in *.partial) rm -f "$file" ;; *) remove_unit "\${file##*/}" ;; esac
  done
  reload_units
}
enable_unit() { systemctl is-enabled -q "$1" 2>/dev/null || root systemctl enable -q "$1"; }
# What failed too often would not be started any more, and its count would be told of the new release.
begin_unit() {
  root systemctl reset-failed "$2" 2>"$units/reset" || grep -q 'not loaded' "$units/reset" || { cat "$units/reset" >&2; exit 1; }
  root systemctl "$1" "$2" || fail "$2" 'did not start'
}
`

/**
 * `lead_nginx FILE NAME`: installs a site and makes nginx read it, when nginx accepts all of its configuration; otherwise the site of
 * before is put back. `test_site`: the same without making nginx read it: the site of before is back in any case.
 */
export const SITE_FUNCTIONS = `
install_site() {
  stage "$1" "$units/live/nginx/$2"
  root install -o root -g root -m 0644 "$units/live/nginx/$2" "${SITES_PLACE}/sites-available/$2"
  [ -e "${SITES_PLACE}/sites-enabled/$2" ] || root ln -sfn "${SITES_PLACE}/sites-available/$2" "${SITES_PLACE}/sites-enabled/$2"
}
remove_site() {
  root rm -f "${SITES_PLACE}/sites-enabled/$1"
  root rm -f "${SITES_PLACE}/sites-available/$1"
}
keep_site() {
  rm -f "$units/live/nginx/$1.before"
  if [ -f "${SITES_PLACE}/sites-available/$1" ]; then stage "${SITES_PLACE}/sites-available/$1" "$units/live/nginx/$1.before"; fi
}
restore_site() {
  if [ -f "$units/live/nginx/$1.before" ]; then
    install_site "$units/live/nginx/$1.before" "$1"
  else
    remove_site "$1"
    rm -f "$units/live/nginx/$1"
  fi
}
accept_site() {
  mkdir -p "$units/live/nginx"
  if [ ! -f "$units/live/nginx/$2" ] && [ -f "${SITES_PLACE}/sites-available/$2" ]; then stage "${SITES_PLACE}/sites-available/$2" "$units/live/before/$2"; fi
  keep_site "$2"
  install_site "$1" "$2"
  if root nginx -t 2>"$units/live/nginx/test"; then return; fi
  restore_site "$2"
  cat "$units/live/nginx/test" >&2
  if root nginx -t 2>/dev/null; then
    echo "nginx does not accept the site $2; the one of before is installed again" >&2
  else
    echo "nginx does not accept its configuration, with the site $2 nor without: repair it first (nginx -t)" >&2
  fi
  exit 1
}
give_back_site() {
  if [ -f "$units/live/before/$1" ]; then
    install_site "$units/live/before/$1" "$1"
    rm -f "$units/live/before/$1"
  else
    remove_site "$1"
  fi
  rm -f "$units/live/nginx/$1"
}
test_site() {
  accept_site "$1" "$2"
  restore_site "$2"
}
lead_nginx() {
  if cmp -s "$1" "${SITES_PLACE}/sites-available/$2" && [ -e "${SITES_PLACE}/sites-enabled/$2" ] && [ ! -e "$units/live/nginx/unread" ]; then return; fi
  mkdir -p "$units/live/nginx"
  : >"$units/live/nginx/unread"
  accept_site "$1" "$2"
  root systemctl reload-or-restart nginx
  rm -f "$units/live/nginx/unread"
}
`

/**
 * `start_instance`: starts the instance of a port, unless it runs from this release already, and waits until something listens there.
 * `is_own`: whether the port serves this release.
 */
export const PORT_FUNCTIONS = `
is_listening() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
is_own() { [ "$(readlink "$link" 2>/dev/null)" = "releases/$release" ]; }
wait_listening() {
  waited=0
  until is_listening "$port"; do
    case $(systemctl show -p ActiveState --value "$instance") in failed | inactive) fail "$instance" 'has ended' ;; esac
    [ "$waited" -lt "$seconds" ] || fail "$instance" "does not listen on port $port after $seconds s"
    waited=$((waited + 1))
    sleep 1
  done
}
start_instance() {
  if ! is_own || ! systemctl is-active -q "$instance"; then
    case $(systemctl show -p ActiveState --value "$instance") in inactive | failed) ;; *) root systemctl stop "$instance" ;; esac
    if is_listening "$port"; then
      echo "Port $port is taken by something else than $instance" >&2
      exit 1
    fi
    ln -sfn "releases/$release" "$link.next"
    mv -fT "$link.next" "$link"
    begin_unit start "$instance"
  fi
  wait_listening
}
end_instance() {
  # One that is still starting is neither active nor failed.
  if [ "$(systemctl show -p ActiveState --value "$instance")" != inactive ] || systemctl is-enabled -q "$instance" 2>/dev/null; then
    root systemctl disable -q --now "$instance"
    root systemctl reset-failed "$instance" 2>/dev/null || true
  fi
}
`

/** `remove_gone_sites NAME`: removes the sites of ours but this one, and gives back what was there before them. */
export const GONE_SITES_FUNCTION = `
remove_gone_sites() {
  for file in "$units/live/nginx"/*; do
    name=\${file##*/}
    case $name in "$1" | test | unread | *.before | *.partial) continue ;; esac
    [ -f "$file" ] || continue
    give_back_site "$name"
    : >"$units/live/nginx/unread"
  done
  [ -e "$units/live/nginx/unread" ] || return 0
  root nginx -t 2>"$units/live/nginx/test" || { cat "$units/live/nginx/test" >&2; exit 1; }
  root systemctl reload-or-restart nginx
  rm -f "$units/live/nginx/unread"
}
`
