/**
 * What is done on a host, each program by itself and as root. They are run one by one over SSH, and put together for a script that
 * an administrator runs (`renderScript`). Every one looks first, and changes nothing where all is as it should be.
 */

/** Arguments: user. Without a password: `!` in its place would lock the account, which some sshd take for closed. */
export const MAKE_USER_PROGRAM = `
set -eu
user=$1
if ! id "$user" >/dev/null 2>&1; then
  if getent group "$user" >/dev/null; then set -- --gid "$user"; else set -- --user-group; fi
  useradd --create-home --shell /bin/sh --password '*' --comment deploy-kit "$@" "$user"
fi
case $(getent passwd "$user" | cut -d : -f 7) in */nologin | */false) usermod --shell /bin/sh "$user" ;; esac
`

/** Arguments: user, its shell of before (empty: there was no such user; only one that was made by the program above is removed). */
export const UNDO_USER_PROGRAM = `
set -eu
user=$1 shell=$2
entry=$(getent passwd "$user") || exit 0
if [ -n "$shell" ]; then
  usermod --shell "$shell" "$user"
elif [ "$(printf '%s\\n' "$entry" | cut -d : -f 5)" = deploy-kit ]; then
  userdel --remove "$user"
fi
`

/** Arguments: user, KEYS_PROGRAM, its arguments. As the user: in a folder of somebody else root could be led anywhere. */
export const LET_IN_PROGRAM = `
set -eu
user=$1 program=$2
shift 2
home=$(getent passwd "$user" | cut -d : -f 6)
cd "$home"
su -s /bin/sh -c "$program" -- "$user" deploy-kit "$home" "$@"
`

/** Arguments: home, then pairs: the key in base64, and the line to have instead of all lines with this key (empty: none). */
export const KEYS_PROGRAM = `
set -eu
umask 077
cd "$1"
shift
mkdir -p .ssh
chmod 700 .ssh
file=.ssh/authorized_keys
new=$file.deploy-kit
if [ -f "$file" ]; then awk 1 "$file" >"$new"; else : >"$new"; fi
while [ "$#" -gt 1 ]; do
  awk -v key="$1" '/^[ \\t]*#/ { print; next } { for (i = 1; i <= NF; i++) if ($i == key) next; print }' "$new" >"$new.next"
  [ -z "$2" ] || printf '%s\\n' "$2" >>"$new.next"
  mv -f "$new.next" "$new"
  shift 2
done
if [ -s "$new" ]; then mv -f "$new" "$file"; else rm -f "$new" "$file"; fi
`

/** Arguments: user, group. */
export const JOIN_GROUP_PROGRAM = `
set -eu
case " $(id -Gn "$1") " in *" $2 "*) ;; *) usermod --append --groups "$2" "$1" ;; esac
`

/** Arguments: user, group. */
export const LEAVE_GROUP_PROGRAM = `
set -eu
id "$1" >/dev/null 2>&1 || exit 0
case " $(id -Gn "$1") " in *" $2 "*) gpasswd --delete "$1" "$2" >/dev/null ;; esac
`

/** Arguments: user, deploy path, folders in it. What is in them is left as it is. */
export const MAKE_FOLDERS_PROGRAM = `
set -eu
umask 022
user=$1 path=$2
shift
owner=$user:$(id -gn "$user")
mkdir -p "$path"
# The path may be a link of the administrator's; one in it could be of anybody.
[ "$(stat -L -c %U "$path")" = "$user" ] || chown "$owner" "$path"
shift
for folder in "$@"; do
  if [ -L "$folder" ]; then
    echo "$folder is a link: replace it by a folder, or see to its owner by hand" >&2
    exit 1
  fi
  mkdir -p "$folder"
  [ "$(stat -c %U "$folder")" = "$user" ] || chown -h "$owner" "$folder"
done
`

/** Arguments: the nearest folder above that was there, then pairs, innermost first: folder, owner of before (empty: it was not there). */
export const UNDO_FOLDERS_PROGRAM = `
set -eu
nearest=$1
shift
while [ "$#" -gt 1 ]; do
  if [ -n "$2" ]; then
    [ ! -d "$1" ] || chown "$2" "$1"
  else
    at=$1
    while [ "$at" != "$nearest" ] && [ -n "$at" ] && rmdir "$at" 2>/dev/null; do at=\${at%/*}; done
  fi
  shift 2
done
`

/**
 * `find_program NAME`: where it is, as sudo finds it. `render_sudoers FILE USER TITLE RULE...`: the text of the file, empty without
 * rules. Rules of before for units and sites that are still installed stay: the deploy that does without them has to remove them, and
 * to bring them back if it fails. The next time they are gone.
 */
const SUDOERS_FUNCTIONS = `
find_program() {
  program=$(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin command -v "$1") || return 1
  case $program in
    /*[!A-Za-z0-9_./+-]*) return 1 ;;
    /*) ;;
    *) return 1 ;;
  esac
}
is_installed() {
  name=$(printf '%s\\n' "\${1##*[ /]}" | sed 's/\\\\//g')
  case $name in
    *@?*.*) systemctl is-active -q "$name" 2>/dev/null || systemctl is-enabled -q "$name" 2>/dev/null ;;
    *) [ -f "/etc/systemd/system/$name" ] || [ -f "/etc/nginx/sites-available/$name" ] ;;
  esac
}
newline='
'
add_line() {
  case $newline$rendered$newline in
    *"$newline$1$newline"*) return 1 ;;
    *) rendered=$rendered$newline$1 ;;
  esac
}
keep_rules() {
  kept=no
  while IFS= read -r line; do
    case $line in "$granted ALL=(root) NOPASSWD: /"*) if is_installed "$line" && add_line "$line"; then kept=yes; fi ;; esac
  done <"$1"
  while [ "$kept" = yes ] && IFS= read -r line; do
    case $line in *' daemon-reload' | *' -t' | *' nginx') add_line "$line" || true ;; esac
  done <"$1"
}
render_sudoers() {
  old=$1 granted=$2 title="# $3"
  rendered=$title
  shift 3
  for rule in "$@"; do
    if ! find_program "\${rule%% *}"; then
      echo "There is no program \${rule%% *} on this host: install it first" >&2
      return 1
    fi
    add_line "$granted ALL=(root) NOPASSWD: $program \${rule#* }" || true
  done
  [ ! -f "$old" ] || keep_rules "$old"
  [ "$rendered" = "$title" ] || printf '%s\\n' "$rendered"
}
`

