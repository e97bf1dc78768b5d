import type { SudoVerb } from '../strategies/systemd/sudo-verbs.ts'
import { renderRule, sudoersFile } from './sudoers.ts'

/** What one user is given on a host: the same whether it is done over SSH or by a printed script. */
export interface Grant {
  readonly user: string
  readonly path: string
  /** In the deploy path, made and owned as it is. */
  readonly folders: readonly string[]
  /** That the user joins. */
  readonly group: 'docker' | undefined
  /** Key in base64, and the line of authorized_keys for it. */
  readonly keys: readonly (readonly [blob: string, line: string])[]
  readonly sudoers: { readonly file: string; readonly title: string; readonly rules: readonly string[] }
  /** The same rights as words. */
  readonly verbs: readonly (readonly string[])[]
}

export interface GrantSource {
  readonly user: string
  readonly path: string
  readonly layout: 'releases' | 'in-place'
  readonly strategy: 'commands' | 'systemd' | 'compose'
  readonly keys: Grant['keys']
  readonly verbs: readonly SudoVerb[]
}

/** Throws RangeError for a command that sudoers cannot name exactly. */
export function makeGrant({ user, path, layout, strategy, keys, verbs }: GrantSource): Grant {
  return {
    user,
    path,
    folders: layout === 'releases' ? [`${path}/shared`] : [],
    group: strategy === 'compose' ? 'docker' : undefined,
    keys,
    sudoers: {
      file: sudoersFile(user, path),
      title: `By deploy-kit init-host, for ${path}: this file is replaced as a whole`,
      rules: verbs.map(renderRule)
    },
    verbs: verbs.map(({ words }) => words)
  }
}
