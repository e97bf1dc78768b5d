import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { makeDeployPlace, tellOutcome, type DeployPlace } from '../../support/deploy-place.ts'
import { connectionTexts } from '../../support/deploy-run.ts'
import type { Layout } from '../../support/fault-application.ts'
import { makeOrdinaryUser, type OrdinaryUser } from '../../support/ordinary-user.ts'
import { makeScratch } from '../../support/scratch.ts'
import { startSshd, type Sshd } from '../../support/sshd.ts'
import { listWorkingFiles } from '../../support/working-files.ts'

const scratch = makeScratch()
let user: OrdinaryUser | undefined

beforeAll(() => {
  user = makeOrdinaryUser()
  chmodSync(scratch.folder, 0o755)
})

afterAll(() => {
  user?.remove()
  scratch.remove()
})

/** A source whose modes no umask would make. */
function writeSource(app: DeployPlace, version: string): void {
  app.replace({ 'version.txt': version, 'bin/run': '#!/bin/sh\n', 'public/page.html': version, 'private/key.txt': version, 'shut/inner/file': version, 'empty/': '' })
  const modes = { 'version.txt': 0o644, 'bin/run': 0o755, bin: 0o755, public: 0o775, 'public/page.html': 0o664, private: 0o700, 'private/key.txt': 0o600, 'shut/inner': 0o555, shut: 0o750, 'shut/inner/file': 0o444, empty: 0o711 }
  for (const [file, mode] of Object.entries(modes)) chmodSync(path.join(app.source, file), mode)
}

const modesOf = (version: string, layout: Layout) => ({
  'version.txt': `644 ${version}`,
  'bin/': '755',
  'bin/run': '755 #!/bin/sh\n',
  'public/': '775',
  'public/page.html': `664 ${version}`,
  'private/': '700',
  'private/key.txt': `600 ${version}`,
  'shut/': '750',
  // Who owns a folder may always write in it: else nobody could replace what it holds.
  'shut/inner/': '755',
  'shut/inner/file': `444 ${version}`,
  'empty/': '711',
  'built/': layout === 'releases' ? '570' : '770',
  'built/file': `640 ${version}`
})

describe.each(['077', '002', '022'])('a login with umask %s', (umask) => {
  let sshd: Sshd

  beforeAll(async () => {
    sshd = await startSshd({ config: [`ForceCommand umask ${umask}; exec sh -c "$SSH_ORIGINAL_COMMAND"`], ...(user === undefined ? {} : { asUser: user }) })
  })
  afterAll(() => sshd.stop())

  test.each<Layout>(['releases', 'in-place'])('layout %s: files and folders have the modes that they have in the source', async (layout) => {
    const root = scratch.next('app')
    mkdirSync(root)
    if (user !== undefined) chownSync(root, user.uid, user.gid)
    const app = makeDeployPlace(scratch, connectionTexts(sshd), layout, root)
    const hook = { 'restart-command': 'true', 'after-upload': 'sh -c "mkdir built; cp version.txt built/file; chmod 640 built/file; chmod 570 built; umask > made"' }
    const running = layout === 'releases' ? path.join(root, 'current/.') : root
    const { made = '', ...files } = await deployed('one')
    expect(made.split(' ')[1]).toBe(`0${umask}\n`)
    expect(files).toEqual(modesOf('one', layout))
    expect(await deployed('two')).toMatchObject(modesOf('two', layout))
    expect(tellOutcome(await app.rollback({ 'restart-command': 'true' }))).toBe('succeeded')
    expect(listWorkingFiles(running)).toMatchObject(modesOf('one', layout))

    async function deployed(version: string): Promise<Readonly<Record<string, string>>> {
      writeSource(app, version)
      expect(tellOutcome(await app.deploy(hook))).toBe('succeeded')
      return listWorkingFiles(running)
    }
  })
})
