import { describe, expect, test } from '@jest/globals'
import { parseInputs, type Plan } from '../../../../packages/core/index.ts'
import { makeGrant, type Grant } from '../../../../packages/operations/init-host/grant.ts'
import { initHostInputs } from '../../../../packages/operations/init-host/inputs.ts'
import type { HostFound } from '../../../../packages/operations/init-host/observe.ts'
import { planInitHost } from '../../../../packages/operations/init-host/plan.ts'

const BLOB = 'AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'
const LINE = `restrict ssh-ed25519 ${BLOB} ci`
const WANTED = '# title\ndeploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart app.service\n'

const grant = makeGrant({
  user: 'deploy',
  path: '/srv/app',
  layout: 'releases',
  strategy: 'systemd',
  keys: [[BLOB, LINE]],
  verbs: [{ words: ['systemctl', 'restart', 'app.service'], needed: 'run' }]
})

const fresh: HostFound = {
  tools: ['useradd', 'visudo', 'sudo'],
  account: undefined,
  groups: [],
  hasDockerGroup: false,
  authorizedKeys: '',
  keyModes: '',
  sshd: [{ option: 'authorizedkeysfile', value: '.ssh/authorized_keys' }],
  nearest: '/srv',
  folders: [],
  isTaken: false,
  sudoers: '',
  missing: [],
  wanted: WANTED
}

const ready: HostFound = {
  ...fresh,
  account: { shell: '/bin/sh' },
  groups: ['deploy'],
  authorizedKeys: `ssh-rsa AAAA other\n${LINE}\n`,
  keyModes: 'deploy 700 deploy 600',
  nearest: '/srv/app',
  folders: [
    { folder: '/srv/app', owner: 'deploy', ids: '1000:1000' },
    { folder: '/srv/app/shared', owner: 'deploy', ids: '1000:1000' }
  ],
  sudoers: WANTED
}

function plan(found: HostFound | 'not-root' | undefined, inputs: Readonly<Record<string, string>> = {}, given: Grant = grant): Plan {
  const texts = { host: 'web1', path: '/srv/app', strategy: 'systemd', units: 'app.service', ...inputs }
  return planInitHost(parseInputs(initHostInputs, [{ describe: (name) => name, texts }]), { hosts: [{ host: 'web1', grant: given, found }] })
}

const idsOf = ({ steps }: Plan): readonly string[] => steps.filter(({ effect }) => effect === 'write').map(({ id }) => id)

describe('what is done', () => {
  test.each<[string, HostFound, readonly string[]]>([
    ['everything on a fresh host', fresh, ['make-user', 'let-in', 'make-folders', 'grant']],
    ['nothing where all is as it should be', ready, []],
    ['a shell that lets nobody in', { ...ready, account: { shell: '/usr/sbin/nologin' } }, ['make-user']],
    ['a key without restrictions', { ...ready, authorizedKeys: `ssh-ed25519 ${BLOB} ci\n` }, ['let-in']],
    ['a key that is there twice', { ...ready, authorizedKeys: `${LINE}\nssh-ed25519 ${BLOB}\n` }, ['let-in']],
    ['keys that others could change', { ...ready, keyModes: 'deploy 770 deploy 600' }, ['let-in']],
    ['a folder of somebody else', { ...ready, folders: [{ folder: '/srv/app', owner: 'root', ids: '0:0' }] }, ['make-folders']],
    ['rights that were more', { ...ready, sudoers: `${WANTED}deploy ALL=(ALL) NOPASSWD: ALL\n` }, ['grant']]
  ])('%s', (_name, found, ids) => {
    expect(idsOf(plan(found))).toEqual(ids)
    expect(plan(found).problems).toEqual([])
  })

  test('every step that changes something is taken back when a later one fails', () => {
    const made = plan(fresh)
    expect(made.onFailure).toBe('undo')
    expect(made.steps.filter(({ effect, undo }) => effect === 'write' && undo === undefined)).toEqual([])
    expect(made.steps.at(-1)).toMatchObject({ id: 'ask-rights', effect: 'read' })
  })

  test('the plan says so when there is nothing to do, and shows what would be allowed when there is', () => {
    expect(plan(ready).notes[0]).toBe('web1: all is as it should be, nothing to do')
    expect(plan(fresh).tables.at(-1)).toEqual({
      title: '/etc/sudoers.d/deploy-kit-deploy-srv-app on web1',
      columns: ['new file'],
      rows: [['+# title'], ['+deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart app.service']]
    })
  })

  test('a file of rights that are not needed any more is removed', () => {
    const without = makeGrant({ ...grant, layout: 'releases', strategy: 'commands', verbs: [] })
    const made = plan({ ...ready, wanted: '' }, { strategy: 'commands' }, without)
    expect(made.steps.map(({ title }) => title)).toEqual(['Take back what /etc/sudoers.d/deploy-kit-deploy-srv-app allowed'])
  })

  test('compose: the user joins the group docker, and the plan says what that means', () => {
    const compose = makeGrant({ ...grant, layout: 'releases', strategy: 'compose', verbs: [] })
    const made = plan({ ...fresh, hasDockerGroup: true, wanted: '' }, { strategy: 'compose' }, compose)
    expect(idsOf(made)).toEqual(['make-user', 'join-group', 'let-in', 'make-folders'])
    expect(made.notes.join()).toContain('can become root at any time')
  })
})

