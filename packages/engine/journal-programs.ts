import { PROCESS_FUNCTIONS } from '../core/index.ts'

/*
 * The journal of a step on the host: a folder that says whether it was begun, how it ended, and what it printed.
 *
 *   process  who leads the step, and its process group (it leads its own session): see PROCESS_FUNCTIONS
 *   stdout, stderr
 *   ending   reserves the space of `status`, so that a full disk cannot hide how a step ended
 *   status   the exit code; there only when the step has ended
 *
 * The detached process itself makes the folder, and only one can: so whoever loses a connection, and whenever, a
 * command is either not begun, or begun by exactly one process that no longer needs the connection.
 */

/**
 * Starts the step unless it was begun before, then prints what it writes, from the given offsets, until it ends.
 *
 * Arguments: folder, offset in stdout, offset in stderr, the command line, bytes of standard input ('' for none),
 * a random marker, JOURNALED_STEP_PROGRAM.
 *
 * Prints a line with the marker (a login profile may print before it), then frames:
 * `o BYTES` and `e BYTES` followed by so many bytes of stdout and stderr; at last `x CODE` (ended),
 * `c` (could not be begun, and was not) or `u` (was begun, and its ending is not known).
 */
export const START_OR_ATTACH_PROGRAM = `${PROCESS_FUNCTIONS}
folder=$1 out=$2 err=$3 line=$4 stdin_bytes=$5 marker=$6 step=$7
pause() { sleep "$1" 2>/dev/null || sleep 1; }
emit() {
  [ "$3" -lt "$4" ] || return 0
  printf '%s %s\\n' "$1" "$(($4 - $3))"
  tail -c "+$(($3 + 1))" "$2" | head -c "$(($4 - $3))"
}
start() {
  parent=\${folder%/*} mask=$(umask) input=/dev/null
  [ -d "\${parent%/*}" ] || mkdir -p "\${parent%/*}" || return
  umask 077
  [ -d "$parent" ] || mkdir -p "$parent" || return
  if [ -n "$stdin_bytes" ]; then
    input=$folder.stdin.$$
    if ! cat >"$input" || [ "$(wc -c <"$input")" -ne "$stdin_bytes" ]; then
      rm -f "$input"
      return
    fi
  fi
  detach='nohup'
  if command -v setsid >/dev/null 2>&1; then detach='setsid'; fi
  : "$("$detach" sh -c "$step" deploy-kit-step "$folder" "$line" "$input" "$mask" </dev/null &)"
}
printf '\\n%s\\n' "$marker"
[ -d "$folder" ] || start
waited=0
until [ -s "$folder/process" ]; do
  if [ ! -d "$folder" ]; then
    echo c
    exit
  elif [ "$waited" -ge 30 ]; then
    echo u
    exit
  fi
  waited=$((waited + 1))
  pause 0.1
done
cd "$folder" || exit
delay=0.005
while :; do
  code=''
  [ ! -e status ] || read -r code <status
  out_end=0 err_end=0
  [ ! -s stdout ] || out_end=$(wc -c <stdout)
  [ ! -s stderr ] || err_end=$(wc -c <stderr)
  [ "$out" -ge "$out_end" ] && [ "$err" -ge "$err_end" ] || delay=0.01
  emit o stdout "$out" "$out_end"
  emit e stderr "$err" "$err_end"
  [ "$out" -ge "$out_end" ] || out=$((out_end))
  [ "$err" -ge "$err_end" ] || err=$((err_end))
  if [ -n "$code" ]; then
    echo "x $code"
    exit
  elif ! is_running .; then
    [ ! -e status ] || continue
    echo u
    exit
  fi
  pause "$delay"
  case $delay in
    0.005) delay=0.01 ;;
    0.01) delay=0.02 ;;
    0.02) delay=0.05 ;;
    0.05) delay=0.1 ;;
    *) delay=0.2 ;;
  esac
done
`

/**
 * The detached process. Whoever started it waits until its standard output is closed, which is when the folder is
 * complete. It outlives TERM, so that it can write down how the command ended.
 *
 * Arguments: folder, the command line, a file to read as standard input, the umask of the command.
 */
export const JOURNALED_STEP_PROGRAM = `${PROCESS_FUNCTIONS}
folder=$1 line=$2 input=$3 mask=$4
trap : HUP INT TERM
exec <"$input"
[ "$input" = /dev/null ] || rm -f "$input"
mkdir "$folder" || exit
find_process "$$"
# Not with ":": a special built-in whose redirection fails ends the whole shell, and a folder would be left that tells nothing.
if ! { true >"$folder/stdout" && true >"$folder/stderr" && echo 137 >"$folder/ending" && echo "$process" >"$folder/process"; }; then
  rm -rf "$folder"
  exit
fi
exec >"$folder/stdout" 2>"$folder/stderr"
umask "$mask"
sh -c "$line"
printf '%-3s\\n' "$?" 1<>"$folder/ending"
mv "$folder/ending" "$folder/status"
`

/**
 * Ends a step with its whole process group (without setsid: with its descendants): TERM, and KILL when that was not enough. A step that was not begun is
 * marked as ended, so that a start which is still under way on the host does nothing.
 *
 * Arguments: folder, tenths of a second between TERM and KILL.
 */
export const STOP_STEP_PROGRAM = `${PROCESS_FUNCTIONS}
folder=$1 patience=$2
pause() { sleep "$1" 2>/dev/null || sleep 1; }
descendants() {
  echo "$1"
  ps -A -o ppid= -o pid= 2>/dev/null | while read -r parent child; do
    [ "$parent" != "$1" ] || descendants "$child"
  done
}
end_all() {
  kill -s "$1" -- "-$pid" 2>/dev/null && return
  for process in $(descendants "$pid"); do kill -s "$1" "$process" 2>/dev/null; done
}
umask 077
mkdir -p "\${folder%/*}"
if mkdir "$folder" 2>/dev/null; then
  : >"$folder/stdout"
  : >"$folder/stderr"
  echo 143 >"$folder/status"
  echo 0 >"$folder/process"
  exit
fi
waited=0
until [ -s "$folder/process" ] || [ "$waited" -ge 30 ]; do
  waited=$((waited + 1))
  pause 0.1
done
is_open "$folder" || exit 0
end_all TERM
waited=0
while [ "$waited" -lt "$patience" ] && { kill -s 0 -- "-$pid" || kill -s 0 "$pid"; } 2>/dev/null; do
  waited=$((waited + 1))
  pause 0.1
done
end_all KILL
[ -e "$folder/status" ] || echo 137 >"$folder/status"
`
