import { quote, type Command, type RunStep, type Step } from '../../core/index.ts'
import { planBackupSteps, type PlannedBackup } from '../backup/backup-steps.ts'
import { serviceOf, type Component } from '../backup/component.ts'
import { setOf, slotLine, type BackupHead } from '../backup/manifest.ts'
import { renderRecovery } from '../backup/render-recovery.ts'
import type { RetentionRules } from '../backup/retention.ts'
import { SLOT_FUNCTIONS } from '../backup/slots.ts'
import type { Codec, FingerprintLevel } from '../backup/source.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import { appendLedger } from '../tools/ledger.ts'
import { deployLock, SETTLE_SECONDS } from '../tools/lock.ts'
import { defineHostFunctions } from './host-functions.ts'
import { hostMember, hostNumber, hostText, renderHostWord } from './host-values.ts'
import { SCHEDULE_FUNCTIONS } from './schedule-functions.ts'
import { schedulePaths } from './schedule-paths.ts'

/** What the script of a host does. */
export interface ScheduledBackup {
  readonly host: string
  readonly paths: HostPaths
  readonly backups: string
  readonly components: readonly Component[]
  readonly recipients: readonly string[]
  readonly codec: Codec
  readonly compare: FingerprintLevel
  readonly timeoutSeconds: number
  readonly retention: RetentionRules
  readonly isSmallerAccepted: boolean
  readonly lockWaitSeconds: number
  /** HH:MM */
  readonly times: readonly string[]
  readonly timeZone: string
  readonly tool: string
}

/**
 * The whole script that a timer starts: the steps of a plan of `backup`, as functions with their words. What a runner knows when it
 * plans (the name, the moment, what is live) the script finds when it runs.
 */
export function renderBackupScript(backup: ScheduledBackup): string {
  const { paths, components, tool } = backup
  const planned = describeScheduled(backup)
  const steps = planBackupSteps(planned).map(requireRun)
  const { run, id, release, commit } = planned.head
  const lease = deployLock(paths.kit, { waitSeconds: backup.lockWaitSeconds, commandTimeoutSeconds: SETTLE_SECONDS }, { runId: run.id, owner: `the schedule of ${paths.root}`, host: backup.host })
  const failed = appendLedger(paths.ledger, { operation: 'backup', outcome: 'failed', release: id, before: release, commit, run })
  const undos = steps.flatMap(({ undo }) => (undo === undefined ? [] : [undo.command])).toReversed()
  const settle = lease.settle === undefined ? [] : [lease.settle]
  const functions = defineHostFunctions([
    ['take_lock', lease.take],
    ['renew_lock', lease.renew],
    ['release_lock', lease.release],
    ...settle.map(({ command }) => ['settle_guards', command] as const),
    ...steps.map((step) => [nameFunction(step, components), step.command] as const),
    ['append_ledger', failed],
    ...undos.map((command) => ['take_away', command] as const)
  ])
  const callOf = (name: string, commands: readonly Command[]): string => `${name}() {\n${commands.map((command) => `  ${functions.lineOf(command)}`).join('\n')}\n}`
  return [
    renderHead(backup, `# Backs up ${paths.root}: ${components.map(({ name, kind }) => (name === kind ? name : `${name} (${kind})`)).join(', ')}.\n# Written by deploy-kit backups schedule (${tool}), which replaces it as a whole.`),
    `${functions.shared}${SLOT_FUNCTIONS}${SCHEDULE_FUNCTIONS}`,
    functions.text,
    callOf('take', [lease.take]),
    callOf('renew', [lease.renew]),
    callOf('release', [lease.release]),
    callOf('take_back', undos),
    callOf('note_failure', [failed]),
    `back_up() {\n  find_live\n${requireProject(components)}  find_moment\n${[
      ...settle.map(({ title, command, timeoutSeconds }) => `  step ${quote(title)} ${timeoutSeconds} \\\n    as_found ${functions.lineOf(command)}`),
      ...steps.map((step) => renderStep(step, functions.lineOf(step.command)))
    ].join('\n')}\n}`,
    END_OF_SCRIPT
  ].join('\n')
}

