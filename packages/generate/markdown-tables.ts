import {
  exitCodes,
  renderFlags,
  renderInputExample,
  type AnyOperation,
  type InputDefinitions,
  type OutputDefinition
} from '../core/index.ts'

/** A table of GitHub-flavoured Markdown (spec section 4.10). Cells are one line; pipes in them are escaped. */
export function renderMarkdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`
  return [line(columns), `|${columns.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

/** Inputs in the order of their groups, as an action or the configuration file names them. */
export function renderInputsTable(inputs: InputDefinitions): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.kind === 'choice' ? input.choices.map((word) => `\`${word}\``).join(', ') : input.kind,
    input.required ? '**required**' : input.default === undefined ? '' : `\`${input.default}\``,
    renderInputExample(input) === undefined ? input.description : `${input.description} Example: \`${renderInputExample(input) ?? ''}\``
  ])
  return renderMarkdownTable(['Input', 'Kind', 'Default', 'Description'], rows)
}

export function renderOutputsTable(outputs: Readonly<Record<string, OutputDefinition>>): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description])
  return rows.length === 0 ? 'None.' : renderMarkdownTable(['Output', 'Description'], rows)
}

/** Where the secrets of an operation come from on the command line. */
export function renderSecretsTable(inputs: InputDefinitions): string {
  const secrets = renderFlags(inputs).filter((flag) => flag.variable !== undefined)
  const rows = secrets.map((flag) => [`\`${flag.input ?? ''}\``, `\`--${flag.name} PATH\``, `\`${flag.variable ?? ''}\``])
  return rows.length === 0 ? 'None.' : renderMarkdownTable(['Secret', 'Flag', 'Environment variable'], rows)
}

export function renderOperationsTable(operations: readonly AnyOperation[]): string {
  const rows = operations.map(({ name, summary, danger, isAction }) => [
    isAction ? `[\`${name}\`](actions/${name}/README.md)` : `\`${name}\``,
    isAction ? 'action, command' : 'command',
    danger,
    summary
  ])
  return renderMarkdownTable(['Name', 'Is', 'Danger', 'What it does'], rows)
}

export function renderExitCodesTable(): string {
  return renderMarkdownTable(
    ['Exit code', 'Meaning'],
    Object.entries(exitCodes).map(([code, meaning]) => [code, meaning])
  )
}

function escapeCell(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|').trim()
}
