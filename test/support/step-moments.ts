import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Event, Step } from '../../packages/core/index.ts'

export const moments = ['before', 'during', 'after'] as const
export type Moment = (typeof moments)[number]

export interface StepMoment {
  readonly step: string
  readonly moment: Moment
  /** The deploy path, on this machine. */
  readonly root: string
  readonly runId: string
}

/**
 * Acts once, at a moment of a step: when it is about to be sent, when it has really begun on the host, or when its end was
 * told. A step that is over before anyone could see it begin counts as met.
 */
export function atMoment(at: StepMoment, act: () => void): (event: Event) => void {
  const { step, moment } = at
  let left = true
  const once = (): void => {
    if (left) act()
    left = false
  }
  return (event) => {
    if (!('step' in event) || event.step.id !== step) return
    if (event.type === 'step-finished') once()
    if (event.type !== 'step-started') return
    if (moment === 'before') once()
    if (moment === 'during') watch()

    function watch(): void {
      if (!left) return
      if ('step' in event && hasBegun(event.step, at)) once()
      else setImmediate(watch)
    }
  }
}

/** By what a step leaves on the host when it begins: the process id in its journal, or the folder of the upload. */
function hasBegun(step: Step, { root, runId }: StepMoment): boolean {
  const kit = path.join(root, '.deploy-kit')
  if (step.effect === 'read') return true
  if (step.kind !== 'upload') return existsSync(path.join(kit, 'steps', runId, step.id, 'process'))
  return [path.join(root, 'releases'), path.join(kit, 'trees')].some((folder) => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.partial')))
}
