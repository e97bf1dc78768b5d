import type { CarryImageStep, Problem, RunStep, Table, Tree } from '../../core/index.ts'
import type { Release } from '../tools/release-manifest.ts'
import type { HostPlace } from './control.ts'

/** What the strategy adds to a deploy on one host. */
export interface StrategyPlan {
  /** In the release's final folder, before the after-upload hook. */
  readonly prepare: readonly (RunStep | CarryImageStep)[]
  /** At the very end, when old releases have been removed. */
  readonly finish: readonly RunStep[]
  readonly tables: readonly Table[]
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
  /** What is installed is not what the release brings: then there is something to deploy, although its files are live. */
  readonly differs: boolean
}

export interface StrategyTarget {
  readonly host: string
  readonly place: HostPlace
  readonly live: Release | undefined
  /** How long a build may take. */
  readonly buildSeconds: number
  /** How long something may take on its way to the host. */
  readonly uploadSeconds: number
  /** What the release brings. */
  readonly tree: Tree
}
