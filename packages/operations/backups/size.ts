import { defineInputs, defineOperation, query, renderSize, script, type InputValues, type Observer, type Table } from '../../core/index.ts'
import { backupPlaceInputs, componentInputs } from '../backup/backup-inputs.ts'
import { chooseComponents, type Chosen } from '../backup/choose-components.ts'
import type { Component } from '../backup/component.ts'
import { factOf, type BackupManifest } from '../backup/manifest.ts'
import { measureComponent, type Measure } from '../backup/measure-component.ts'
import { backupsFolder, projectOf } from '../backup/observe.ts'
import { parseComponents } from '../backup/parse-components.ts'
import { readBackups } from '../backup/read-backups.ts'
import { readTables } from '../backup/read-tables.ts'
import { normalizePath } from '../target-inputs.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { readHost } from '../tools/read-host.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import { renderMoment } from '../tools/release-manifest.ts'

const sizeInputs = defineInputs({ ...backupPlaceInputs, ...componentInputs })

type SizeValues = InputValues<typeof sizeInputs>

/** With so many of the newest backups it is compared. */
const COMPARED = 5

/** One component on one host, as scripts get it. */
interface SizeAnswer {
  readonly component: string
  readonly kind: string
  readonly now: Measure
  /** Newest first. */
  readonly backups: readonly BackupSize[]
  /** Rows of each table in the newest of these backups. */
  readonly rowsInBackup: Readonly<Record<string, number>>
}

interface BackupSize {
  readonly id: string
  /** Seconds since 1970. */
  readonly createdAt: number
  readonly bytes: number
}

interface SizeFacts {
  readonly chosen: Chosen
  readonly hosts: readonly { readonly host: string; readonly sizes: readonly SizeAnswer[] }[]
}

export const backupsSize = defineOperation({
  name: 'backups size',
  summary: 'Tell how large the databases and their largest tables are, and how they have grown since the last backups',
  inputs: sizeInputs,
  outputs: {},
  examples: [{ command: 'backups size --environment production', does: 'tells what takes the room' }],
  danger: 'read-only',
  isAction: false,
  observe: observeSizes,
  plan: (values, { chosen, hosts }) =>
    answerPlan({
      operation: 'backups size',
      title: `Sizes of ${chosen.components.map(({ name }) => name).join(', ')} of ${values.path}`,
      hosts: hosts.map(({ host }) => host),
      tables: [tableSizes(hosts), tableGrowth(hosts)],
      notes: ['Rows now are what the statistics of the server say; of SQLite they are counted'],
      problems: chosen.problems,
      answer: Object.fromEntries(hosts.map(({ host, sizes }) => [host, sizes]))
    })
})

async function observeSizes(values: SizeValues, observer: Observer): Promise<SizeFacts> {
  const chosen = chooseComponents(parseComponents(values.components), values)
  const hosts = await Promise.all(observer.hosts.map(async (host) => ({ host, sizes: await observeHost(host, { values, observer, chosen }) })))
  return { chosen, hosts }
}

interface HostQuestion {
  readonly values: SizeValues
  readonly observer: Observer
  readonly chosen: Chosen
}

async function observeHost(host: string, { values, observer, chosen }: HostQuestion): Promise<readonly SizeAnswer[]> {
  if (chosen.components.length === 0) return []
  const root = normalizePath(values.path)
  const folder = backupsFolder(values)
  const [{ state, kept }] = await Promise.all([observer.askAll(host, { state: readHost(root, values.layout), kept: readBackups(folder) }), hideLiveSecrets(observer, host, root)])
  const place = { root, project: projectOf(state) }
  const measures = await observer.askAll(host, Object.fromEntries(chosen.components.map((component) => [component.name, measureComponent(component, place)])))
  const manifests = kept.backups.map(({ manifest }) => manifest)
  const earlier = chosen.components.map((component) => ({ component, backups: listEarlier(component, manifests) }))
  const rows = await observer.askAll(host, Object.fromEntries(earlier.map(({ component, backups }) => [component.name, backups[0] === undefined ? query(script(':'), () => ({})) : readTables(`${folder}/${backups[0].id}`, component.name)])))
  return earlier.map(({ component: { name, kind }, backups }) => ({
    ...{ component: name, kind, backups },
    now: measures[name] ?? { problem: 'was not asked', isAbsent: false },
    rowsInBackup: rows[name] ?? {}
  }))
}

function listEarlier({ name, kind }: Component, manifests: readonly BackupManifest[]): readonly BackupSize[] {
  return manifests
    .flatMap((manifest): readonly BackupSize[] => {
      const bytes = sizeIn(manifest, name)
      const isOf = manifest.components.some((component) => component.name === name && component.kind === kind)
      return isOf && bytes !== undefined ? [{ id: manifest.id, createdAt: Math.floor(manifest.createdAt / 1000), bytes }] : []
    })
    .slice(0, COMPARED)
}

/** What it took then, in the same measure as now; of files as much as there was to pack. */
function sizeIn(manifest: BackupManifest, name: string): number | undefined {
  const fact = factOf(manifest, name, 'bytes')
  if (fact !== undefined) return /^\d+$/.test(fact.trim()) ? Number(fact) : undefined
  return manifest.files.find(({ path }) => path.startsWith(`${name}.tar.`))?.plainBytes
}

type HostSizes = SizeFacts['hosts']

function tableSizes(hosts: HostSizes): Table {
  return {
    title: 'Sizes',
    columns: ['host', 'component', 'what', 'size', 'rows now', 'rows in the last backup'],
    rows: hosts.flatMap(({ host, sizes }) =>
      sizes.flatMap(({ component, kind, now, rowsInBackup }) => {
        if (now.problem !== undefined) return [[host, component, now.isAbsent ? 'nothing is there' : now.problem, '', '', '']]
        const parts = now.parts.map(({ name, bytes, rows }) => [host, component, name, bytes === undefined ? '' : renderSize(bytes), String(rows ?? ''), String(rowsInBackup[name] ?? '')])
        return [[host, component, `${kind}, all of it`, renderSize(now.bytes), '', ''], ...parts]
      })
    )
  }
}

function tableGrowth(hosts: HostSizes): Table {
  return {
    title: 'Growth',
    columns: ['host', 'component', 'backup', 'made (UTC)', 'size then', 'since then'],
    rows: hosts.flatMap(({ host, sizes }) =>
      sizes.flatMap(({ component, now, backups }) =>
        backups.map(({ id, createdAt, bytes }) => [host, component, id, renderMoment(createdAt * 1000), renderSize(bytes), now.problem === undefined ? renderGrowth(bytes, now.bytes) : ''])
      )
    )
  }
}

/** `+1.2 MiB (+10 %)`. */
function renderGrowth(before: number, now: number): string {
  const grown = now - before
  const sign = grown < 0 ? '-' : '+'
  const share = before === 0 ? '' : ` (${sign}${Math.round((Math.abs(grown) / before) * 100)} %)`
  return `${sign}${renderSize(Math.abs(grown))}${share}`
}
