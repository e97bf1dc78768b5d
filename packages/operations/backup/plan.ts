import { renderSize, sealPlan, version, type Plan, type Problem, type RunStep, type Step, type Table } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import { findForeignCurrent } from '../tools/describe-state.ts'
import { hostPaths, journalFolder } from '../tools/host-paths.ts'
import { appendLedger } from '../tools/ledger.ts'
import { beginBackup, publishBackup, removeFolder } from './backup-programs.ts'
import type { Component } from './component.ts'
import { nameBackup, storedBytesOf, type BackupHead, type BackupType } from './manifest.ts'
import { backupsFolder, type BackupFacts, type BackupHostFacts, type BackupValues } from './observe.ts'
import { renderRecovery } from './render-recovery.ts'
import { CODECS, dumpOf, suffixOf, type Codec } from './source.ts'

const PHASES = ['prepare', 'dump', 'publish'] as const
const SHORT_SECONDS = 60
/** Flushing may take its time on a busy disk. */
const PUBLISH_SECONDS = 900

export function planBackup(values: BackupValues, facts: BackupFacts): Plan {
  const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]))
  const problems = [...facts.chosen.problems, ...hosts.flatMap(({ host, found }) => findProblems(host, found, { values, facts }))]
  const backups = hosts.map(({ host, found }) => describeBackup(host, found, { values, facts, type: 'manual' }))
  const path = normalizePath(values.path)
  return sealPlan(
    {
      operation: 'backup',
      title: `Back up ${path} on ${facts.hosts.join(', ')}: ${facts.chosen.components.map(({ name }) => name).join(', ')}`,
      hosts: facts.hosts,
      tables: [componentsTable(facts, hosts)],
      notes: writeNotes(values, backups),
      problems,
      phases: [...PHASES],
      steps: problems.length > 0 ? [] : backups.flatMap((backup) => planSteps(backup)),
      onFailure: 'undo',
      journals: Object.fromEntries(facts.hosts.map((host) => [host, journalFolder(hostPaths(path, values.layout), facts.runId)])),
      probes: [],
      live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
      outputs: { backup: backups[0]?.head.id ?? '', folder: backups[0]?.final ?? '' }
    },
    [facts.runId, String(facts.startedAt), JSON.stringify(facts.run), backups[0]?.head.id ?? '']
  )
}

/** One backup on one host, as it will be made. */
export interface PlannedBackup {
  readonly head: BackupHead
  readonly backups: string
  readonly work: string
  readonly final: string
  readonly project: string | undefined
  /** About what it will need, in bytes. */
  readonly needed: number
  readonly timeoutSeconds: number
  readonly ledger: string
}

interface Planning {
  readonly values: BackupValues
  readonly facts: BackupFacts
}

function describeBackup(host: string, { state, folder, project, looks }: BackupHostFacts, { values, facts, type }: Planning & { readonly type: BackupType }): PlannedBackup {
  const paths = hostPaths(normalizePath(values.path), values.layout)
  const backups = backupsFolder(values)
  const taken = folder.backups.map(({ manifest }) => manifest.id)
  const id = values['backup-name'] ?? nameBackup(type, facts.startedAt, [...taken, ...folder.foreign])
  const head: BackupHead = {
    schema: 1,
    id,
    type,
    createdAt: facts.startedAt,
    host,
    path: paths.root,
    release: state.live,
    commit: state.releases.find((release) => release.id === state.live)?.manifest?.commit,
    codec: chooseCodec(folder.tools),
    recipients: values.recipients ?? [],
    fingerprint: values.compare,
    components: facts.chosen.components,
    tool: `deploy-kit ${version}`,
    run: facts.run
  }
  return {
    head,
    backups,
    work: `${backups}/.partial-${facts.runId}`,
    final: `${backups}/${id}`,
    project,
    needed: estimate(head, folder, looks),
    timeoutSeconds: values['backup-timeout'],
    ledger: paths.ledger
  }
}

function chooseCodec(tools: readonly string[]): Codec {
  return CODECS.find((codec) => tools.includes(codec)) ?? 'gzip'
}

/** Of what a database takes on the disk, a compressed dump is seldom more than a third (indexes are not in it). */
const FIRST_SHARE = 0.35
const GROWTH = 1.3

/** By the newest backup of the same parts, or else by their sizes. */
function estimate({ components }: BackupHead, { backups }: BackupHostFacts['folder'], looks: BackupHostFacts['looks']): number {
  const names = components.map(({ name }) => name).join()
  const last = backups.find(({ manifest }) => manifest.components.map(({ name }) => name).join() === names)
  if (last !== undefined) return storedBytesOf(last.manifest) * GROWTH
  return components.reduce((sum, component) => sum + sizeOf(looks, component) * (component.kind === 'postgres' ? FIRST_SHARE : 1 + FIRST_SHARE), 0)
}

