import { defineInputs, defineOperation, sealPlan, type InputValues, type Observer, type Plan, type RunStep } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { layoutInputs, targetInputs } from '../target-inputs.ts'
import { findTimerProblems } from './choose-timer.ts'
import { scheduleInputs } from './inputs.ts'
import { observeSchedule, pathsOf } from './observe.ts'
import { planSchedule } from './plan.ts'
import { readSchedule, type InstalledSchedule } from './read-schedule.ts'
import { removeScheduleFolder, removeUnits, replaceCrontabBlock } from './schedule-programs.ts'

export const backupsSchedule = defineOperation({
  name: 'backups schedule',
  summary: 'Make backups every day by a timer of the server: without GitHub, without Node, and with a watcher over their age',
  inputs: scheduleInputs,
  outputs: {},
  examples: [
    { command: 'backups schedule --environment production --plan', does: 'shows the script and the timer, and changes nothing' },
    { command: 'backups schedule --environment production --at 03:30 --time-zone Europe/Berlin', does: 'installs them' }
  ],
  danger: 'write',
  isAction: false,
  observe: observeSchedule,
  plan: planSchedule
})

const removeInputs = defineInputs({ ...connectionInputs, ...targetInputs, ...layoutInputs })

export const backupsScheduleRemove = defineOperation({
  name: 'backups schedule remove',
  summary: 'Take the timer of the backups, its script and the watcher away; the backups stay',
  inputs: removeInputs,
  outputs: {},
  examples: [{ command: 'backups schedule remove --environment production', does: 'ends the scheduled backups' }],
  danger: 'write',
  isAction: false,
  observe: (values, observer: Observer) => Promise.all(observer.hosts.map(async (host) => ({ host, found: await observer.ask(host, readSchedule(pathsOf(values))) }))),
  plan: planRemove
})

function planRemove(values: InputValues<typeof removeInputs>, hosts: readonly { readonly host: string; readonly found: InstalledSchedule }[]): Plan {
  const steps = hosts.flatMap(({ host, found }) => planHost(host, found, values))
  return sealPlan({
    operation: 'backups schedule remove',
    title: `End the scheduled backups of ${values.path} on ${hosts.map(({ host }) => host).join(', ')}`,
    hosts: hosts.map(({ host }) => host),
    tables: [],
    notes: [
      'The backups stay. Nothing makes new ones by itself any more, and nothing tells that none are made',
      ...hosts.flatMap(({ host }) => (steps.some((step) => step.host === host) ? [] : [`${host}: nothing is scheduled there`]))
    ],
    problems: hosts.flatMap(({ host, found }) => (Object.keys(found.units).length === 0 ? [] : findTimerProblems(host, found))),
    phases: ['schedule'],
    steps,
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: {},
    outputs: {}
  })
}

/** The timer first: nothing must start what is being removed. */
function planHost(host: string, { units, crontab, files, hasPingUrl }: InstalledSchedule, values: InputValues<typeof removeInputs>): readonly RunStep[] {
  const paths = pathsOf(values)
  const step = (id: string, title: string, command: RunStep['command']): RunStep => ({ kind: 'run', id, title, host, phase: 'schedule', effect: 'write', repeatable: true, command, timeoutSeconds: 60 })
  const hasBlock = crontab !== undefined && 'block' in crontab && crontab.block !== ''
  return [
    ...(Object.keys(units).length === 0 ? [] : [step('remove-timers', 'Stop the timers, and remove them', removeUnits(paths))]),
    ...(hasBlock ? [step('write-crontab', 'Take the lines out of the crontab', replaceCrontabBlock(paths.root, ''))] : []),
    ...(Object.keys(files).length === 0 && !hasPingUrl ? [] : [step('remove-schedule', 'Remove the scripts', removeScheduleFolder(paths))])
  ]
}
