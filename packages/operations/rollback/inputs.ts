import { defineInputs, text } from '../../core/index.ts'
import { connectionInputs } from '../connection-inputs.ts'
import { cutoverInputs } from '../cutover-inputs.ts'
import { layoutInputs, targetInputs } from '../target-inputs.ts'

export const rollbackInputs = defineInputs({
  ...connectionInputs,
  ...targetInputs,
  ...layoutInputs,
  to: text({
    group: 'Target',
    description:
      'What to go back to: a release id, a commit (or its beginning), a git tag, or `rollback_point_YYYYMMDD_HHMMSS` (UTC). Default: the previous good release.',
    example: '20261121-070000-2f3a1c9',
    check: (to) => (/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(to) ? undefined : `is not a release, commit or tag: ${JSON.stringify(to)}`)
  }),
  ...cutoverInputs
})
