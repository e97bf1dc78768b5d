import { expect, test } from '@jest/globals'
import { findIdentity } from '../../../packages/cli/identity.ts'

const github = { GITHUB_ACTOR: 'ana', GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'org/app', GITHUB_RUN_ID: '12' }

test.each([
  [{}, 'bob@laptop', undefined],
  [{ SUDO_USER: 'ana' }, 'ana@laptop', undefined],
  [{ GITHUB_ACTOR: '' }, 'bob@laptop', undefined],
  [github, 'ana@laptop', 'https://github.com/org/app/actions/runs/12'],
  [{ GITLAB_USER_LOGIN: 'ana', CI_JOB_URL: 'https://gitlab.com/job/1' }, 'ana@laptop', 'https://gitlab.com/job/1']
])('%j', (variables, who, runUrl) => {
  const identity = findIdentity({ variables, user: 'bob', machine: 'laptop', processId: 7 })
  expect(identity).toEqual({ who, runUrl, machine: 'laptop', processId: 7 })
})
