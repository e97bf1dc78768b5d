import { query, script, type LocalFiles, type Problem, type Query, type RunStep, type Table } from '../../core/index.ts'
import type { SshDeployValues } from '../ssh-deploy/inputs.ts'
import type { ReleasePlace } from '../tools/command-place.ts'
import type { Release } from '../tools/release-manifest.ts'
import { settingsOfCommands } from './commands.ts'
import type { StrategySettings } from './strategy.ts'

/** What the strategy of a deploy is, besides the values of its inputs: read from the machine that runs deploy-kit. */
export interface StrategySource {
  readonly settings: StrategySettings
}

/** What a host has of what the strategy works with. */
export interface StrategyFacts {
  readonly strategy: 'commands'
}

/** What the strategy adds to a deploy on one host. */
export interface StrategyPlan {
  /** In the release's final folder, before the after-upload hook. */
  readonly prepare: readonly RunStep[]
  /** After another release has been confirmed and the old one is retired. */
  readonly finish: readonly RunStep[]
  readonly tables: readonly Table[]
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

export interface StrategyTarget {
  readonly host: string
  readonly place: ReleasePlace
  readonly live: Release | undefined
}

/** Throws DK_SOURCE_INVALID, DK_INPUT_INVALID. */
export function readStrategySource(values: SshDeployValues, _local: LocalFiles): Promise<StrategySource> {
  return Promise.resolve({ settings: settingsOfCommands(values) })
}

export function askStrategy(_source: StrategySource): Query<StrategyFacts> {
  return query(script(':'), () => ({ strategy: 'commands' }))
}

export function planStrategy(_source: StrategySource, _facts: StrategyFacts, _target: StrategyTarget): StrategyPlan {
  return { prepare: [], finish: [], tables: [], notes: [], problems: [] }
}