/**
 * Arguments: file, user, title, rules; without any the file is removed. It is renamed into place when visudo has accepted it: with a
 * broken one sudo would refuse everybody.
 */
export const GRANT_PROGRAM = `
set -eu
file=$1
if [ "$#" = 3 ] && [ ! -e "$file" ]; then exit 0; fi
new=$(mktemp "\${file%/*}/.deploy-kit.XXXXXX")
trap 'rm -f "$new"' EXIT
${SUDOERS_FUNCTIONS}
render_sudoers "$@" >"$new"
if [ ! -s "$new" ]; then
  rm -f "$file"
  exit
fi
PATH=$PATH:/usr/sbin:/sbin
visudo -c -f "$new" >/dev/null
chmod 0440 "$new"
mv -f "$new" "$file"
`

/** Arguments: file, its text of before (empty: it was not there). */
export const UNDO_GRANT_PROGRAM = `
set -eu
file=$1
if [ -z "$2" ]; then
  rm -f "$file"
  exit
fi
new=$(mktemp "\${file%/*}/.deploy-kit.XXXXXX")
trap 'rm -f "$new"' EXIT
printf '%s' "$2" >"$new"
chmod 0440 "$new"
mv -f "$new" "$file"
`

/** Arguments: user, then commands, their words separated by tabs. Another file may come later, and take away what was granted. */
export const ASK_RIGHTS_PROGRAM = `
set -efu
user=$1 refused=0
shift
tab=$(printf '\\t')
for verb in "$@"; do
  IFS=$tab
  # shellcheck disable=SC2086 # the words are separated by tabs
  set -- $verb
  if ! sudo -n -l -U "$user" -- "$@" >/dev/null 2>&1; then
    IFS=' '
    echo "sudo does not let $user run: $*" >&2
    refused=1
  fi
done
[ "$refused" = 0 ] || echo 'Does a line in /etc/sudoers take away what was granted, or is /etc/sudoers.d not included in it?' >&2
exit "$refused"
`

/**
 * Everything about a host that the plan needs. Arguments: user, deploy path, file of sudoers, title of that file, rules. One fact a
 * line: a word, and tab-separated fields. Texts travel in base64.
 */
export const LOOK_PROGRAM = `
user=$1 path=$2 file=$3
shift 3
PATH=$PATH:/usr/sbin:/sbin
say() { word=$1; shift; printf '%s' "$word"; printf '\\t%s' "$@"; printf '\\n'; }
text() { base64 | tr -d '\\n'; }
owner() { stat -L -c "$1" "$2" 2>/dev/null; }
for tool in useradd visudo sudo; do
  ! command -v "$tool" >/dev/null 2>&1 || say tool "$tool"
done
if entry=$(getent passwd "$user"); then
  home=$(printf '%s\\n' "$entry" | cut -d : -f 6)
  say account "$(printf '%s\\n' "$entry" | cut -d : -f 3)" "$(printf '%s\\n' "$entry" | cut -d : -f 7)" "$home"
  for group in $(id -Gn "$user"); do say member "$group"; done
  keys=$home/.ssh/authorized_keys
  [ ! -f "$keys" ] || say keys "$(text <"$keys")" "$(owner '%U %a' "$home/.ssh") $(owner '%U %a' "$keys")"
fi
! getent group docker >/dev/null || say docker yes
sshd -T -C "user=$user,host=localhost,addr=127.0.0.1" 2>/dev/null | while read -r option values; do
  case $option in allowusers | allowgroups | authorizedkeysfile) say sshd "$option" "$values" ;; esac
done
at=$path
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ -n "$at" ]; do at=\${at%/*}; done
say nearest "\${at:-/}"
for folder in "$path" "$path/shared" "$path/.deploy-kit" "$path/releases"; do
  [ ! -d "$folder" ] || say folder "$folder" "$(owner '%U' "$folder")" "$(owner '%u:%g' "$folder")"
done
[ -d "$path" ] || [ ! -e "$path" ] || say other "$path"
[ ! -f "$file" ] || say sudoers "$(text <"$file")"
${SUDOERS_FUNCTIONS}
wanted=$(render_sudoers "$file" "$user" "$@" 2>/dev/null) || wanted=''
[ -z "$wanted" ] || say wanted "$(printf '%s\\n' "$wanted" | text)"
shift
for rule in "$@"; do find_program "\${rule%% *}" || say missing "\${rule%% *}"; done
say looked yes
`

/** Arguments: a program, its arguments. Ends with 77 (EX_NOPERM) where sudo would ask for a password. */
export const AS_ROOT_PROGRAM = `
program=$1
shift
if [ "$(id -u)" = 0 ]; then exec sh -c "$program" deploy-kit "$@"; fi
sudo -n sh -c : 2>/dev/null || exit 77
exec sudo -n sh -c "$program" deploy-kit "$@"
`
