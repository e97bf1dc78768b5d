import { PROCESS_FUNCTIONS, query, script, type Answer, type Query } from '../../core/index.ts'
import { hostPaths, type HostPaths, type Layout } from './host-paths.ts'
import { compareReleases, parseManifest, RELEASE_ID, type Release, type ReleaseState } from './release-manifest.ts'

/** What is at a deploy path, as far as the kit's own records go. */
export interface HostState {
  readonly exists: boolean
  /** Something that is no folder (a file, a link to nowhere) where the path or one of its parents should be. */
  readonly blockedBy?: string | undefined
  /** Whether the user may create entries in the path, or in its nearest existing parent. */
  readonly isWritable: boolean
  /** Entries in the path besides the kit's own: an application that is not ours yet. */
  readonly foreignEntries: number
  /** Layouts that the path was deployed with. */
  readonly layouts: readonly string[]
  /** The release that `current` points to. It need not be there any more. */
  readonly live: string | undefined
  /** Which release is served on which port: `current-8001` is a link to it. Strategies that run two releases at a time make them. */
  readonly served: Readonly<Record<number, string>>
  /** What `current` is when it is no link to a release: a folder, or a link to something else. A cutover would destroy it. */
  readonly foreignCurrent?: string | undefined
  /** Oldest first. */
  readonly releases: readonly Release[]
  /** Manifests that cannot be read: these releases stay, but cannot be rolled back to. */
  readonly damagedManifests?: readonly string[] | undefined
  /** Ids of failed releases kept apart as evidence, oldest first. */
  readonly failed: readonly string[]
  /** Runs whose guard never decided and is not alive any more: the host was restarted in the middle of a cutover. */
  readonly abandonedGuards: readonly string[]
  /** Run id of the guard that is armed and alive. */
  readonly armedGuards: readonly string[]
  readonly lock: LockState | undefined
  readonly hasZstd: boolean
  readonly freeBytes: number
  readonly freeInodes: number | undefined
  /** Seconds since 1970, host clock. */
  readonly clock: number
}

export interface LockState {
  readonly runId: string
  readonly owner: string
  /** Seconds since 1970, host clock. */
  readonly since: number
  /** Seconds since the last renewal. */
  readonly ageSeconds: number
  readonly isAlive: boolean
}

/** Everything about a deploy path in one question. */
export function readHost(root: string, layout: Layout): Query<HostState> {
  const paths = hostPaths(root, layout)
  return query(script(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths))
}

/** One fact a line: a word, and tab-separated fields. */
const READ_HOST_PROGRAM = `${PROCESS_FUNCTIONS}
root=$1 releases=$2 current=$3 kit=$1/.deploy-kit
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
[ -d "$at" ] || printf 'blocked\\t%s\\n' "$at"
[ -d "$root" ] && printf 'exists\\n'
[ -d "$at" ] && [ -w "$at" ] && [ -x "$at" ] && { [ ! -d "$kit" ] || [ -w "$kit" ]; } && { [ ! -d "$releases" ] || [ -w "$releases" ]; } && printf 'writable\\n'
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case "\${entry##*/}" in .deploy-kit | releases | current | current-[0-9]* | shared) ;; *) printf 'foreign\\n' ;; esac
done
if [ -L "$kit/current" ]; then
  printf 'layout\\tin-place\\n'
elif [ -L "$root/current" ] && [ -d "$kit/releases" ]; then
  printf 'layout\\treleases\\n'
fi
place() { cd -P "$1" 2>/dev/null && pwd; }
if target=$(readlink "$current" 2>/dev/null); then
  live=\${target%/}
  live=\${live##*/}
  if [ "$(place "$current")" = "$(place "$releases/$live")" ]; then
    printf 'live\\t%s\\n' "$live"
  else
    printf 'foreign-current\\ta link to %s\\n' "$target"
  fi
elif [ -e "$current" ]; then
  if [ -d "$current" ]; then printf 'foreign-current\\ta folder\\n'; else printf 'foreign-current\\ta file\\n'; fi
fi
for link in "$root"/current-[0-9]*; do
  if [ -L "$link" ]; then printf 'served\\t%s\\t%s\\n' "\${link##*/current-}" "$(readlink "$link")"; fi
done
for folder in "$releases"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  case "$id" in *.partial) continue ;; esac
  record=$kit/releases/$id
  printf 'release\\t%s\\t%s\\t' "$id" "$(cat "$record.state" 2>/dev/null)"
  [ ! -e "$record.json" ] || printf 'recorded'
  printf '\\t%s\\n' "$(tr '\\n' ' ' 2>/dev/null <"$record.json")"
done
for folder in "$kit"/failed/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  [ ! -e "$id.json" ] || printf 'failed\\t%s\\n' "\${id##*/}"
done
for guard in "$kit"/guards/*/; do
  if [ ! -f "\${guard}go-back" ] || [ -s "\${guard}status" ] || [ -e "\${guard}confirmed" ]; then continue; fi
  run=\${guard%/}
  if is_running "$run"; then printf 'armed\\t%s\\n' "\${run##*/}"; else printf 'abandoned\\t%s\\n' "\${run##*/}"; fi
done
command -v zstd >/dev/null 2>&1 && printf 'zstd\\n'
now=$(date +%s)
if [ -f "$kit/lock" ]; then
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } < "$kit/lock"
  alive=no
  for folder in "$kit/steps/$holder"/*/ "$kit/guards/$holder"; do is_running "$folder" && alive=yes; done
  printf 'lock\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$holder" "$since" "$((now - $(stat -c %Y "$kit/lock" 2>/dev/null || echo "$now")))" "$alive" "$who"
fi
printf 'clock\\t%s\\n' "$now"
df -Pk "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'free\\t%s\\n' "$free"; done
df -Pi "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'inodes\\t%s\\n' "$free"; done
`

