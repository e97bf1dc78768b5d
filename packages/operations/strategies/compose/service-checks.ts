import { script, type CommandCheck, type ExecCommand, type HealthCheck, type ServiceCheck, type ServiceQuestion } from '../../../core/index.ts'
import type { HostPlace, Services } from '../control.ts'
import { listAskedLogs } from './checks.ts'
import { recordsFolder } from './compose-place.ts'
import { CELERY_PROGRAM, POSTGRES_PROGRAM, REDIS_PROGRAM } from './named-programs.ts'
import { listLasting, type ComposeSettings } from './settings.ts'
import { ADDRESSES_PROGRAM, CONTAINER_LOG_PROGRAM, EXEC_PROGRAM, FILE_IN_SERVICE_PROGRAM } from './service-programs.ts'

/** A program in a container is ended by its own clock, and there is time for its words. */
const WORDS_SECONDS = 2

/** How the containers of a release are asked, on its host. */
export function servicesOf(settings: ComposeSettings, place: HostPlace): Services {
  return { names: listLasting(settings), ask: (check) => askService(settings, place, check), logs: (services) => listAskedLogs(settings, place, services) }
}

function askService({ project }: ComposeSettings, { paths, id }: HostPlace, check: ServiceCheck): HealthCheck {
  const { title, host, required, timeoutSeconds, question } = check
  const whose = [`${recordsFolder(paths)}/${id}`, project, check.service]
  if (question.kind === 'http' || question.kind === 'tcp') return { ...question, containers: script(ADDRESSES_PROGRAM, whose) }
  const by = ({ argv }: ExecCommand, seconds: number): CommandCheck => ({ kind: 'command', title, host, required, timeoutSeconds: seconds, argv, tells: true })
  switch (question.kind) {
    case 'file':
      return by(script(FILE_IN_SERVICE_PROGRAM, [...whose, question.path, textOf(question.maxAgeSeconds)]), timeoutSeconds)
    case 'container-log':
      return by(script(CONTAINER_LOG_PROGRAM, [...whose, paths.current, textOf(question.maxAgeSeconds), ...question.without]), timeoutSeconds)
    default:
      return by(script(EXEC_PROGRAM, [...whose, textOf(timeoutSeconds), ...wordsInside(question, timeoutSeconds)]), timeoutSeconds + WORDS_SECONDS)
  }
}

/** What the output must hold, whether the program tells what it has seen, and the command in the container. */
function wordsInside(question: Exclude<ServiceQuestion, { readonly kind: 'http' | 'tcp' | 'file' | 'container-log' }>, timeoutSeconds: number): readonly string[] {
  const inside = ({ argv }: ExecCommand): readonly string[] => ['', 'told', ...argv]
  switch (question.kind) {
    case 'command':
      return [question.output ?? '', 'plain', ...question.argv]
    case 'postgres':
      return inside(script(POSTGRES_PROGRAM, [question.user ?? '', question.database ?? '', textOf(timeoutSeconds / 2)]))
    case 'redis':
      return inside(script(REDIS_PROGRAM))
    case 'celery':
      return inside(script(CELERY_PROGRAM, [question.app, question.node, textOf(timeoutSeconds / 2)]))
  }
}

/** Whole seconds, at least one. */
function textOf(seconds: number | undefined): string {
  return seconds === undefined ? '' : String(Math.max(1, Math.ceil(seconds)))
}
