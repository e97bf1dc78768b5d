import { renderWorkflowCommand } from './workflow-commands.ts'

export type AnnotationLevel = 'error' | 'warning' | 'notice'

/** The runner drops what is more, per step and level, and cuts longer messages without a word. */
const LIMIT_PER_LEVEL = 10
const LIMIT_CHARACTERS = 4096
const CUT = '... (cut; the log has all of it)'

/** Annotations within the limits of the runner; what it would drop is kept for the job summary. */
export class Annotations {
  readonly #counts: Record<AnnotationLevel, number> = { error: 0, warning: 0, notice: 0 }
  readonly #overflow: string[] = []
  readonly #write: (line: string) => void

  constructor(write: (line: string) => void) {
    this.#write = write
  }

  add(level: AnnotationLevel, title: string, message: string): void {
    this.#counts[level] += 1
    if (this.#counts[level] > LIMIT_PER_LEVEL) {
      this.#overflow.push(`${title}: ${message}`)
      return
    }
    this.#write(renderWorkflowCommand(level, cut(message), { title: title.slice(0, 200) }))
  }

  /** What was not annotated because the limit of its level was reached. */
  get overflow(): readonly string[] {
    return this.#overflow
  }
}

function cut(message: string): string {
  return message.length <= LIMIT_CHARACTERS ? message : message.slice(0, LIMIT_CHARACTERS - CUT.length) + CUT
}
