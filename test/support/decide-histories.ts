import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { RETENTION_FUNCTIONS } from '../../packages/operations/backup/retention-functions.ts'
import { parseRetention, retentionWords, type BackupDecision, type RetentionOrder } from '../../packages/operations/backup/retention.ts'
import type { Scratch } from './scratch.ts'
import type { Shell } from './shells.ts'

export interface Listing {
  readonly lines: string
  readonly order: RetentionOrder
}

/** By which shell and PATH the host's program is run. */
export interface DecidingHost {
  readonly shell: Shell
  readonly path: string
}

/** Many listings in one process of the shell, each decided by the host's own program. */
const DECIDE_ALL = `${RETENTION_FUNCTIONS}
number=0
while read -r words; do
  number=$((number + 1))
  # shellcheck disable=SC2086 # The words are numbers.
  decide_retention $words <"$1/$number.list" >"$1/$number.answer"
  echo "$?"
done <"$1/orders"
`

export function decideHistories(scratch: Scratch, host: DecidingHost, listings: readonly Listing[]): readonly (readonly BackupDecision[])[] {
  const folder = scratch.next('histories')
  mkdirSync(folder)
  listings.forEach(({ lines }, index) => writeFileSync(path.join(folder, `${index + 1}.list`), lines))
  writeFileSync(path.join(folder, 'orders'), listings.map(({ order }) => `${retentionWords(order).join(' ')}\n`).join(''))
  const [program, ...words] = host.shell.argv
  const { stdout, stderr, error } = spawnSync(program, [...words, '-c', DECIDE_ALL, 'deploy-kit', folder], { encoding: 'utf8', env: { PATH: host.path } })
  if (error !== undefined) throw error
  const codes = stdout.split('\n')
  return listings.map((_, index) => {
    const exitCode = Number(codes[index] || 1)
    if (exitCode !== 0) throw new Error(`Listing ${index + 1} ended with ${exitCode}: ${stderr}`)
    return parseRetention({ stdout: readFileSync(path.join(folder, `${index + 1}.answer`), 'utf8'), exitCode })
  })
}
