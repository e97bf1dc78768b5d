import type { InputValues, Observer } from '../../core/index.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { ledgerRun, type LedgerRun } from '../tools/ledger.ts'
import { readHost, type HostState } from '../tools/read-host.ts'
import type { Copies } from '../storage/read-copies.ts'
import { hideLiveSecrets } from '../tools/release-secrets.ts'
import type { backupInputs } from './backup-inputs.ts'
import { chooseComponents, type Chosen } from './choose-components.ts'
import type { Component } from './component.ts'
import { lookAtComponent, type ComponentLook } from './look-at-component.ts'
import { parseComponents } from './parse-components.ts'
import { readBackups, type BackupFolder } from './read-backups.ts'
import { askSlot, type BackupSlot } from './slots.ts'

export type BackupValues = InputValues<typeof backupInputs>

export interface BackupHostFacts {
  readonly state: HostState
  readonly folder: BackupFolder
  /** Name of the Compose project that is live. */
  readonly project: string | undefined
  readonly looks: Readonly<Record<string, ComponentLook>>
  readonly slot: BackupSlot
  /** Undefined: no storage is asked for. */
  readonly copies: Copies | undefined
}

export interface BackupFacts {
  readonly runId: string
  readonly run: LedgerRun
  readonly hosts: readonly string[]
  readonly chosen: Chosen
  readonly perHost: Readonly<Record<string, BackupHostFacts>>
}

export async function observeBackup(values: BackupValues, observer: Observer): Promise<BackupFacts> {
  const chosen = chooseComponents(parseComponents(values.components), values)
  const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, { values, observer, chosen })] as const))
  const { runId, identity, hosts } = observer
  return { runId, run: ledgerRun(identity, runId), hosts, chosen, perHost: Object.fromEntries(perHost) }
}

/** Loaded only where there is a storage: a deploy looks at backups without it. */
async function readStorage(host: string, values: BackupValues, observer: Observer): Promise<Copies | undefined> {
  return await (await import('../storage/read-copies.ts')).readCopies(host, { values, observer })
}

/** The folder of the backups of a deploy path. */
export function backupsFolder(values: { readonly path: string; readonly 'backup-path': string | undefined }): string {
  const given = values['backup-path']
  return given === undefined ? `${hostPaths(normalizePath(values.path), 'releases').kit}/backups` : normalizePath(given)
}

/** The Compose project that is live; undefined when something else is, or nothing. */
export function projectOf({ live, releases }: HostState): string | undefined {
  const strategy = releases.find(({ id }) => id === live)?.manifest?.strategy
  return strategy?.strategy === 'compose' ? strategy.project : undefined
}

interface Looking {
  readonly components: readonly Component[]
  readonly root: string
  readonly project: string | undefined
}

/** All of them in one question. */
export async function lookAtComponents(observer: Observer, host: string, { components, ...place }: Looking): Promise<Readonly<Record<string, ComponentLook>>> {
  if (components.length === 0) return {}
  return await observer.askAll(host, Object.fromEntries(components.map((component) => [component.name, lookAtComponent(component, place)])))
}

async function observeHost(
  host: string,
  { values, observer, chosen }: { readonly values: BackupValues; readonly observer: Observer; readonly chosen: Chosen }
): Promise<BackupHostFacts> {
  const root = normalizePath(values.path)
  const [{ state, folder }, copies] = await Promise.all([
    observer.askAll(host, { state: readHost(root, values.layout), folder: readBackups(backupsFolder(values)) }),
    values.storage === undefined ? undefined : readStorage(host, values, observer),
    hideLiveSecrets(observer, host, root)
  ])
  const project = projectOf(state)
  const looks = await lookAtComponents(observer, host, { components: chosen.components, root, project })
  const slot = await observer.ask(host, askSlot({ moment: folder.clock, zone: values['time-zone'], startsAt: undefined }))
  return { state, folder, project, looks, slot, copies }
}
