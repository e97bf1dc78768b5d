import { query, script, type LocalFiles, type Query } from '../../core/index.ts'
import type { SshDeployValues } from '../ssh-deploy/inputs.ts'
import type { HostPaths } from '../tools/host-paths.ts'
import { settingsOfCommands, type CommandsSettings } from './commands.ts'
import { askCompose, type ComposeFacts } from './compose/observe.ts'
import { planCompose } from './compose/plan.ts'
import { readComposeSource, type ComposeSource } from './compose/read-source.ts'
import type { StrategyPlan, StrategyTarget } from './strategy-plan.ts'
import { askSystemd, type SystemdFacts } from './systemd/observe.ts'
import { planSystemd } from './systemd/plan.ts'
import { readSystemdSource, type SystemdSource } from './systemd/read-source.ts'

/** What the strategy of a deploy is, besides the values of its inputs: read from the machine that runs deploy-kit. */
export type StrategySource = CommandsSource | SystemdSource | ComposeSource

export interface CommandsSource {
  readonly strategy: 'commands'
  readonly settings: CommandsSettings
}

/** What a host has of what the strategy works with. */
export type StrategyFacts = { readonly strategy: 'commands' } | SystemdFacts | ComposeFacts

const NOTHING: StrategyPlan = { prepare: [], finish: [], tables: [], notes: [], problems: [], differs: false }

/** Throws DK_SOURCE_INVALID, DK_INPUT_INVALID. */
export async function readStrategySource(values: SshDeployValues, local: LocalFiles): Promise<StrategySource> {
  switch (values.strategy) {
    case 'commands':
      return { strategy: 'commands', settings: settingsOfCommands(values) }
    case 'systemd':
      return readSystemdSource(values, local)
    case 'compose':
      return readComposeSource(values, local)
  }
}

export function askStrategy(source: StrategySource, paths: HostPaths): Query<StrategyFacts> {
  switch (source.strategy) {
    case 'commands':
      return query(script(':'), () => ({ strategy: 'commands' }))
    case 'systemd':
      return askSystemd(source, paths)
    case 'compose':
      return askCompose(source, paths)
  }
}

export function planStrategy(source: StrategySource, facts: StrategyFacts, target: StrategyTarget): StrategyPlan {
  if (source.strategy === 'systemd' && facts.strategy === 'systemd') return planSystemd(source, facts, target)
  return source.strategy === 'compose' && facts.strategy === 'compose' ? planCompose(source, facts, target) : NOTHING
}
