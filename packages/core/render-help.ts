import { exitCodes } from './error-catalogue.ts'
import { renderFlags, type Flag } from './flags.ts'
import { globalFlags } from './global-flags.ts'
import type { AnyOperation } from './operation.ts'
import { padText, textWidth, wrapText } from './text-width.ts'

/** One command in the overview. */
export interface CommandSummary {
  readonly name: string
  readonly summary: string
}

const WIDTH = 100
const GROUPS = ['Source', 'Target', 'Connection', 'Environment', 'Commands', 'Strategy', 'Health', 'Backup', 'Behaviour', 'Every command'] as const

/** `deploy-kit --help`: all commands, what every command understands, exit codes. */
export function renderOverview(commands: readonly CommandSummary[]): string {
  const width = Math.max(...commands.map(({ name }) => textWidth(name)))
  return joinParts([
    'deploy-kit: from a commit to running servers, and back',
    'Usage: deploy-kit <command> [flags]\n       deploy-kit <command> --help',
    ['Commands', ...commands.flatMap(({ name, summary }) => renderHanging(`  ${padText(name, width)}  `, summary))].join('\n'),
    renderFlagGroups(globalFlags),
    PRECEDENCE,
    renderExitCodes()
  ])
}

/** `deploy-kit <command> --help`. */
export function renderCommandHelp(operation: AnyOperation): string {
  const flags = [...renderFlags(operation.inputs), ...globalFlags.filter((flag) => !Object.hasOwn(operation.inputs, flag.name))]
  return joinParts([
    wrapText(`deploy-kit ${operation.name}: ${operation.summary}`, WIDTH).join('\n'),
    `Usage: deploy-kit ${operation.name} [flags]`,
    renderExamples(operation),
    renderFlagGroups(flags),
    PRECEDENCE,
    ...(operation.danger === 'destructive' ? [`This command asks before it begins; in a script, give ${describeAgreement(operation)}.`] : []),
    renderExitCodes()
  ])
}

function describeAgreement({ inputs, replacesData }: AnyOperation): string {
  if (!Object.hasOwn(inputs, 'confirm')) return '--yes'
  return replacesData === undefined ? '--yes and --confirm NAME' : '--yes, and --confirm NAME where it replaces data'
}

const PRECEDENCE = [
  'A flag comes before the section of the environment in deploy-kit.yml, which comes before its top level, which comes',
  'before the default. A flag that may be repeated has one item each time; given once, most take several between commas.'
].join('\n')

function renderExamples({ examples }: AnyOperation): string {
  const lines = examples.flatMap(({ command, does }) => ['', ...renderHanging('  # ', capitalize(does), '  # '), `  deploy-kit ${command}`])
  return lines.length === 0 ? '' : ['Examples', ...lines.slice(1)].join('\n')
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function renderFlagGroups(flags: readonly Flag[]): string {
  return GROUPS.map((group) => {
    const members = flags.filter((flag) => flag.group === group)
    return members.length === 0 ? '' : [group, ...members.flatMap(renderFlagLines)].join('\n')
  })
    .filter((part) => part !== '')
    .join('\n\n')
}

function renderFlagLines(flag: Flag): readonly string[] {
  const short = flag.short === undefined ? '' : `, -${flag.short}`
  const value = flag.placeholder === undefined ? '' : ` ${flag.placeholder}`
  const marks = [...(flag.required ? ['required'] : []), ...(flag.repeatable ? ['may be repeated'] : [])]
  const head = `  --${flag.negatable ? '[no-]' : ''}${flag.name}${short}${value}${marks.length === 0 ? '' : `  (${marks.join(', ')})`}`
  const notes = [
    ...(flag.isFile ? [`${flag.description} Given as a file.`] : [flag.description]),
    ...(flag.variable === undefined ? [] : [`Or in the environment variable ${flag.variable}.`])
  ]
  const values = [
    ...(flag.default === undefined ? [] : [`Default: ${flag.default}`]),
    ...(flag.example === undefined || flag.example === flag.default ? [] : [`Example: ${flag.example}`])
  ]
  return [head, ...[notes.join(' '), ...values].flatMap((line) => renderHanging('      ', line))]
}

function renderExitCodes(): string {
  const rows = Object.entries(exitCodes).flatMap(([code, meaning]) => renderHanging(`  ${code.padStart(3)}  `, meaning))
  return ['Exit codes', ...rows].join('\n')
}

/** The first line after `head`, the others below it, each after `indent`. */
function renderHanging(head: string, text: string, indent = ' '.repeat(textWidth(head))): readonly string[] {
  return wrapText(text, WIDTH - indent.length).map((line, index) => (index === 0 ? head : indent) + line)
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
