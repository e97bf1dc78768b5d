import { exec, type InputValues } from '../../core/index.ts'
import type { cutoverInputs } from '../cutover-inputs.ts'
import { commandPlace, type ReleasePlace } from '../tools/command-place.ts'
import type { Action, Control } from './control.ts'

/** The application is started and stopped by commands of the user's. */
export interface CommandsSettings {
  readonly strategy: 'commands'
  readonly restart: readonly string[] | undefined
  readonly stop: readonly string[] | undefined
  readonly timeoutSeconds: number
}

export function settingsOfCommands(values: Pick<InputValues<typeof cutoverInputs>, 'restart-command' | 'stop-command' | 'command-timeout'>): CommandsSettings {
  return {
    strategy: 'commands',
    restart: values['restart-command'],
    stop: values['stop-command'],
    timeoutSeconds: values['command-timeout']
  }
}

export function controlByCommands({ restart, stop, timeoutSeconds }: CommandsSettings, place: ReleasePlace): Control {
  const action = (word: string, argv: readonly string[] | undefined): Action | undefined =>
    argv === undefined ? undefined : { title: `${word}: ${argv.join(' ')}`, command: exec(argv, commandPlace(place)) }
  return {
    strategy: 'commands',
    startBeside: undefined,
    activate: action('Restart', restart),
    deactivate: action('Stop', stop),
    checksBeside: () => [],
    withdraw: undefined,
    retire: undefined,
    keepsOther: false,
    checks: [],
    services: undefined,
    evidence: [],
    running: undefined,
    logs: () => [],
    timeoutSeconds
  }
}
