import { defineInputs, list, text } from '../../core/index.ts'

export const packageInputs = defineInputs({
  source: text({ group: 'Source', description: 'The folder to package.', default: '.', example: 'build' }),
  exclude: list({
    group: 'Source',
    description: 'Patterns in gitignore syntax of what is not packaged, besides `.git`. A `.deployignore` file is read too.',
    example: 'node_modules/\n*.log'
  }),
  include: list({
    group: 'Source',
    description: 'Files that are refused unless they are named here: `.env` files and private keys.',
    example: '.env.defaults'
  }),
  output: text({
    group: 'Target',
    description: 'Where the package goes. When it lies in the source, it is not packaged itself.',
    default: 'deployment_package.tar.gz',
    example: 'dist/app.tar.gz',
    check: findOutputProblem
  }),
  'artifact-name': text({
    group: 'Target',
    description: 'In a workflow: also keep the package as an artifact of the run, under this name. The command line only writes the file.',
    example: 'deployment-package',
    check: findArtifactNameProblem
  })
})

/** The ending says to people and programs how to open it, and keeps a folder from being taken for it. */
function findOutputProblem(output: string): string | undefined {
  return /[^/]\.(?:tar\.gz|tgz)$/.test(output) ? undefined : `must be the name of a file that ends with .tar.gz or .tgz, not ${JSON.stringify(output)}`
}

/** What the artifact service refuses (github.com/actions/toolkit, packages/artifact, FAQ). */
function findArtifactNameProblem(name: string): string | undefined {
  return /["*/:<>?\\|\r\n]/.test(name) ? `must not contain any of " * / : < > ? \\ | or a line end: ${JSON.stringify(name)}` : undefined
}
