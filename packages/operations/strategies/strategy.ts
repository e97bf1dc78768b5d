import type { ReleasePlace } from '../tools/command-place.ts'
import { controlByCommands, type CommandsSettings } from './commands.ts'
import type { Control } from './control.ts'

/**
 * How the application of a release is run: a closed set. The settings are kept with the release, so that going back to it
 * needs nothing but its record.
 */
export type StrategySettings = CommandsSettings

export function controlOf(settings: StrategySettings, place: ReleasePlace): Control {
  return controlByCommands(settings, place)
}

/** A release is run as it was recorded; the given settings serve one without a record, or what was not recorded. */
export function recordedStrategy(recorded: StrategySettings | undefined, given: StrategySettings): StrategySettings {
  if (recorded === undefined) return given
  return { ...recorded, restart: recorded.restart ?? given.restart, stop: recorded.stop ?? given.stop }
}
