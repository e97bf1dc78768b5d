import { expect, test } from '@jest/globals'
import { Secret } from '../../../packages/core/index.ts'
import { createLocalFiles } from '../../../packages/engine/local-files/local-files.ts'
import { readActionValues } from '../../../packages/github/read-values.ts'
import { backup } from '../../../packages/operations/backup/index.ts'

test('a key that an earlier step has put into the environment is used, and masked first; an input comes before it', async () => {
  const written: string[] = []
  const env = {
    INPUT_HOST: 'web1.example.com',
    INPUT_PATH: '/srv/app',
    INPUT_COMPONENTS: 'files shared/uploads',
    INPUT_STORAGE: 's3://backups',
    'INPUT_AWS-SESSION-TOKEN': 'token-of-the-input',
    AWS_ACCESS_KEY_ID: 'id-of-the-environment',
    AWS_SECRET_ACCESS_KEY: 'secret-of-the-environment',
    AWS_SESSION_TOKEN: 'token-of-the-environment'
  }
  const runner = { env, processId: 1, write: (line: string) => void written.push(line), signal: new AbortController().signal }
  const { values } = await readActionValues({ operation: backup, runner, local: createLocalFiles('/nowhere') })
  const reveal = (name: string): string | undefined => (values[name] instanceof Secret ? values[name].reveal() : undefined)
  expect(['aws-access-key-id', 'aws-secret-access-key', 'aws-session-token'].map(reveal)).toEqual(['id-of-the-environment', 'secret-of-the-environment', 'token-of-the-input'])
  expect(written.join('')).toContain('::add-mask::secret-of-the-environment')
})