test.each<[string, HostFound['sshd'], RegExp | undefined]>([
  ['other users alone', [{ option: 'allowusers', value: 'ana' }], /^web1: sshd only lets in ana \(AllowUsers\): add deploy/],
  ['this user too', [{ option: 'allowusers', value: 'ana' }, { option: 'allowusers', value: 'deploy' }], undefined],
  ['other groups alone', [{ option: 'allowgroups', value: 'ssh' }], /^web1: sshd only lets in the groups ssh/],
  ['its group', [{ option: 'allowgroups', value: 'deploy' }], undefined],
  ['keys of another place', [{ option: 'authorizedkeysfile', value: '/etc/ssh/keys/%u' }], /^web1: sshd reads keys in \/etc\/ssh\/keys\/%u/]
])('when sshd lets in %s, the plan says so', (_name, sshd, note) => {
  const notes = plan({ ...fresh, sshd }).notes.filter((line) => line.startsWith('web1'))
  expect(notes).toEqual(note === undefined ? [] : [expect.stringMatching(note)])
})

describe('what stops it', () => {
  test.each<[string, HostFound | 'not-root', Grant, string, RegExp]>([
    ['no root', 'not-root', grant, 'DK_SUDO_PASSWORD', /--print > init-host\.sh/],
    ['a new user without a key', fresh, { ...grant, keys: [] }, 'DK_INPUT_INVALID', /public-key/],
    ['no nginx', { ...ready, missing: ['nginx'] }, grant, 'DK_PREFLIGHT_FAILED', /Install what is missing/],
    ['no sudo', { ...ready, tools: ['useradd'] }, grant, 'DK_PREFLIGHT_FAILED', /Install what is missing/],
    ['no Docker', { ...ready, wanted: '' }, makeGrant({ ...grant, layout: 'releases', strategy: 'compose', verbs: [] }), 'DK_PREFLIGHT_FAILED', /Install Docker/],
    ['a file at the path', { ...ready, isTaken: true }, grant, 'DK_INPUT_INVALID', /another path/],
    [
      'deploys of another user',
      { ...ready, folders: [...ready.folders, { folder: '/srv/app/.deploy-kit', owner: 'root', ids: '0:0' }] },
      grant,
      'DK_PERMISSION_DENIED',
      /sudo chown -R deploy \/srv\/app/
    ]
  ])('%s', (_name, found, given, code, remedy) => {
    expect(plan(found, {}, given).problems).toMatchObject([{ code, host: 'web1', remedy: expect.stringMatching(remedy) }])
  })
})

test('the script holds all of it, and nothing is connected to', () => {
  const made = plan(undefined, { print: 'true' })
  expect(made.steps).toEqual([])
  expect(made.text).toMatch(/^#!\/bin\/sh\n# Lets the user deploy deploy to \/srv\/app/)
  for (const name of ['make_user', 'let_in', 'make_folders', 'grant', 'ask_rights']) expect(made.text).toContain(`\n${name}() (\n`)
  expect(made.text).toContain("'systemctl restart app.service'")
  expect(made.text).toContain(`'${LINE}'`)
})
