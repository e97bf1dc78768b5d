import type { InputValues } from '../../core/index.ts'
import type { retentionInputs } from './backup-inputs.ts'
import type { RetentionRules } from './retention.ts'

/** The rules as they are asked for. */
export function retentionOf(values: InputValues<typeof retentionInputs>): RetentionRules {
  return {
    keep: values['keep-backups'],
    daily: values['keep-daily'],
    weekly: values['keep-weekly'],
    monthly: values['keep-monthly'],
    preDeploy: values['keep-pre-deploy'],
    emergency: values['keep-emergency']
  }
}
