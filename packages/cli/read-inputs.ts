import path from 'node:path'
import {
  DeployKitError,
  parseInputs,
  renderVariableName,
  type AnyOperation,
  type ConnectionSettings,
  type InputDefinitions,
  type InputSource,
  type LocalFiles
} from '../core/index.ts'
import { operations, readConfigSources, readConnection } from '../operations/index.ts'
import type { CommandLine } from './command-line.ts'

export interface InputRequest {
  readonly operation: AnyOperation
  readonly commandLine: CommandLine
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly local: LocalFiles
}

export interface OperationInputs {
  readonly values: Readonly<Record<string, unknown>>
  readonly connection: ConnectionSettings
}

/**
 * The values of an operation's inputs. Precedence: flags, the variables of secrets, the configuration file, what
 * `ssh` itself would use on this machine (known_hosts, the agent), defaults.
 */
export async function readInputs(request: InputRequest): Promise<OperationInputs> {
  const { operation, commandLine, variables, local } = request
  const { texts, files, globals } = commandLine
  const told: readonly InputSource[] = [
    { texts, describe: (name) => `--${name}` },
    { texts: await readFiles(files, local), describe: (name) => files[name]?.flag ?? name },
    { texts: findSecretVariables(request), describe: (name) => renderVariableName(name, operation.inputs[name]) }
  ]
  await requireConfigFile(request)
  const config = await readConfigSources({
    local,
    operations,
    variables,
    path: globals.config,
    environment: globals.environment,
    definitions: operation.inputs,
    given: told.flatMap((source) => Object.keys(source.texts))
  })
  const sources = [...told, ...config, await findMachineDefaults(request, [...told, ...config])]
  const definitions: InputDefinitions = operation.inputs
  return { values: parseInputs(definitions, sources), connection: readConnection(definitions, sources) }
}

async function readFiles(files: CommandLine['files'], local: LocalFiles): Promise<Readonly<Record<string, string>>> {
  const read = Object.entries(files).map(async ([name, file]) => [name, await readFile(file, local)] as const)
  return Object.fromEntries(await Promise.all(read))
}

async function readFile({ path: file, flag }: { readonly path: string; readonly flag: string }, local: LocalFiles): Promise<string> {
  const refuse = (problem: string, cause?: unknown): DeployKitError =>
    new DeployKitError('DK_INPUT_INVALID', {
      message: `Wrong flag: ${flag} ${file} ${problem}`,
      remedy: 'Correct the path; nothing has been changed',
      cause
    })
  if ((await local.exists(file)) !== 'file') throw refuse('is not a file')
  const text = await local.readText(file).catch((error: unknown) => {
    throw refuse('cannot be read', error)
  })
  if (text.trim() === '') throw refuse('is empty')
  // The final newline that every editor adds is not part of a passphrase; a key of several lines keeps its own.
  return text.trimEnd().includes('\n') ? text : text.replace(/\r?\n$/, '')
}

function findSecretVariables({ operation, variables }: InputRequest): Readonly<Record<string, string>> {
  const names = Object.keys(operation.inputs).filter((name) => operation.inputs[name]?.kind === 'secret')
  const found = names.map((name) => [name, variables[renderVariableName(name, operation.inputs[name])] ?? ''] as const)
  return Object.fromEntries(found.filter(([, text]) => text !== ''))
}

/** An environment is a section of the file: without the file, "staging" could silently mean whatever the flags say. */
async function requireConfigFile({ commandLine, local }: InputRequest): Promise<void> {
  const { environment, config } = commandLine.globals
  if (environment === undefined || config !== undefined || (await local.exists('deploy-kit.yml')) === 'file') return
  throw new DeployKitError('DK_CONFIG_INVALID', {
    message: `The environment ${environment} is asked for, but there is no deploy-kit.yml in the working folder`,
    remedy: 'Go to the folder that holds it, or give --config FILE, or leave --environment out'
  })
}

/** The key in ~/.ssh is not used by itself: which key opens a server should be said, or be the agent's business. */
async function findMachineDefaults({ operation, variables, local }: InputRequest, sources: readonly InputSource[]): Promise<InputSource> {
  const isGiven = (name: string): boolean => sources.some((source) => (source.texts[name] ?? '').trim() !== '')
  const isOpen = (name: string, instead: string): boolean => Object.hasOwn(operation.inputs, name) && !isGiven(name) && !isGiven(instead)
  const texts: Record<string, string> = {}
  const agent = variables['SSH_AUTH_SOCK'] ?? ''
  if (agent !== '' && isOpen('agent-socket', 'private-key')) texts['agent-socket'] = agent
  const knownHosts = path.join(variables['HOME'] ?? '/', '.ssh', 'known_hosts')
  if (isOpen('known-hosts', 'fingerprint') && (await local.exists(knownHosts)) === 'file') {
    texts['known-hosts'] = await local.readText(knownHosts)
  }
  return { texts, describe: (name) => (name === 'known-hosts' ? knownHosts : 'SSH_AUTH_SOCK') }
}
