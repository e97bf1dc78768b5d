import type { Rule } from 'eslint'
import type { Expression, Literal } from 'estree'
import path from 'node:path'

/** Modules that touch the world: sockets, files, processes. */
const ENGINE_MODULES = /^(?:node:)?(?:fs|fs\/promises|child_process|net|tls|http|https|http2|dgram|dns|dns\/promises|cluster|worker_threads)$|^(?:ssh2|tar|ignore)$|^@aws-sdk\//

interface Room {
  readonly room: string
  readonly may: readonly string[]
  readonly why: string
  /** The only modules from outside; absent: all but those of the engine and `@actions/*`. */
  readonly modules?: RegExp
  readonly actsOnWorld?: boolean
  readonly isRunnerFrontEnd?: boolean
}

/** Which room may import which, and why no other. */
const ROOMS: readonly Room[] = [
  { room: 'packages/core', may: [], modules: /^node:crypto$/, why: 'core is pure: no I/O, clock, environment or randomness, so that plans are the same everywhere' },
  {
    room: 'packages/operations',
    may: ['packages/core'],
    modules: /^node:(?:crypto|path|path\/posix|zlib)$|^yaml$/,
    why: 'operations decide and never act: they get facts from the observer and give a plan to the engine'
  },
  { room: 'packages/engine', may: ['packages/core'], actsOnWorld: true, why: 'the engine runs any plan: it knows no operation and no front end' },
  { room: 'packages/github', may: ['packages/core', 'packages/engine', 'packages/operations'], isRunnerFrontEnd: true, why: 'a front end listens and tells' },
  { room: 'packages/cli', may: ['packages/core', 'packages/engine', 'packages/operations'], why: 'a front end listens and tells' },
  {
    room: 'packages/generate',
    may: ['packages/core', 'packages/operations'],
    actsOnWorld: true,
    why: 'documents are generated from declarations, never from what an engine does'
  },
  { room: 'actions', may: ['packages/github', 'packages/operations'], why: 'an action is ten lines: the front end does the rest' }
]

/** Every import must be allowed by DESIGN section 2, so that what decides can be read and tested without what acts. */
export const layerRule: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const room = findRoom(path.relative(context.cwd, context.filename))
    if (room === undefined) return {}
    const check = (source: Literal | Expression | null | undefined): void => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const problem = source.value.startsWith('.')
        ? findRoomProblem(room, path.relative(context.cwd, path.resolve(path.dirname(context.filename), source.value)))
        : findModuleProblem(room, source.value)
      if (problem !== undefined) context.report({ node: source, message: `${problem}: ${room.why}.` })
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source)
    }
  }
}

function findRoom(file: string): Room | undefined {
  const normal = file.replaceAll(path.sep, '/')
  return ROOMS.find(({ room }) => normal.startsWith(`${room}/`))
}

function findRoomProblem(from: Room, file: string): string | undefined {
  const to = findRoom(file)
  if (to === from || (to !== undefined && from.may.includes(to.room))) return undefined
  const allowed = from.may.length === 0 ? 'nothing' : from.may.join(', ')
  return `${from.room} may import ${allowed}, but not ${to?.room ?? file}`
}

function findModuleProblem(from: Room, name: string): string | undefined {
  if (name.startsWith('@actions/')) return from.isRunnerFrontEnd === true ? undefined : '@actions/* belongs to packages/github alone'
  if (from.modules !== undefined) return from.modules.test(name) ? undefined : `${from.room} may not use ${name}`
  return from.actsOnWorld !== true && ENGINE_MODULES.test(name) ? `Only packages/engine may use ${name}` : undefined
}
