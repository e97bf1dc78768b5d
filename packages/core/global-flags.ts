import type { Flag } from './flags.ts'

type GlobalFlagOptions = { readonly placeholder?: string; readonly short?: string; readonly default?: string }

function globalFlag(name: string, description: string, options: GlobalFlagOptions = {}): Flag {
  return { name, description, group: 'Every command', required: false, repeatable: false, negatable: false, isFile: false, ...options }
}

/** The flags that every command has besides those of its inputs. */
export const globalFlags: readonly Flag[] = [
  globalFlag('plan', 'Show what would be done and its hash. The hosts are really read; every write is refused.'),
  globalFlag('approved-hash', 'Only go on when the plan still has this hash: nothing has changed since.', { placeholder: 'HASH' }),
  globalFlag('yes', 'Do not ask before a destructive operation. Needed where there is no terminal.', { short: 'y' }),
  globalFlag('config', 'The configuration file.', { placeholder: 'FILE', default: 'deploy-kit.yml, when there is one' }),
  globalFlag('environment', 'The section of the configuration file that comes before its top level.', { placeholder: 'NAME', short: 'e' }),
  globalFlag('json', 'Print one JSON document {plan, report, error} on standard output; everything else goes to standard error.'),
  globalFlag('log-file', 'Add a line `[2026-01-31 15:30:00] ...` (UTC) to this file for everything that happens.', { placeholder: 'FILE' }),
  globalFlag('verbose', 'Also show DEBUG lines, and for a failure the chain of causes.', { short: 'v' }),
  globalFlag('quiet', 'Only show warnings, errors and the result.', { short: 'q' }),
  globalFlag('version', 'Print the version.'),
  globalFlag('help', 'Print this help.', { short: 'h' })
]
