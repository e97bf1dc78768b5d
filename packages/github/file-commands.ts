import { randomUUID } from 'node:crypto'

/**
 * Values for one of the runner's files (GITHUB_OUTPUT, GITHUB_STATE), as `name<<delimiter` blocks: the delimiter is
 * random, so that no value can end its block and set another name.
 */
export function renderFileCommand(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const delimiter = `deploy_kit_${randomUUID()}`
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
    })
    .join('')
}
