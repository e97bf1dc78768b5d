import { isDeepStrictEqual } from 'node:util'
import type { Scenario } from './fault-stage.ts'
import type { Moment } from './step-moments.ts'

/** What goes wrong, and at which moment of a step. A disk is full from the beginning of the step on. */
export type Fault =
  | { readonly kind: 'cut' | 'killed'; readonly moment: Moment }
  | { readonly kind: 'no space' | 'no inodes' }

/** To be killed before a step is to be killed after the one before it: nothing is sent in between. */
export const faults: readonly Fault[] = [
  ...(['before', 'during', 'after'] as const).map((moment) => ({ kind: 'cut', moment }) as const),
  ...(['during', 'after'] as const).map((moment) => ({ kind: 'killed', moment }) as const),
  { kind: 'no space' },
  { kind: 'no inodes' }
]

/** One run with a fault in it. */
export interface FaultCell {
  readonly scenario: Scenario
  /** Of the plan, in order. */
  readonly planned: readonly string[]
  /** Where the fault is; several only for cut connections: then there is one at each of them. */
  readonly steps: readonly string[]
  readonly fault: Fault
}

export interface CellResult {
  /** `old` or `new`: which release was whole when everything had come to rest. */
  readonly live: string
  /** How long that took from the fault on. */
  readonly wholeAfter: string
  /** What was not as it has to be. */
  readonly problems: readonly string[]
}

export function nameFault(fault: Fault): string {
  return 'moment' in fault ? `${fault.kind} ${fault.moment}` : fault.kind
}

export function nameCell({ scenario, steps, fault }: FaultCell): string {
  return `${scenario}, ${nameFault(fault)} ${steps.length === 1 ? steps[0] : 'every step'}`
}

/** What the application notes of a step that was run; undefined where it notes nothing. */
export function traceOf(step: string): string | undefined {
  if (step === 'restart') return 'restart new'
  return ['before-upload', 'after-upload', 'before-cutover', 'after-cutover'].includes(step) ? step : undefined
}

export const tracesOf = (steps: readonly string[]): readonly string[] => steps.map(traceOf).filter((trace) => trace !== undefined)

/** What the way back runs; nothing unless the switch had begun. */
function traceBack({ scenario }: FaultCell): readonly string[] {
  return scenario === 'first deploy' ? ['stop'] : ['restart old']
}

export interface Aftermath {
  readonly live: 'old' | 'new'
  /** What was run, once each and in order, until the host had come to rest. */
  readonly ran: readonly string[]
  /** The guard of the dead run went back. */
  readonly wentBack: boolean
}

/**
 * What a runner leaves that is killed. Its last step, once begun, ends by itself; a guard that was armed and not disarmed
 * goes back.
 */
export function expectAftermath(cell: FaultCell): Aftermath {
  const { planned, steps, fault } = cell
  const at = planned.indexOf(steps[0] ?? '')
  const begun = planned.slice(0, 'moment' in fault && fault.moment === 'before' ? at : at + 1)
  const isConfirmed = begun.includes('confirm')
  const wentBack = begun.includes('arm-guard') && !isConfirmed
  const back = wentBack ? [...(begun.includes('switch') ? traceBack(cell) : []), 'on-failure'] : []
  return { live: isConfirmed ? 'new' : 'old', ran: [...tracesOf(begun), ...back], wentBack }
}

/** All that a run may have run that failed after it had come to a step: nobody knows how far exactly. */
export function listFailedTraces(cell: FaultCell): readonly (readonly string[])[] {
  const all = tracesOf(cell.planned)
  const sure = tracesOf(cell.planned.slice(0, cell.planned.indexOf(cell.steps[0] ?? ''))).length
  const starts = Array.from({ length: all.length - sure + 1 }, (_, index) => all.slice(0, sure + index))
  return starts.flatMap((start) => [[...start, 'on-failure'], [...start, ...traceBack(cell), 'on-failure']])
}

/** Collects what differs from what has to be. */
export class Findings {
  readonly problems: string[] = []
  /** What explains problems. */
  readonly notes: string[] = []

  same(what: string, found: unknown, wanted: unknown): void {
    if (!isDeepStrictEqual(found, wanted)) this.problems.push(`${what}: ${show(found)} instead of ${show(wanted)}`)
  }

  oneOf(what: string, found: unknown, wanted: readonly unknown[]): void {
    if (!wanted.some((each) => isDeepStrictEqual(found, each))) this.problems.push(`${what}: ${show(found)} is none of ${wanted.map(show).join(', ')}`)
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
