/**
 * Shell functions about the process of a step or a guard, whose folder has `pid`, `boot` (the host's boot id, where the host
 * has one) and, once it has ended, `status`.
 *
 * `is_open FOLDER`: it was begun since the host was started and has not told its end. The process id of a time before belongs
 * to somebody else now.
 * `is_running FOLDER`: and it is alive. Where nobody collects the dead (a container without an init), `kill -0` finds them too.
 */
export const PROCESS_FUNCTIONS = `
boot=''
[ ! -r /proc/sys/kernel/random/boot_id ] || read -r boot </proc/sys/kernel/random/boot_id
is_open() {
  [ -s "$1/pid" ] && [ ! -e "$1/status" ] && { [ ! -e "$1/boot" ] || [ "$(cat "$1/boot")" = "$boot" ]; }
}
is_running() {
  is_open "$1" && kill -0 "$(cat "$1/pid")" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$(cat "$1/pid")/status"
}
`
