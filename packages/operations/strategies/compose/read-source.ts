import { DeployKitError, type LocalFiles, type Secret } from '../../../core/index.ts'
import { parseVariables } from '../../tools/env-file.ts'
import { readCarriedImages, type CarriedImages } from './carried-images.ts'
import { normalizePath } from '../../target-inputs.ts'
import { parseComposeFiles, type ComposeService, type ComposeText } from './compose-file.ts'
import { settingsOfCompose, type ComposeSettings, type ComposeValues } from './settings.ts'

/** What a deploy by Compose knows before any host is asked. */
export interface ComposeSource {
  readonly strategy: 'compose'
  readonly settings: ComposeSettings
  readonly services: readonly ComposeService[]
  /** An override file that Compose would read by itself, and that was not named. */
  readonly leftOut: string | undefined
  readonly oneShots: readonly string[]
  /** What stays when releases come and go: shared or protected paths. */
  readonly keptPaths: readonly string[]
  readonly login: RegistryLogin | undefined
  /** Undefined: all images are pulled, or built on the host. */
  readonly carried: CarriedImages | undefined
}

export interface RegistryLogin {
  /** Empty: Docker Hub. */
  readonly registry: string
  readonly username: string
  readonly password: Secret
}

export interface ComposeSourceValues extends ComposeValues {
  readonly source: string
  readonly variables: string | undefined
  readonly 'env-template': string | undefined
  readonly 'compose-files': readonly string[] | undefined
  readonly 'carry-images': readonly string[] | undefined
  readonly 'shared-paths': readonly string[] | undefined
  readonly 'protected-paths': readonly string[] | undefined
  readonly registry: string | undefined
  readonly 'registry-username': string | undefined
  readonly 'registry-password': Secret | undefined
}

const MAIN_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']

/** Throws DK_SOURCE_INVALID, DK_INPUT_INVALID. */
export async function readComposeSource(values: ComposeSourceValues, local: LocalFiles): Promise<ComposeSource> {
  const { services, files } = await readServices(values, local)
  const settings = settingsOfCompose({ ...values, path: normalizePath(values.path) }, files, services)
  requireServices(values, services, files)
  return {
    strategy: 'compose',
    settings,
    services,
    leftOut: values['compose-files'] === undefined ? await findOverride(values, local, files[0] ?? '') : undefined,
    oneShots: values['one-shot'] ?? [],
    keptPaths: [...(values['shared-paths'] ?? []), ...(values['protected-paths'] ?? [])],
    login: readLogin(values),
    carried: await readCarriedImages(values['carry-images'] ?? [], services, { project: settings.project, local })
  }
}

/** What is in the compose files, and their names. Throws DK_SOURCE_INVALID. */
export async function readServices(values: ServiceValues, local: LocalFiles): Promise<{ readonly services: readonly ComposeService[]; readonly files: readonly string[] }> {
  const texts = await readFiles(values, local)
  return { services: parseComposeFiles(texts, await readVariables(values, local)), files: texts.map(({ name }) => name) }
}

type ServiceValues = Pick<ComposeSourceValues, 'source' | 'compose-files' | 'env-template' | 'variables'>

async function readFiles({ source, 'compose-files': named }: ServiceValues, local: LocalFiles): Promise<readonly ComposeText[]> {
  if (named !== undefined) return Promise.all(named.map(async (name) => ({ name, text: await local.readSourceText(source, name) })))
  for (const name of MAIN_FILES) {
    const text = await findText(local, source, name)
    if (text !== undefined) return [{ name, text }]
  }
  throw new DeployKitError('DK_SOURCE_INVALID', {
    message: `The source ${source} has no compose file: none of ${MAIN_FILES.join(', ')} can be read`,
    remedy: 'Name the files in compose-files'
  })
}

async function findText(local: LocalFiles, source: string, name: string): Promise<string | undefined> {
  try {
    return await local.readSourceText(source, name)
  } catch (error) {
    if (error instanceof DeployKitError && error.code === 'DK_SOURCE_INVALID') return undefined
    throw error
  }
}

async function findOverride({ source }: ComposeSourceValues, local: LocalFiles, main: string): Promise<string | undefined> {
  const name = main.replace(/\.(ya?ml)$/, '.override.$1')
  return (await findText(local, source, name)) === undefined ? undefined : name
}

/** What is known here of what Compose will put in: not the secrets. */
async function readVariables(values: ServiceValues, local: LocalFiles): Promise<ReadonlyMap<string, string>> {
  const template = values['env-template'] === undefined ? '' : await local.readText(values['env-template'])
  return new Map([...parseVariables(template, 'The env template'), ...parseVariables(values.variables ?? '', 'variables')])
}

/** A misspelt name would be found in the midst of the cutover. */
function requireServices(values: ComposeSourceValues, services: readonly ComposeService[], files: readonly string[]): void {
  const known = services.map(({ name }) => name)
  const named = [...(values['carry-images'] ?? []), ...(values['one-shot'] ?? []), ...(values['start-first'] ?? []).map((item) => item.replace(/:\d+$/, '')), ...(values.proxy === undefined ? [] : [values.proxy])]
  const unknown = named.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `${files.join(', ')} ${files.length > 1 ? 'have' : 'has'} no service ${unknown.join(', ')}; there are ${known.join(', ')}`,
    remedy: 'Correct carry-images, one-shot, start-first or proxy'
  })
}

function readLogin({ registry = '', 'registry-username': username, 'registry-password': password }: ComposeSourceValues): RegistryLogin | undefined {
  if (username === undefined && password === undefined) return undefined
  if (username !== undefined && password !== undefined) return { registry, username, password }
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: `registry-${username === undefined ? 'username' : 'password'} is missing`,
    remedy: 'Give registry-username and registry-password, or neither'
  })
}
