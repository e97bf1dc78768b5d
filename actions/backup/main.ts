import { runAction } from '../../packages/github/index.ts'

await runAction('backup')