/** As one that a runner plans, with marks for what is found by the script. */
function describeScheduled({ host, paths, backups, components, recipients, codec, compare, timeoutSeconds, retention, isSmallerAccepted, tool }: ScheduledBackup): PlannedBackup {
  const id = hostText('id')
  const head: BackupHead = {
    schema: 1,
    id,
    type: 'scheduled',
    createdAt: 0,
    slot: { day: hostText('day'), week: hostText('week'), month: hostText('month') },
    host,
    path: paths.root,
    release: hostMember('live'),
    commit: hostMember('commit'),
    codec,
    recipients,
    fingerprint: compare,
    components,
    tool,
    run: { id: hostText('run'), who: 'schedule', url: undefined, machine: host }
  }
  return {
    head,
    covering: {
      head: JSON.stringify({ ...head, createdAt: hostNumber('created') }),
      slot: slotLine(head, hostText('now')),
      recovery: renderRecovery({ ...head, release: undefined }, hostText('made'))
    },
    kit: paths.kit,
    backups,
    work: `${backups}/.partial-${hostText('run')}`,
    final: `${backups}/${id}`,
    project: hostText('project'),
    needed: `${hostText('needed')} bytes`,
    about: `${hostText('needed')} bytes`,
    timeoutSeconds,
    ledger: paths.ledger,
    retention: { rules: retention, isSmallerAccepted }
  }
}

/** Another kind of step would need the runner. */
function requireRun(step: Step): RunStep {
  if (step.kind !== 'run') throw new RangeError(`A script cannot do ${step.id}`)
  return step
}

/** Components of one kind have one function. */
function nameFunction({ id }: Step, components: readonly Component[]): string {
  const component = components.find(({ name }) => id === `dump-${name}`)
  return (component === undefined ? id : `dump-${component.kind}`).replaceAll('-', '_')
}

function renderStep({ id, title, timeoutSeconds, optional }: RunStep, call: string): string {
  const line = `  ${optional === true ? 'optional_step' : 'step'} ${renderHostWord(title)} ${Math.ceil(timeoutSeconds)} \\\n    ${call}`
  return id === 'publish-backup' ? `${line}\n  is_published=yes` : line
}

function requireProject(components: readonly Component[]): string {
  if (!components.some((component) => serviceOf(component) !== undefined)) return ''
  return `  [ -n "$project" ] || give_up 1 'No Compose project is live, and a part of the backup is in a service of it'\n`
}

function renderHead({ paths, backups, components, lockWaitSeconds, times, timeZone }: ScheduledBackup, title: string): string {
  const { folder, log } = schedulePaths(paths.kit)
  const values = {
    kit: paths.kit,
    backups,
    current: paths.current,
    releases: paths.releases,
    schedule: folder,
    log,
    times: times.join(' '),
    time_zone: timeZone,
    lock_wait: String(Math.ceil(lockWaitSeconds)),
    parts: setOf({ components })
  }
  return `#!/bin/sh
${title}
#
#   sh backup.sh        makes a backup now
#   sh backup.sh due    makes one when one of its times has come that was not tried yet: for cron
#
# First come the functions, then the steps with their values. Each function is one step of "deploy-kit backup".
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154,SC2317 # text of other programs; each function has variables of its own, or those of its caller; steps are called by their names
${Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`).join('\n')}
mask=$(umask) language=\${LC_ALL-}
steps='' keeper='' is_locked='' is_published='' is_ended='' id=''
PATH=\${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
`
}

const END_OF_SCRIPT = `
main() {
  lead "$@"
  if [ "\${1-}" = due ]; then is_due || exit 0; fi
  if [ -s "$log" ]; then tail -n 2000 "$log" >"$log.new" && mv "$log.new" "$log"; fi
  trap 'is_ended=yes' HUP INT TERM
  begin_run
  back_up
  tell "$id is whole"
  trap '' HUP INT TERM
  end_run
  # Whoever watches over the backups hears of it at once.
  sh "$schedule/watch.sh"
  exit 0
}
main "$@"
`
