import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseLedger, type LedgerLine } from '../../packages/operations/tools/ledger.ts'
import { describeReport, runInputs, type DeployRun, type DeployRunOptions } from './deploy-run.ts'
import type { Layout } from './fault-application.ts'
import type { Scratch } from './scratch.ts'

type Texts = Readonly<Record<string, string>>

/** A deploy path of its own and a source to change; the restart command notes the version that it starts in `starts`. */
export interface DeployPlace {
  readonly root: string
  readonly source: string
  readonly texts: Texts
  deploy(more?: Texts, options?: DeployRunOptions): Promise<DeployRun>
  rollback(more?: Texts, options?: DeployRunOptions): Promise<DeployRun>
  write(files: Texts): void
  /** Replaces the whole source. */
  replace(files: Texts): void
  /** A file of what is live. */
  live(file?: string): string
  has(file: string): boolean
  starts(): readonly string[]
  ledger(): readonly LedgerLine[]
  releases(): readonly string[]
  kit(...names: readonly string[]): string
}

export function makeDeployPlace(scratch: Scratch, connection: Texts, layout: Layout, root = scratch.next('app')): DeployPlace {
  const sources = [scratch.next('source')]
  const source = (): string => sources.at(-1) ?? ''
  const starts = scratch.next('starts')
  const running = layout === 'releases' ? path.join(root, 'current') : root
  const texts = (): Texts => ({
    ...connection,
    path: root,
    layout,
    'restart-command': `sh -c "cat version.txt >> $0; echo >> $0" ${starts}`,
    attempts: '1',
    delay: '50ms'
  })
  scratch.write(source(), { 'version.txt': 'one', 'same.txt': 'same' })
  return {
    root,
    get source() {
      return source()
    },
    get texts() {
      return { ...texts(), source: source() }
    },
    deploy: (more = {}, options = {}) => runInputs('ssh-deploy', { ...texts(), source: source(), ...more }, options),
    rollback: (more = {}, options = {}) => runInputs('rollback', { ...texts(), ...more }, options),
    write: (files) => void scratch.write(source(), files),
    replace: (files) => {
      sources.push(scratch.next('source'))
      scratch.write(source(), files)
    },
    live: (file = 'version.txt') => readFileSync(path.join(running, file), 'utf8'),
    has: (file) => existsSync(path.join(running, file)),
    starts: () => (existsSync(starts) ? readFileSync(starts, 'utf8').trim().split('\n') : []),
    ledger: () => parseLedger(readFileSync(path.join(root, '.deploy-kit/ledger.jsonl'), 'utf8')).lines,
    releases: () => readdirSync(path.join(root, layout === 'releases' ? 'releases' : '.deploy-kit/trees')),
    kit: (...names) => path.join(root, '.deploy-kit', ...names)
  }
}

/** `succeeded`, or the outcome with everything that explains it. */
export function tellOutcome({ report }: DeployRun): string {
  return report.outcome === 'succeeded' ? 'succeeded' : describeReport(report)
}