function parseHostState({ stdout }: Answer, paths: HostPaths): HostState {
  const lines = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'))
  const fieldsOf = (word: string): readonly (readonly string[])[] => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
  const single = (word: string): string | undefined => fieldsOf(word)[0]?.[0]
  const inodes = single('inodes')
  const found = fieldsOf('release').map(readRelease)
  return {
    exists: fieldsOf('exists').length > 0,
    blockedBy: single('blocked'),
    isWritable: fieldsOf('writable').length > 0,
    foreignEntries: fieldsOf('foreign').length,
    layouts: fieldsOf('layout').map(([layout = '']) => layout),
    live: single('live'),
    served: Object.fromEntries(fieldsOf('served').map(([port, target = '']) => [Number(port), target.slice(target.lastIndexOf('/') + 1)])),
    foreignCurrent: single('foreign-current'),
    releases: found.map(({ release }) => release).sort(compareReleases),
    damagedManifests: found.filter(({ isDamaged }) => isDamaged).map(({ release }) => `${paths.manifests}/${release.id}.json`),
    failed: fieldsOf('failed').map(([id = '']) => id).filter((id) => RELEASE_ID.test(id)).sort(),
    abandonedGuards: fieldsOf('abandoned').map(([id = '']) => id),
    armedGuards: fieldsOf('armed').map(([id = '']) => id),
    lock: parseLock(fieldsOf('lock')[0]),
    hasZstd: fieldsOf('zstd').length > 0,
    freeBytes: Number(single('free') ?? 0) * 1024,
    freeInodes: inodes === undefined || !/^\d+$/.test(inodes) ? undefined : Number(inodes),
    clock: Number(single('clock'))
  }
}

interface FoundRelease {
  readonly release: Release
  readonly isDamaged: boolean
}

/** One damaged manifest must not keep people from the other releases: it only makes its own unknown. */
function readRelease([id = '', state = '', recorded = '', ...json]: readonly string[]): FoundRelease {
  const manifest = RELEASE_ID.test(id) ? parseManifest(json.join('\t')) : undefined
  return {
    release: { id, state: manifest !== undefined && isState(state) ? state : 'prepared', manifest },
    isDamaged: recorded !== '' && manifest === undefined
  }
}

function isState(text: string): text is ReleaseState {
  return text === 'prepared' || text === 'good' || text === 'bad'
}

function parseLock(fields: readonly string[] | undefined): LockState | undefined {
  if (fields === undefined) return undefined
  const [runId = '', since = '0', age = '0', alive = 'no', ...owner] = fields
  return { runId, owner: owner.join('\t'), since: Number(since), ageSeconds: Number(age), isAlive: alive === 'yes' }
}
