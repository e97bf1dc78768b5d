import { renderFileCommand } from './file-commands.ts'
import type { Environment } from './runner-environment.ts'

export type AppendText = (path: string, text: string) => Promise<void>

/** Writes the runner's files. Where one is not set (a bundle run by hand), nothing is written. */
export class StepRecorder {
  readonly #env: Environment
  readonly #append: AppendText

  constructor(env: Environment, append: AppendText) {
    this.#env = env
    this.#append = append
  }

  async addOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
    await this.#write('GITHUB_OUTPUT', renderFileCommand(outputs))
  }

  /** For the post step, also when this process is killed before it ends. Later values replace earlier ones. */
  async saveState(state: Readonly<Record<string, string>>): Promise<void> {
    await this.#write('GITHUB_STATE', renderFileCommand(state))
  }

  async addSummary(markdown: string): Promise<void> {
    await this.#write('GITHUB_STEP_SUMMARY', markdown)
  }

  async #write(variable: string, text: string): Promise<void> {
    const path = this.#env[variable]
    if (path !== undefined && path !== '') await this.#append(path, text)
  }
}
