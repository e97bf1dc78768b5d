import { parseInputs, type AnyOperation, type ConnectionSettings, type InputDefinitions, type InputSource, type InputValues, type LocalFiles } from '../core/index.ts'
import { actionInputs, operations, readConfigSources, readConnection } from '../operations/index.ts'
import { deriveMasks, deriveUrlMasks, maskSecrets } from './masking.ts'
import { readActionInputs } from './runner-environment.ts'
import type { Runner } from './runner.ts'

export type FrontValues = InputValues<typeof actionInputs>

export interface ActionValues {
  /** What only the front end needs. */
  readonly front: FrontValues
  /** The values of the operation's own inputs. */
  readonly values: Readonly<Record<string, unknown>>
  readonly connection: ConnectionSettings
}

export interface ValuesRequest {
  readonly operation: AnyOperation
  readonly runner: Runner
  readonly local: LocalFiles
}

/**
 * The inputs of the step, then those of the configuration file. Every secret among them, and what can be derived from
 * it, is masked before anything else is done with it.
 * Throws DK_INPUT_INVALID or DK_CONFIG_INVALID with all problems.
 */
export async function readActionValues(request: ValuesRequest): Promise<ActionValues> {
  return readValuesFrom(readActionInputs(request.runner.env), request)
}

/** The same for another operation on the same hosts: inputs that it does not have are passed over. */
export async function readRelatedValues(request: ValuesRequest, more: Readonly<Record<string, string>>): Promise<ActionValues> {
  const names = [...Object.keys(actionInputs), ...Object.keys(request.operation.inputs)]
  const given = readActionInputs(request.runner.env)
  const texts = Object.fromEntries(Object.entries(given.texts).filter(([name]) => names.includes(name)))
  return readValuesFrom({ ...given, texts: { ...texts, ...more } }, request)
}

async function readValuesFrom(given: InputSource, request: ValuesRequest): Promise<ActionValues> {
  const own: InputDefinitions = request.operation.inputs
  const definitions: InputDefinitions = { ...own, ...actionInputs }
  maskSource(given, definitions, request.runner)
  const known = readKnownVariables(own, request.runner.env)
  maskSource(known, definitions, request.runner)
  const config = await readConfig(given, request)
  for (const source of config) maskSource(source, definitions, request.runner)

  // All together first, so that wrong inputs of every kind are told at once.
  const sources = [given, known, ...config]
  const all: Readonly<Record<string, unknown>> = parseInputs(definitions, sources)
  return {
    front: parseInputs(actionInputs, keepNames(sources, Object.keys(actionInputs))),
    values: Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(own, name))),
    connection: readConnection(own, sources)
  }
}

/** What other tools have put into the environment of the job (`aws-actions/configure-aws-credentials`). */
function readKnownVariables(own: InputDefinitions, env: Runner['env']): InputSource {
  const found = Object.entries(own).map(([name, { variable }]) => [name, variable === undefined ? '' : (env[variable] ?? '')] as const)
  return { texts: Object.fromEntries(found.filter(([, text]) => text !== '')), describe: (name) => own[name]?.variable ?? name }
}

function maskSource(source: InputSource, definitions: InputDefinitions, runner: Runner): void {
  for (const [name, text] of Object.entries(source.texts)) {
    maskSecrets(definitions[name]?.kind === 'secret' ? deriveMasks(text) : deriveUrlMasks(text), runner.write)
  }
}

function readConfig(given: InputSource, { operation, runner, local }: ValuesRequest): Promise<readonly InputSource[]> {
  const present = (name: string): string | undefined => given.texts[name]?.trim() || undefined
  return readConfigSources({
    local,
    operations,
    definitions: operation.inputs,
    path: present('config'),
    environment: present('environment'),
    variables: runner.env,
    given: Object.keys(given.texts).filter((name) => present(name) !== undefined)
  })
}

function keepNames(sources: readonly InputSource[], names: readonly string[]): readonly InputSource[] {
  return sources.map((source) => ({ ...source, texts: Object.fromEntries(Object.entries(source.texts).filter(([name]) => names.includes(name))) }))
}
