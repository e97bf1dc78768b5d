import type { CheckResult } from './health-check.ts'
import type { Plan, Step } from './plan.ts'
import type { Report, StepReport } from './report.ts'

/** What the engine tells while it works. Front ends turn it into lines, groups, bars. Text is already redacted. */
export type Event =
  | { readonly type: 'connecting'; readonly host: string; readonly address: string }
  | { readonly type: 'connected'; readonly host: string; readonly durationMs: number }
  | { readonly type: 'planned'; readonly plan: Plan }
  | { readonly type: 'lease-waiting'; readonly host: string; readonly holder: string }
  | { readonly type: 'step-started'; readonly step: Step }
  | { readonly type: 'step-output'; readonly step: Step; readonly stream: 'stdout' | 'stderr'; readonly line: string }
  | { readonly type: 'step-progress'; readonly step: Step; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly type: 'checked'; readonly step: Step; readonly attempt: number; readonly attempts: number; readonly results: readonly CheckResult[] }
  | { readonly type: 'step-finished'; readonly step: Step; readonly result: StepReport }
  | { readonly type: 'reconnecting'; readonly host: string; readonly attempt: number }
  | { readonly type: 'undo-started'; readonly reason: string }
  | { readonly type: 'warning'; readonly message: string; readonly host?: string }
  | { readonly type: 'debug'; readonly message: string; readonly host?: string }
  | { readonly type: 'finished'; readonly report: Report }

export type Listener = (event: Event) => void
