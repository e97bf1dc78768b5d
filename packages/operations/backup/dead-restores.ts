import { all, render, script, type Command } from '../../core/index.ts'
import type { RestoredPart } from './restored-part.ts'

/**
 * `end_restores KIT`: takes away what dead restores and trials have left: what they had staged, and what was live before one that was
 * confirmed. Under the lock, after unconfirmed ones went back. Of one that could not go back nothing is touched, for somewhere in it
 * may be the only copy of what was live. What cannot be removed now (the server is gone) is left to the next run.
 *
 * In the folder of a restore: `take-away` and `remove-old` (shell lines made by `render`), and `armed` as soon as something can be live of it.
 */
export const END_RESTORES_FUNCTION = `
end_restores() {
  for dead in "$1"/restores/*/; do
    dead=\${dead%/} guard=$1/guards/\${dead##*/}
    guard=\${guard%/} code=''
    [ -d "$dead" ] || continue
    if [ -e "$guard/confirmed" ]; then
      sh "$dead/remove-old" </dev/null >&2 || continue
    elif [ -e "$dead/armed" ] || [ -f "$guard/go-back" ]; then
      { read -r code <"$guard/status"; } 2>/dev/null
      if [ "$code" != 0 ]; then
        echo "The restore \${dead##*/} did not go back: what it left is not touched" >&2
        continue
      fi
    fi
    { [ ! -f "$dead/take-away" ] || sh "$dead/take-away" </dev/null >&2; } && rm -rf "$dead"
  done
}
`

/** Makes the folder of a restore or a trial, with what takes it away again when its runner dies. */
export function beginRestore({ kit, work }: { readonly kit: string; readonly work: string }, parts: readonly Pick<RestoredPart, 'unstage' | 'removeOld'>[]): Command {
  const lineOf = (commands: readonly Command[]): string => render(all(...commands)).line
  return script(BEGIN_RESTORE_PROGRAM, [kit, work, lineOf(parts.map(({ unstage }) => unstage)), lineOf(parts.map(({ removeOld }) => removeOld))])
}

/** Succeeds when a restore was armed, and what was live before could not be given back. */
export function isStuck(work: string, guardFolder: string): Command {
  return script(IS_STUCK_PROGRAM, [work, guardFolder])
}

const IS_STUCK_PROGRAM = `
[ -e "$1/armed" ] || exit 1
code=''
{ read -r code <"$2/status"; } 2>/dev/null
[ "$code" != 0 ] || exit 1
echo "What was live before could not be given back: it stays in $1"
`

const BEGIN_RESTORE_PROGRAM = `${END_RESTORES_FUNCTION}
end_restores "$1"
umask 077
mkdir -p "$2" && printf '%s\\n' "$4" >"$2/remove-old" && printf '%s\\n' "$3" >"$2/take-away"
`
