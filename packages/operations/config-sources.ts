import { DeployKitError, type AnyOperation, type InputDefinitions, type InputSource, type LocalFiles } from '../core/index.ts'
import { listConfigKeys, parseConfigFile } from './config-file.ts'

export interface ConfigRequest {
  readonly local: LocalFiles
  /** As the user gave it; absent: `deploy-kit.yml` in the working folder, when there is one. */
  readonly path: string | undefined
  /** The section to use. Without any file it is only a name (of a GitHub Deployment, for example). */
  readonly environment: string | undefined
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly definitions: InputDefinitions
  /** Names of inputs that are already set. */
  readonly given: readonly string[]
  /** All operations: the file may hold inputs of each. */
  readonly operations: Readonly<Record<string, () => Promise<AnyOperation>>>
}

const DEFAULT_PATH = 'deploy-kit.yml'

/**
 * The inputs of the configuration file, in order of precedence; none when there is no file and none was asked for.
 * Throws DK_CONFIG_INVALID when a file that was asked for is not there, or is wrong.
 */
export async function readConfigSources(request: ConfigRequest): Promise<readonly InputSource[]> {
  const file = request.path ?? DEFAULT_PATH
  if ((await request.local.exists(file)) !== 'file') {
    if (request.path === undefined) return []
    throw new DeployKitError('DK_CONFIG_INVALID', {
      message: `There is no configuration file ${file}`,
      remedy: 'Correct its path, or leave it out'
    })
  }
  const text = await request.local.readText(file)
  const { environment, variables, definitions, given } = request
  return parseConfigFile(text, { file, environment, variables, definitions, given, otherNames: await findOtherNames(text, request) })
}

/** The other operations are loaded only when the file has keys that this one does not know. */
async function findOtherNames(text: string, { definitions, operations }: ConfigRequest): Promise<readonly string[]> {
  if (listConfigKeys(text).every((key) => Object.hasOwn(definitions, key))) return []
  const all = await Promise.all(Object.values(operations).map((load) => load()))
  return all.flatMap(({ inputs }) => Object.keys(inputs).filter((name) => inputs[name]?.isTyped === false))
}
