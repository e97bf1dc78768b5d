import type { OutputDefinition } from '../core/index.ts'

/** Outputs that every action has besides those of its operation. They are set on success and on failure. */
export const actionOutputs: Readonly<Record<string, OutputDefinition>> = {
  outcome: { description: '`planned`, `succeeded`, `unchanged`, `failed`, `undone` (failed, and all was taken back) or `undo-failed` (look at the host).' },
  'plan-hash': { description: 'Hash of the plan, for `approved-hash`. Not set when there was no plan.' },
  'error-code': { description: 'Code of the error (`DK_LOCK_HELD`). Not set on success.' },
  'error-owner': { description: 'Who can mend the error: `yours`, `server` or `ours`. Not set on success.' },
  'evidence-folder': { description: 'After a failure: a folder with the report, the summary and the evidence (ends of logs, disk, memory), to upload as an artifact.' }
}
