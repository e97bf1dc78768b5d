import { controlByCommands, type CommandsSettings } from './commands.ts'
import { controlByCompose } from './compose/control.ts'
import type { ComposeSettings } from './compose/settings.ts'
import type { Control, HostPlace } from './control.ts'
import { controlBySystemd } from './systemd/control.ts'
import type { SystemdSettings } from './systemd/settings.ts'

/**
 * How the application of a release is run: a closed set. The settings are kept with the release, so that going back to it
 * needs nothing but its record.
 */
export type StrategySettings = CommandsSettings | SystemdSettings | ComposeSettings

export function controlOf(settings: StrategySettings, place: HostPlace): Control {
  switch (settings.strategy) {
    case 'commands':
      return controlByCommands(settings, place)
    case 'systemd':
      return controlBySystemd(settings, place)
    case 'compose':
      return controlByCompose(settings, place)
  }
}

/** A release is run as it was recorded; the given settings serve one without a record, or what was not recorded. */
export function recordedStrategy(recorded: StrategySettings | undefined, given: StrategySettings): StrategySettings {
  if (recorded?.strategy !== 'commands' || given.strategy !== 'commands') return recorded ?? given
  return { ...recorded, restart: recorded.restart ?? given.restart, stop: recorded.stop ?? given.stop }
}