function sizeOf(looks: BackupHostFacts['looks'], { name }: Component): number {
  const look = looks[name]
  return look !== undefined && 'bytes' in look ? look.bytes : 0
}

/** Everything that one host does for its backup. */
function planSteps({ head, backups, work, final, project, needed, timeoutSeconds, ledger }: PlannedBackup): readonly Step[] {
  const { host, id, components, codec, recipients, fingerprint, path: root } = head
  const suffix = suffixOf(codec, recipients.length > 0)
  const step = (phase: (typeof PHASES)[number], rest: Pick<RunStep, 'id' | 'title' | 'command' | 'timeoutSeconds'> & Partial<RunStep>): RunStep => ({
    kind: 'run',
    host,
    phase,
    effect: 'write',
    ...rest
  })
  return [
    step('prepare', {
      id: 'begin-backup',
      title: `Make room for ${id}: about ${renderSize(needed)}`,
      command: beginBackup({ backups, work, id }, needed, recipients),
      timeoutSeconds: SHORT_SECONDS,
      undo: { title: 'Remove the unfinished backup', command: removeFolder(work), timeoutSeconds: SHORT_SECONDS }
    }),
    ...components.map((component) => {
      const { title, command } = dumpOf(component, { work, codec, suffix, fingerprint, root, project })
      return step('dump', { id: `dump-${component.name}`, title, command, timeoutSeconds })
    }),
    step('publish', {
      id: 'publish-backup',
      title: `Flush ${id} to the disk, and give it its name`,
      command: publishBackup({ work, final }, JSON.stringify(head), renderRecovery(head, suffix)),
      timeoutSeconds: PUBLISH_SECONDS,
      answer: `manifest ${host}`
    }),
    step('publish', {
      id: 'note-backup',
      title: 'Note it in the ledger',
      command: appendLedger(ledger, { operation: 'backup', outcome: 'backed-up', release: id, before: head.release, commit: head.commit, run: head.run }),
      timeoutSeconds: SHORT_SECONDS,
      optional: true
    })
  ]
}

function findProblems(host: string, { state, folder, looks, project }: BackupHostFacts, { values, facts }: Planning): readonly Problem[] {
  const problems: Problem[] = [...findForeignCurrent(host, hostPaths(normalizePath(values.path), values.layout), state)]
  const refuse = (code: Problem['code'], message: string, remedy: string): void => void problems.push({ code, host, message, remedy })
  for (const { name, ...component } of facts.chosen.components) {
    if (component.kind === 'postgres' && component.server.kind === 'service' && project === undefined) {
      refuse('DK_INPUT_INVALID', `${name} is in the service ${component.server.service}, and no Compose project is live in ${values.path} on ${host}`, 'Deploy it with strategy compose, or name the container: container=NAME')
      continue
    }
    const look = looks[name]
    if (look?.problem !== undefined) refuse('DK_BACKUP_SOURCE', `${name} cannot be read on ${host}: ${look.problem}`, 'Nothing has been changed. Mend it, or leave it out with --skip')
  }
  const id = values['backup-name']
  if (id !== undefined && [...folder.backups.map(({ manifest }) => manifest.id), ...folder.foreign].includes(id)) {
    refuse('DK_INPUT_INVALID', `There is a backup ${id} on ${host} already`, 'Choose another backup-name, or leave it out')
  }
  if ((values.recipients ?? []).length > 0 && !folder.tools.includes('age')) {
    refuse('DK_PREFLIGHT_FAILED', `There is no program age on ${host}, which seals the backup for the recipients`, 'Install it there (Debian: apt-get install age)')
  }
  return problems
}

function writeNotes(values: BackupValues, backups: readonly PlannedBackup[]): readonly string[] {
  const codecs = backups.filter(({ head }) => head.codec !== 'zstd').map(({ head }) => `${head.host}: there is no zstd, so ${head.codec} is used, which is slower`)
  const unsealed = (values.recipients ?? []).length > 0 ? [] : ['It is not encrypted: whoever can read the folder can read it (recipients)']
  return [...unsealed, ...codecs]
}

function componentsTable(facts: BackupFacts, hosts: readonly { readonly host: string; readonly found: BackupHostFacts }[]): Table {
  return {
    title: 'What is backed up',
    columns: ['host', 'component', 'kind', 'size'],
    rows: hosts.flatMap(({ host, found }) =>
      facts.chosen.components.map(({ name, kind }) => {
        const look = found.looks[name]
        return [host, name, kind, look !== undefined && 'bytes' in look ? renderSize(look.bytes) : 'not known']
      })
    )
  }
}
