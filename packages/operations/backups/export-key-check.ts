import { DeployKitError, defineInputs, defineOperation, secret, type InputValues, type Observer, type Problem, type SealedFile, type Table } from '../../core/index.ts'
import { backupInputs, backupPlaceInputs } from '../backup/backup-inputs.ts'
import { backupsFolder } from '../backup/observe.ts'
import type { KeptBackup } from '../backup/read-backups.ts'
import { readBeginnings } from '../restore/backup-facts.ts'
import { answerPlan } from '../tools/answer-plan.ts'
import { renderMoment } from '../tools/release-manifest.ts'
import { observeBackups } from './observe.ts'

const keyInputs = defineInputs({
  ...backupPlaceInputs,
  recipients: backupInputs.recipients,
  identity: secret({
    group: 'Backup',
    required: true,
    description: 'The private key that is kept (`AGE-SECRET-KEY-1...`, or a key file of age). It never leaves the machine that runs deploy-kit.'
  })
})

type KeyValues = InputValues<typeof keyInputs>

/** What the key is to one backup. */
interface TriedBackup {
  readonly id: string
  /** Seconds since 1970. */
  readonly createdAt: number
  readonly isSealed: boolean
  /** Undefined: it opens it, or nothing is sealed. */
  readonly problem: string | undefined
  readonly code: 'DK_BACKUP_KEY_WRONG' | 'DK_BACKUP_DAMAGED' | undefined
}

interface KeyFacts {
  readonly publicKeys: readonly string[]
  readonly hosts: readonly { readonly host: string; readonly tried: readonly TriedBackup[] }[]
}

export const backupsExportKeyCheck = defineOperation({
  name: 'backups export-key-check',
  summary: 'Prove that the private key that you keep opens the backups: it is tried on a file of each, and never leaves this machine',
  inputs: keyInputs,
  outputs: {},
  examples: [{ command: 'backups export-key-check --environment production --identity-file key.txt', does: 'tells which backups this key opens' }],
  danger: 'read-only',
  isAction: false,
  observe: observeKey,
  plan: (values, facts) =>
    answerPlan({
      operation: 'backups export-key-check',
      title: `Backups of ${values.path} that ${facts.publicKeys.join(', ')} opens`,
      hosts: facts.hosts.map(({ host }) => host),
      tables: [tableRecipients(values, facts), tableBackups(facts)],
      notes: writeNotes(values, facts),
      problems: [...findStrangers(values, facts), ...facts.hosts.flatMap(({ host, tried }) => findShut(host, tried))],
      answer: {
        publicKeys: facts.publicKeys,
        recipients: (values.recipients ?? []).map((recipient) => ({ recipient, isOurs: facts.publicKeys.includes(recipient) })),
        hosts: Object.fromEntries(facts.hosts.map(({ host, tried }) => [host, tried.map(({ id, createdAt, isSealed, problem }) => ({ id, createdAt, isSealed, opens: problem === undefined, problem }))]))
      }
    })
})

async function observeKey(values: KeyValues, observer: Observer): Promise<KeyFacts> {
  const publicKeys = observer.readPublicKeys(values.identity)
  const found = await observeBackups(values, observer)
  const hosts = await Promise.all(
    found.map(async ({ host, folder }) => {
      const sealed = folder.backups.filter(({ manifest }) => manifest.recipients.length > 0)
      const questions = Object.fromEntries(sealed.map(({ manifest }) => [manifest.id, readBeginnings(`${backupsFolder(values)}/${manifest.id}`, manifest.files.slice(0, 1).map(({ path }) => path))]))
      const beginnings: Readonly<Record<string, readonly SealedFile[]>> = sealed.length === 0 ? {} : await observer.askAll(host, questions)
      return { host, tried: folder.backups.map((backup) => tryKey(backup, beginnings[backup.manifest.id] ?? [], { values, observer })) }
    })
  )
  return { publicKeys, hosts }
}

interface Trial {
  readonly values: KeyValues
  readonly observer: Observer
}

function tryKey({ manifest: { id, createdAt, recipients } }: KeptBackup, files: readonly SealedFile[], { values, observer }: Trial): TriedBackup {
  const tried = { id, createdAt: Math.floor(createdAt / 1000), isSealed: recipients.length > 0, problem: undefined, code: undefined }
  if (!tried.isSealed) return tried
  if (files.length === 0) return { ...tried, problem: 'it has no file that could be opened', code: 'DK_BACKUP_DAMAGED' }
  try {
    observer.openSealed(files, values.identity)
    return tried
  } catch (error) {
    if (!(error instanceof DeployKitError) || (error.code !== 'DK_BACKUP_KEY_WRONG' && error.code !== 'DK_BACKUP_DAMAGED')) throw error
    return { ...tried, problem: error.message, code: error.code }
  }
}

/** What is made from now on is sealed for the keys of the configuration. */
function findStrangers({ recipients }: KeyValues, { publicKeys }: KeyFacts): readonly Problem[] {
  if (recipients === undefined || recipients.length === 0 || publicKeys.some((key) => recipients.includes(key))) return []
  const message = `The recipients of the configuration are ${recipients.join(', ')}, and this key is ${publicKeys.join(', ')}: it will not open the backups that are made from now on`
  return [{ code: 'DK_BACKUP_KEY_WRONG', message, remedy: 'Look for the key that belongs to the recipients, or add the public key of this one to them and make a new backup' }]
}

/** The newest is the one that is needed; older ones may have been sealed for keys that were given up. */
function findShut(host: string, tried: readonly TriedBackup[]): readonly Problem[] {
  const newest = tried[0]
  if (newest?.code === undefined) return []
  const remedy = 'Look for the key of its recipients (deploy-kit backups show lists them). Without it this backup is lost: add a key that you have to the recipients, and make a new backup'
  return [{ code: newest.code, host, message: `The newest backup ${newest.id} on ${host} is not opened: ${newest.problem}`, remedy }]
}

function writeNotes({ recipients }: KeyValues, { hosts }: KeyFacts): readonly string[] {
  return [
    ...(recipients === undefined || recipients.length === 0 ? ['The configuration has no recipients: new backups are not sealed'] : []),
    ...hosts.flatMap(({ host, tried }) => {
      const shut = tried.filter(({ problem }) => problem !== undefined).length
      if (tried.length === 0) return [`${host}: there is no backup`]
      return tried.every(({ isSealed }) => !isSealed) ? [`${host}: no backup is sealed, whoever reads the folder can read them`] : shut === 0 ? [] : [`${host}: ${shut} of ${tried.length} backups are NOT opened by this key`]
    })
  ]
}

function tableRecipients({ recipients = [] }: KeyValues, { publicKeys }: KeyFacts): Table {
  const others = publicKeys.filter((key) => !recipients.includes(key)).map((key) => [key, 'of this key, but no recipient'])
  return { title: 'Recipients of the configuration', columns: ['public key', 'whose'], rows: [...recipients.map((key) => [key, publicKeys.includes(key) ? 'of this key' : 'of another key']), ...others] }
}

function tableBackups({ hosts }: KeyFacts): Table {
  return {
    title: 'Backups',
    columns: ['host', 'backup', 'made (UTC)', 'with this key'],
    rows: hosts.flatMap(({ host, tried }) =>
      tried.map(({ id, createdAt, isSealed, problem }) => [host, id, renderMoment(createdAt * 1000), !isSealed ? 'not sealed' : problem === undefined ? 'opens' : `does NOT open: ${problem}`])
    )
  }
}
