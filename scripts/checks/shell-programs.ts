import path from 'node:path'
import ts from 'typescript'
import type { SourceFile } from './source-files.ts'

/** A constant shell program of the product: a const named `*_PROGRAM`, or a literal given to `script(...)`. */
export interface ShellProgram {
  readonly name: string
  readonly file: string
  readonly line: number
  readonly text: string
}

export interface FoundPrograms {
  readonly programs: readonly ShellProgram[]
  /** What is given to `script(...)` and is not known to be constant. */
  readonly problems: readonly string[]
}

interface Candidate {
  readonly name: string
  readonly source: ts.SourceFile
  readonly expression: ts.Expression
}

/** Programs may be put together of other constants (`${WAIT_FUNCTIONS}`); they are read as what is sent to the host. */
export function findShellPrograms(files: readonly SourceFile[]): FoundPrograms {
  const sources = files
    .filter(({ path: file }) => file.startsWith('packages/') && file.endsWith('.ts'))
    .map(({ path: file, text }) => ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true))
  const constants = new Map(sources.flatMap(findConstants))
  const candidates = sources.flatMap(findCandidates)
  const read = candidates.map((candidate) => ({ ...candidate, text: readText(candidate.expression, constants) }))
  const programs = read.flatMap(({ name, source, expression, text }) =>
    text === undefined ? [] : [{ name, file: source.fileName, line: lineOf(source, expression), text }]
  )
  const problems = read
    .filter(({ text }) => text === undefined)
    .map(({ name, source, expression }) => `${source.fileName}:${lineOf(source, expression)} ${name} is not a constant text that can be checked`)
  return { programs: dropRepeated(programs), problems }
}

function findConstants(source: ts.SourceFile): readonly (readonly [string, ts.Expression])[] {
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer !== undefined ? [[name.text, initializer] as const] : []
    )
  )
}

function findCandidates(source: ts.SourceFile): readonly Candidate[] {
  const named = findConstants(source)
    .filter(([name]) => name.endsWith('_PROGRAM'))
    .map(([name, expression]) => ({ name, source, expression }))
  const given: Candidate[] = []
  const visit = (node: ts.Node): void => {
    const [program] = ts.isCallExpression(node) && node.expression.getText() === 'script' ? node.arguments : []
    if (program !== undefined) given.push({ name: ts.isIdentifier(program) ? program.text : 'script(...)', source, expression: program })
    node.forEachChild(visit)
  }
  visit(source)
  return [...named, ...given]
}

/** The text that an expression of constants stands for; undefined when it depends on anything else. */
function readText(expression: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
  if (ts.isStringLiteralLike(expression)) return expression.text
  if (ts.isTaggedTemplateExpression(expression) && expression.tag.getText() === 'String.raw') return readRaw(expression.template)
  if (ts.isIdentifier(expression)) {
    const value = constants.get(expression.text)
    return value === undefined ? undefined : readText(value, constants)
  }
  if (ts.isTemplateExpression(expression)) {
    const parts = expression.templateSpans.map(({ expression: part, literal }) => append(readText(part, constants), literal.text))
    return parts.reduce<string | undefined>((text, part) => (text === undefined || part === undefined ? undefined : text + part), expression.head.text)
  }
  return undefined
}

function append(text: string | undefined, rest: string): string | undefined {
  return text === undefined ? undefined : text + rest
}

function readRaw(template: ts.TemplateLiteral): string | undefined {
  return ts.isNoSubstitutionTemplateLiteral(template) ? (template.rawText ?? template.getText().slice(1, -1)) : undefined
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1
}

/** A named program and the place that uses it are one. */
function dropRepeated(programs: readonly ShellProgram[]): readonly ShellProgram[] {
  return [...new Map(programs.toReversed().map((program) => [program.text, program])).values()].toReversed()
}

/** File name under which a program is written out to be checked. */
export function programFileName({ name, file, line }: ShellProgram): string {
  return `${path.basename(file, '.ts')}-${line}-${name.replaceAll(/\W+/g, '')}.sh`
}
