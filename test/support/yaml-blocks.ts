import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml'

/** A fenced YAML block of a Markdown page. */
export interface YamlBlock {
  /** Line of its first line in the page, from 1. */
  readonly line: number
  readonly text: string
}

/** A block as a whole document, so that GitHub's language service can read it. */
export interface CompletedBlock {
  readonly kind: 'workflow' | 'action'
  readonly text: string
  /** Lines that were put in front. */
  readonly addedLines: number
  /** Whether the page shows the whole workflow, and not only a part of it. */
  readonly isWhole: boolean
}

const EXAMPLE_JOB = ['on: push', 'jobs:', '  example:']
const RUNS_ON = '    runs-on: ubuntu-latest'

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*ya?ml\b[^\n]*\n([\s\S]*?)^\1\2[ \t]*$/gm

export function findYamlBlocks(markdown: string): readonly YamlBlock[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [, indent = '', , body = ''] = match
    const line = markdown.slice(0, match.index).split('\n').length + 1
    return { line, text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }
  })
}

/** Undefined for YAML that is not about workflows (a configuration file); throws for what looks like a workflow but is not understood. */
export function completeBlock(text: string): CompletedBlock | undefined {
  const { contents } = parseDocument(text)
  if (isSeq(contents)) return hasStep(contents.items) ? wrap(text, [...EXAMPLE_JOB, RUNS_ON, '    steps:'], 6) : undefined
  if (!isMap(contents)) return undefined
  const completed = completeMap(text, contents)
  if (completed === undefined && /^\s*(- )?uses:/m.test(text)) {
    throw new Error(`This looks like a part of a workflow, but of which part?\n${text}`)
  }
  return completed
}

function completeMap(text: string, map: YAMLMap): CompletedBlock | undefined {
  const [first] = map.items
  if (map.has('runs')) return { kind: 'action', text, addedLines: 0, isWhole: true }
  if (map.has('jobs') && map.has('on')) return { kind: 'workflow', text, addedLines: 0, isWhole: true }
  if (map.has('jobs')) return wrap(text, ['on: push'], 0)
  if (map.has('on')) return wrap(text, ['jobs: {example: {runs-on: ubuntu-latest, steps: [{run: "true"}]}}'], 0)
  if (isJob(map)) return wrap(text, [...EXAMPLE_JOB, ...(map.has('steps') && !map.has('runs-on') ? [RUNS_ON] : [])], 4)
  if (map.items.length > 0 && isMap(first?.value) && isJob(first.value)) return wrap(text, ['on: push', 'jobs:'], 2)
  return undefined
}

function isJob(map: YAMLMap): boolean {
  return (map.has('steps') || map.has('uses')) && !map.has('jobs')
}

function hasStep(items: readonly unknown[]): boolean {
  return items.some((item) => isMap(item) && (item.has('uses') || item.has('run')))
}

function wrap(text: string, before: readonly string[], indent: number): CompletedBlock {
  const body = text.replaceAll(/^(?=.)/gm, ' '.repeat(indent))
  return { kind: 'workflow', text: `${before.join('\n')}\n${body}`, addedLines: before.length, isWhole: false }
}
