import type { AnyOperation } from '../core/index.ts'
import { actionInputs, actionOutputs } from '../operations/index.ts'
import { renderActionYml } from './action-yml.ts'
import { renderConfigSchema } from './config-schema.ts'
import { renderExitCodesTable, renderInputsTable, renderOperationsTable, renderOutputsTable } from './markdown-tables.ts'
import { renderMarkers, replaceParts } from './markers.ts'
import { renderCatalogPage, renderCliPage, renderErrorsPage } from './pages.ts'

/** A file that is generated, by its path in the repository. */
export interface GeneratedDocument {
  readonly path: string
  readonly text: string
}

/** What the generator looks up in the repository. */
export interface Repository {
  /** The text of a file, or undefined when there is none. */
  readonly read: (path: string) => string | undefined
}

/** Every generated document. The same declarations and the same hand-written prose give the same bytes. */
export function renderDocuments(operations: readonly AnyOperation[], repository: Repository): readonly GeneratedDocument[] {
  const readme = repository.read('README.md')
  return [
    ...operations.filter(({ isAction }) => isAction).flatMap((operation) => renderAction(operation, repository)),
    { path: 'action-catalog.md', text: renderCatalogPage(operations) },
    { path: 'docs/cli.md', text: renderCliPage(operations) },
    { path: 'docs/deploy-kit.schema.json', text: renderConfigSchema(operations) },
    { path: 'docs/errors.md', text: renderErrorsPage() },
    ...(readme === undefined ? [] : [{ path: 'README.md', text: replaceInReadme(readme, operations) }])
  ]
}

function renderAction(operation: AnyOperation, { read }: Repository): readonly GeneratedDocument[] {
  const folder = `actions/${operation.name}`
  const readme = read(`${folder}/README.md`) ?? renderEmptyReadme(operation)
  return [
    { path: `${folder}/action.yml`, text: renderActionYml(operation, { hasPost: read(`${folder}/post.ts`) !== undefined }) },
    {
      path: `${folder}/README.md`,
      text: replaceParts(readme, [
        { name: 'inputs', text: renderInputsTable(operation.inputs) },
        { name: 'action-inputs', text: renderInputsTable(actionInputs) },
        { name: 'outputs', text: renderOutputsTable({ ...operation.outputs, ...actionOutputs }) }
      ])
    }
  ]
}

function replaceInReadme(readme: string, operations: readonly AnyOperation[]): string {
  return replaceParts(readme, [
    { name: 'operations', text: renderOperationsTable(operations) },
    { name: 'exit-codes', text: renderExitCodesTable() }
  ])
}

/** For a new action, until somebody writes its prose. */
function renderEmptyReadme({ name, summary }: AnyOperation): string {
  const inputs = ['## Inputs', renderMarkers('inputs'), 'Of every action:', renderMarkers('action-inputs')]
  const parts = [`# ${name}`, summary, ...inputs, '## Outputs', renderMarkers('outputs')]
  return `${parts.join('\n\n')}\n`
}
