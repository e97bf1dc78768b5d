import { constants } from 'node:os'

/** SIGTERM for 143: how a shell tells that a command was ended by a signal. Undefined for every other exit code. */
export function readSignal(exitCode: number): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number)?.[0]
}
