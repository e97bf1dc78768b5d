import { askService, isOption, readHead, readTarget, type CheckPlace } from './check-place.ts'
import { CheckOptions, optionNames } from './check-options.ts'
import type { CommandCheck, FileCheck, ProcessCheck } from './health-check.ts'
import { quote } from './quote.ts'
import type { AskedCheck } from './service-check.ts'

export function readCommand(words: readonly string[], place: CheckPlace): AskedCheck {
  const { optionWords, program } = splitCommand(words)
  const options = new CheckOptions('command', optionWords, place.problems)
  const isOwn = (word: string): boolean => optionNames('command').some((name) => word.startsWith(`${name}=`))
  const stray = words.includes('--') ? undefined : program.find(isOwn)
  if (stray !== undefined) {
    place.problems.push(`${stray} stands after the program and would be given to it: put it before the program, or -- before the program`)
  }
  if (program.length === 0 || program[0] === '') place.problems.push('has no program: write command ./bin/check --fast')
  const argv = program.map((word) => place.replace(word))
  const service = options.service()
  const output = options.text('output')
  const title = argv.map(showWord).join(' ')
  const check: CommandCheck = {
    kind: 'command',
    ...readHead(place, options, { title: service === undefined ? title : `${title} in ${service}` }),
    argv,
    // In a container the image says where.
    ...(place.context.path === undefined || service !== undefined ? {} : { cwd: place.context.path }),
    ...(output === undefined ? {} : { output: place.replace(output) })
  }
  return service === undefined ? check : askService(service, check, check)
}

function showWord(word: string): string {
  return word === '' || /[\s'"]/.test(word) ? quote(word) : word
}

function splitCommand(words: readonly string[]): { readonly optionWords: readonly string[]; readonly program: readonly string[] } {
  const found = words.findIndex((word) => !isOption(word))
  const begin = found === -1 ? words.length : found
  return { optionWords: words.slice(0, begin), program: words.slice(words[begin] === '--' ? begin + 1 : begin) }
}

export function readProcess(words: readonly string[], place: CheckPlace): ProcessCheck {
  const text = place.replace(readTarget(words, place, 'process gunicorn'))
  const options = new CheckOptions('process', words.slice(1), place.problems)
  return { kind: 'process', ...readHead(place, options, { title: `process ${text}` }), text }
}

export function readFile(words: readonly string[], place: CheckPlace): AskedCheck {
  const target = place.replaceTarget(readTarget(words, place, 'file var/heartbeat max-age=60s'))
  const options = new CheckOptions('file', words.slice(1), place.problems)
  const maxAgeSeconds = options.duration('max-age')
  const service = options.service()
  const check: FileCheck = {
    kind: 'file',
    ...readHead(place, options, { title: service === undefined ? `file ${target}` : `file ${target} in ${service}` }),
    path: service === undefined ? resolvePath(target, place) : requireAbsolute(target, place),
    ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds })
  }
  return service === undefined ? check : askService(service, check, check)
}

export function readLog(words: readonly string[], place: CheckPlace): AskedCheck {
  const [first = ''] = words
  const file = first === '' || isOption(first) ? undefined : first
  const options = new CheckOptions('log', file === undefined ? words : words.slice(1), place.problems)
  const without = options.texts('without').map((text) => place.replace(text))
  const maxAgeSeconds = options.duration('max-age')
  const service = options.service()
  if (service !== undefined) {
    if (file !== undefined) place.problems.push(`${file} is not looked at: with service= it is what the containers have written to their log`)
    const head = readHead(place, options, { title: `log of ${service}` })
    return askService(service, head, { kind: 'container-log', without, ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }) })
  }
  const target = place.replaceTarget(file ?? readTarget([], place, 'log var/app.log without=ERROR, or log service=api'))
  if (without.length === 0) place.problems.push('needs at least one without=TEXT')
  if (maxAgeSeconds !== undefined) place.problems.push('max-age is for log service=NAME, whose lines have a time')
  return { kind: 'log', ...readHead(place, options, { title: `log ${target}` }), path: resolvePath(target, place), without }
}

function resolvePath(target: string, place: CheckPlace): string {
  const { context, problems } = place
  refuseControls(target, place)
  if (target.startsWith('/')) return target
  if (context.path === undefined) problems.push(`${target} is relative, and there is no deploy path: write an absolute path`)
  return `${context.path ?? ''}/${target}`
}

function requireAbsolute(target: string, place: CheckPlace): string {
  refuseControls(target, place)
  if (target !== '' && !target.startsWith('/')) place.problems.push(`${target} is relative: write where it is in the container, from its root`)
  return target
}

function refuseControls(target: string, { problems }: CheckPlace): void {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(target)) problems.push(`${JSON.stringify(target)} holds a control character`)
}
