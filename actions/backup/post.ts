import { runPost } from '../../packages/github/index.ts'

await runPost('backup')
