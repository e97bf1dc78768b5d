/**
 * Shell functions about the process that leads a step or a guard, and its process group. The folder of the step or guard has
 * `process` (`PID BOOT TICK`) and, once it has ended, `status`.
 *
 * An id says little by itself: after it ended, the kernel gives it to others, and after a restart of the host at once. So it
 * is kept together with the start of the host (random(4), boot_id) and the clock tick at which the process began
 * (proc_pid_stat(5), starttime), where the host tells them.
 *
 * `find_process PID`: sets `process` to what is to be kept; fails when nobody has the id, or one who has ended and whom nobody
 * has collected (in a container without an init).
 * `is_open FOLDER`: it was begun since the host was started, has not told its end, and its id is nobody else's. Sets `pid`.
 * `is_running FOLDER`: and it is alive.
 */
export const PROCESS_FUNCTIONS = `
boot=''
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
find_process() {
  state='' tick=''
  if [ -r /proc/self/stat ]; then
    { read -r _ _ state _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ tick _ <"/proc/$1/stat"; } 2>/dev/null
    case "$state" in '' | Z) return 1 ;; esac
  else
    kill -0 "$1" 2>/dev/null || return 1
  fi
  process="$1 $boot $tick"
}
is_open() {
  pid='' began='' kept=''
  [ ! -e "$1/status" ] && { IFS= read -r kept <"$1/process"; } 2>/dev/null || return 1
  pid=\${kept%% *} began=\${kept#* }
  if find_process "$pid"; then [ "$process" = "$kept" ]; else [ "\${began% *}" = "$boot" ]; fi
}
is_running() { is_open "$1" && find_process "$pid"; }
`
