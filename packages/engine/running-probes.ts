import type { Probe, ProbeReport } from '../core/index.ts'
import { startProbe, type RunningProbe } from './probe.ts'
import type { StepContext } from './step-context.ts'

/** The probes of a plan, which run from one phase to another. */
export class RunningProbes {
  readonly #context: StepContext
  readonly #running = new Map<Probe, RunningProbe>()
  readonly #reports = new Map<Probe, ProbeReport>()

  constructor(context: StepContext) {
    this.#context = context
  }

  /** Starts those that begin with this phase. */
  beginPhase(phase: string): void {
    for (const probe of this.#context.plan.probes.filter(({ fromPhase }) => fromPhase === phase)) {
      const transport = probe.from === 'host' ? this.#context.transportFor(probe.host) : undefined
      this.#running.set(probe, startProbe(probe, transport))
    }
  }

  /** Stops those that end with this phase. */
  async endPhase(phase: string): Promise<void> {
    await this.#stop([...this.#running.keys()].filter(({ toPhase }) => toPhase === phase))
  }

  /** Stops what still runs, and gives all reports in the order of the plan. */
  async finish(): Promise<readonly ProbeReport[]> {
    await this.#stop([...this.#running.keys()])
    return this.#context.plan.probes.flatMap((probe) => this.#reports.get(probe) ?? [])
  }

  async #stop(probes: readonly Probe[]): Promise<void> {
    await Promise.all(
      probes.map(async (probe) => {
        const report = await this.#running.get(probe)?.stop()
        this.#running.delete(probe)
        if (report !== undefined) this.#reports.set(probe, report)
      })
    )
  }
}
