import { askProgram, runProgram, type ProgramAnswer, type ProgramOptions } from './run-program.ts'

export function docker(words: readonly string[], options: ProgramOptions = {}): Promise<string> {
  return runProgram(['docker', ...words], options)
}

export function askDocker(words: readonly string[], options: ProgramOptions = {}): Promise<ProgramAnswer> {
  return askProgram(['docker', ...words], options)
}

type Kind = 'container' | 'image' | 'network' | 'volume'

/** A value of a container, image, network or volume by a Go template; undefined when there is no such thing. */
export async function inspect(name: string, template: string, kind: Kind = 'container'): Promise<string | undefined> {
  const { code, stdout } = await askDocker([kind, 'inspect', '--format', template, name])
  return code === 0 ? stdout.trim() : undefined
}

/** Names or ids, one a line in what docker prints. */
export async function list(words: readonly string[]): Promise<readonly string[]> {
  return (await docker(words)).split('\n').filter((line) => line !== '')
}
