import { DeployKitError, query, script, type Answer, type Observer, type Query } from '../../core/index.ts'
import { nameUsers } from '../connection-inputs.ts'
import { scheduleVerbs } from '../schedule/timer-files.ts'
import { readSudoVerbs } from '../strategies/systemd/read-verbs.ts'
import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'
import { normalizePath } from '../target-inputs.ts'
import { hostPaths } from '../tools/host-paths.ts'
import { listForwards } from './forwards.ts'
import { makeGrant, type Grant } from './grant.ts'
import type { InitHostValues } from './inputs.ts'
import { AS_ROOT_PROGRAM, LOOK_PROGRAM } from './programs.ts'
import { parsePublicKey, renderAuthorizedKey } from './public-keys.ts'

export interface InitHostFacts {
  readonly hosts: readonly HostGrant[]
}

export interface HostGrant {
  readonly host: string
  readonly grant: Grant
  /** Undefined: nobody was asked, for a script is to be printed. */
  readonly found: HostFound | 'not-root' | undefined
}

export interface HostFound {
  readonly tools: readonly string[]
  readonly account: { readonly shell: string } | undefined
  readonly groups: readonly string[]
  readonly hasDockerGroup: boolean
  readonly authorizedKeys: string
  /** Owner and mode of the folder of the keys and of their file: `deploy 700 deploy 600`; empty where there is none. */
  readonly keyModes: string
  /** Settings of sshd that say who is let in, one value each. */
  readonly sshd: readonly { readonly option: string; readonly value: string }[]
  /** The nearest folder above the deploy path that there is, or the path itself. */
  readonly nearest: string
  readonly folders: readonly { readonly folder: string; readonly owner: string; readonly ids: string }[]
  /** Something that is no folder is at the deploy path. */
  readonly isTaken: boolean
  readonly sudoers: string
  /** Programs of the rules that the host does not have. */
  readonly missing: readonly string[]
  /** What the file of sudoers should be; empty: there should be none. */
  readonly wanted: string
}

/** Who may install units can become root: only where the user can anyway. A path with blanks cannot be named exactly: then cron does it. */
function verbsOfSchedule({ components, strategy, path, layout }: InitHostValues): readonly SudoVerb[] {
  return components === undefined || strategy === 'commands' || /\s/.test(path) ? [] : scheduleVerbs(hostPaths(normalizePath(path), layout))
}

const USER = /^[a-z_][a-z0-9_-]{0,31}$/

/** Throws DK_INPUT_INVALID, DK_SOURCE_INVALID. */
export async function observeInitHost(values: InitHostValues, observer: Observer): Promise<InitHostFacts> {
  const users = nameUsers(values)
  requireUsers(Object.values(users))
  const verbs = [...(values.strategy === 'systemd' ? await readSudoVerbs(values, observer.local) : []), ...verbsOfSchedule(values)]
  const forwards = listForwards(values)
  const keys = (values['public-key'] ?? []).map(parsePublicKey).map((key) => [key.blob, renderAuthorizedKey(key, forwards)] as const)
  const grantTo = (user: string): Grant => orRefuse(() => makeGrant({ ...values, user, path: normalizePath(values.path), keys, verbs }))
  const grants = observer.hosts.map((host) => ({ host, grant: grantTo(users[host] ?? values.user) }))
  return {
    hosts: await Promise.all(grants.map(async ({ host, grant }) => ({ host, grant, found: values.print ? undefined : await observer.ask(host, lookAt(grant)) })))
  }
}

function requireUsers(users: readonly string[]): void {
  const wrong = users.find((user) => !USER.test(user) || user === 'root')
  if (wrong === undefined) return
  throw new DeployKitError('DK_INPUT_INVALID', {
    message: wrong === 'root' ? 'The deploy user would be root: `host` names the user that deploys will log in as' : `The deploy user cannot be called ${wrong}: small letters, digits, - and _`,
    remedy: 'Write --host deploy@web1 --login-user root: it logs in as root, and makes deploy'
  })
}

function orRefuse(make: () => Grant): Grant {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DeployKitError('DK_INPUT_INVALID', { message: `The rights cannot be written down: ${error.message}`, remedy: 'Use a path and names without such signs', cause: error })
  }
}

function lookAt({ user, path, sudoers }: Grant): Query<HostFound | 'not-root'> {
  return query(script(AS_ROOT_PROGRAM, [LOOK_PROGRAM, user, path, sudoers.file, sudoers.title, ...sudoers.rules]), parseFound)
}

function parseFound({ stdout }: Answer): HostFound | 'not-root' {
  const lines = stdout.split('\n').map((line) => line.split('\t'))
  const fieldsOf = (word: string): readonly (readonly string[])[] => lines.filter(([first]) => first === word).map(([, ...fields]) => fields)
  const first = (word: string, at = 0): string | undefined => fieldsOf(word)[0]?.[at]
  const decode = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8')
  const shell = first('account', 1)
  if (first('looked') === undefined) return 'not-root'
  return {
    tools: fieldsOf('tool').flatMap(([tool]) => tool ?? []),
    account: shell === undefined ? undefined : { shell },
    groups: fieldsOf('member').flatMap(([group]) => group ?? []),
    hasDockerGroup: first('docker') !== undefined,
    authorizedKeys: decode(first('keys')),
    keyModes: first('keys', 1) ?? '',
    sshd: fieldsOf('sshd').flatMap(([option = '', values = '']) => values.split(' ').map((value) => ({ option, value }))),
    nearest: first('nearest') ?? '/',
    folders: fieldsOf('folder').map(([folder = '', owner = '', ids = '']) => ({ folder, owner, ids })),
    isTaken: first('other') !== undefined,
    sudoers: decode(first('sudoers')),
    missing: [...new Set(fieldsOf('missing').flatMap(([program]) => program ?? []))],
    wanted: decode(first('wanted'))
  }
}
