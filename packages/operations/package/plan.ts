import { renderSize, sealPlan, type Plan, type Table, type Tree, type WritePackageStep } from '../../core/index.ts'
import type { PackageFacts, PackageValues } from './observe.ts'

/** Where the step runs, and under which name its answer is kept. */
export const PLACE = { host: 'local', answer: 'package' } as const

/** One step, on this machine; nothing is connected to. */
export function planPackage(values: PackageValues, facts: PackageFacts): Plan {
  const { source, output } = values
  const { tree, commit } = facts
  const contents = countContents(tree)
  return sealPlan({
    operation: 'package',
    title: `Package ${source} as ${output}`,
    hosts: [PLACE.host],
    tables: [contentsTable(tree, contents)],
    notes: writeNotes(values, facts),
    problems: [],
    phases: ['package'],
    steps: [writeStep(values, facts)],
    onFailure: 'stop',
    journals: {},
    probes: [],
    live: {},
    outputs: { path: output, files: String(contents.files), 'tree-digest': tree.digest, commit: commit?.id ?? '' }
  })
}

function writeStep({ source, output }: PackageValues, { tree, commit }: PackageFacts): WritePackageStep {
  const title = `Write ${output}`
  return { kind: 'write-package', id: 'write-package', title, phase: 'package', effect: 'write', ...PLACE, source, output, entries: tree.entries, commit }
}

interface Contents {
  readonly files: number
  readonly folders: number
  readonly sizeBytes: number
}

function countContents({ entries }: Tree): Contents {
  const folders = entries.filter(({ type }) => type === 'folder').length
  const sizeBytes = entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0)
  return { files: entries.length - folders, folders, sizeBytes }
}

function contentsTable({ digest }: Tree, { files, folders, sizeBytes }: Contents): Table {
  return {
    title: 'What is packaged',
    columns: ['files', 'folders', 'size', 'tree digest'],
    rows: [[String(files), String(folders), renderSize(sizeBytes), digest]]
  }
}

function writeNotes({ 'artifact-name': artifact }: PackageValues, { commit }: PackageFacts): readonly string[] {
  const notes: readonly (string | false)[] = [
    commit !== undefined && `Recorded in the package: commit ${commit.id.slice(0, 7)} (${commit.subject})`,
    commit?.isDirty === true && 'The working tree has changes that are not in the commit: they are packaged, and the package says so',
    commit === undefined && 'No commit is recorded in the package: the source is not in a git repository',
    artifact !== undefined && `In a workflow, the package is then kept as the artifact ${artifact}`
  ]
  return notes.filter((note) => note !== false)
}
