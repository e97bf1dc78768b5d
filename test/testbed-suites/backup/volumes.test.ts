// Volumes of Docker: what writes into them is stopped for a moment, and always runs again.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { render, type Command, type Event } from '../../../packages/core/index.ts'
import { parseBackupManifest, type BackupManifest } from '../../../packages/operations/backup/manifest.ts'
import { restoredPart } from '../../../packages/operations/backup/restore-component.ts'
import type { RestoredPart } from '../../../packages/operations/backup/restored-part.ts'
import { suffixOf } from '../../../packages/operations/backup/source.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import { testSource } from '../../integration/backup/sources.contract.ts'
import { describeReport, runInputs } from '../../support/deploy-run.ts'
import { FILL_PROGRAM, findHelpers, startWrittenVolume, type WrittenVolume } from '../../support/docker-volume.ts'
import { testInLongRun } from '../../support/long-run.ts'
import { killQuietly } from '../../support/marked-processes.ts'
import { makeScratch } from '../../support/scratch.ts'
import { runLine } from '../../support/shells.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { docker } from '../../testbed/docker.ts'
import { requireTestbed } from '../../testbed/testbed.ts'

const findLeft = async (root: string, volume: WrittenVolume): Promise<readonly string[]> => [
  ...(await findHelpers()),
  ...readdirSync(volume.folder).filter((name) => name.startsWith('.dk-')),
  ...readdirSync(path.join(root, '.deploy-kit/stopped')),
  ...(existsSync(path.join(root, '.deploy-kit/restores')) ? readdirSync(path.join(root, '.deploy-kit/restores')) : [])
]

testSource('volume', async (root) => {
  await requireTestbed({ images: ['redis'] })
  const volume = await startWrittenVolume()
  volume.run(FILL_PROGRAM)
  return {
    component: `volume volume=${volume.name} as=uploads`,
    read: () => Promise.resolve(volume.read()),
    change: () => {
      volume.run('chown 0:0 . && chmod 755 . && rm -rf "a folder" hard .hidden && printf later >large && printf new >later && mkdir .hidden')
      return Promise.resolve()
    },
    startWriter: () =>
      Promise.resolve({
        read: () => Promise.resolve(volume.readWritten()),
        goOn: volume.goOn,
        isWriting: () => true,
        stop: async () => {
          await docker(['stop', volume.container])
        }
      }),
    readWritten: () => Promise.resolve(volume.readWritten()),
    findLeft: () => findLeft(root, volume),
    stop: volume.stop
  }
})

const scratch = makeScratch()
const root = scratch.next('app')
let volume: WrittenVolume

beforeAll(async () => {
  await requireTestbed({ images: ['redis'] })
  mkdirSync(root, { recursive: true })
  volume = await startWrittenVolume()
  volume.run('printf kept >kept')
}, 300_000)
afterAll(async () => {
  await volume.stop()
  scratch.remove()
}, 60_000)

const run = (name: OperationName, texts: Readonly<Record<string, string>>, listen?: (event: Event) => void): ReturnType<typeof runInputs> =>
  runInputs(name, { host: 'local', path: root, ...texts }, listen === undefined ? {} : { listen })
const components = (): string => `volume volume=${volume.name} as=uploads`

async function backUp(): Promise<BackupManifest> {
  const { report } = await run('backup', { components: components() })
  expect(describeReport(report)).toMatch(/^succeeded/)
  const manifest = parseBackupManifest(readFileSync(path.join(report.outputs['folder'] ?? '', 'manifest.json'), 'utf8'))
  if (manifest === undefined) throw new Error('no manifest')
  return manifest
}

/** The process group of a step, as soon as what writes is stopped in it. */
async function waitUntilStopped(step: string): Promise<number> {
  const steps = path.join(root, '.deploy-kit/steps')
  await waitUntil('a container that is stopped', async () => !(await volume.isWriting()), 60)
  const folder = readdirSync(steps).map((name) => path.join(steps, name, step)).find((each) => existsSync(each) && !existsSync(path.join(each, 'status')))
  if (folder === undefined) throw new Error('no step runs')
  return Number(readFileSync(path.join(folder, 'process'), 'utf8').split(' ')[0])
}

test('when the program that stopped it is killed, what writes runs again, and there is no backup', async () => {
  // So much that it is seen in the middle.
  volume.run('head -c 150000000 /dev/urandom >filling')
  const killing = waitUntilStopped('dump-uploads').then((group) => {
    killQuietly(-group, 'SIGKILL')
  })
  const { report } = await run('backup', { components: components(), 'backup-name': 'none' })
  await killing
  expect(describeReport(report)).toMatch(/^undone \| DK_BACKUP_FAILED/)
  await waitUntil('the container to run again', volume.isWriting, 60)
  const left = async (): Promise<readonly string[]> => await findLeft(root, volume)
  await waitUntil('an end of what was begun', async () => (await left()).length === 0, 30).catch(() => undefined)
  expect(await left()).toEqual([])
  expect(existsSync(path.join(root, '.deploy-kit/backups/none'))).toBe(false)
  volume.run('rm filling')
}, 120_000)

testInLongRun('what nobody could start again, because the host was restarted, the next run starts', async () => {
  const id = (await docker(['inspect', '--format', '{{.Id}}', volume.container])).trim()
  await docker(['stop', volume.container])
  mkdirSync(path.join(root, '.deploy-kit/stopped'), { recursive: true })
  // Also of one that was killed while it started them, and of a container that is gone.
  writeFileSync(path.join(root, '.deploy-kit/stopped/.dead-uploads-7@7 other-boot 7'), `${id} ${volume.container}\n${'0'.repeat(64)} gone\n`)
  writeFileSync(path.join(root, 'text'), 'x')
  expect(describeReport((await run('backup', { components: 'files text' })).report)).toMatch(/^succeeded/)
  expect(await volume.isWriting()).toBe(true)
  expect(readdirSync(path.join(root, '.deploy-kit/stopped'))).toEqual([])
}, 60_000)

testInLongRun('whatever is repeated or broken off, the volume has the one or the other, whole', async () => {
  volume.run('mkdir -p folder && printf saved >folder/file && printf saved >.dot')
  const manifest = await backUp()
  const saved = volume.read()
  const part = partOf(manifest)
  volume.run('printf live >folder/file && rm .dot && printf later >later && chmod 700 .')
  const live = volume.read()
  const mine = '.dk-restore-a1b2'
  const expectLive = async (expected: unknown, ...commands: readonly Command[]): Promise<void> => {
    commands.forEach(runHere)
    const found = volume.read()['volume'] ?? []
    expect({ volume: found.filter((line) => !line.startsWith("'.dk-restore-")) }).toEqual(expected)
    expect(await volume.isWriting()).toBe(true)
  }
  await expectLive(live, part.swapBack, part.stage.command, part.swapBack)
  await expectLive(saved, part.swap.command, part.swap.command)
  await expectLive(live, part.swapBack, part.swapBack)
  // Broken off while what was live went out: going back, and going on.
  const halfOut = `mkdir ${mine}/old && chown --reference=. ${mine}/old && chmod --reference=. ${mine}/old && mv folder ${mine}/old/`
  volume.run(halfOut)
  await expectLive(live, part.swapBack)
  volume.run(halfOut)
  await expectLive(saved, part.swap.command)
  // Broken off while it came in, and while it went back.
  volume.run(`rm ${mine}/in && mv .dot ${mine}/new/`)
  await expectLive(saved, part.swap.command)
  volume.run(`mv .dot ${mine}/new/`)
  await expectLive(live, part.swapBack)
  await expectLive(saved, part.swap.command)
  volume.run(`mv kept .dot folder first second ${mine}/new/ && touch ${mine}/back && mv ${mine}/old/later .`)
  await expectLive(live, part.swapBack)
  await expectLive(live, part.unstage)
  expect(await findLeft(root, volume)).toEqual([])
  await expectLive(saved, part.stage.command, part.swap.command, part.removeOld, part.unstage)
  expect(await findLeft(root, volume)).toEqual([])
}, 180_000)

testInLongRun('a volume that is gone is made again; one that cannot be left alone is refused before anything is stopped', async () => {
  const temporary = await startWrittenVolume(['--rm'])
  const { report } = await run('backup', { components: `volume volume=${temporary.name}` })
  expect(describeReport(report)).toMatch(/DK_BACKUP_SOURCE.*removes .* when it is stopped/s)
  expect(await temporary.isWriting()).toBe(true)
  await temporary.stop()
  const gone = await startWrittenVolume()
  gone.run('printf kept >kept')
  const backup = await run('backup', { components: `volume volume=${gone.name} as=gone` })
  expect(describeReport(backup.report)).toMatch(/^succeeded/)
  await gone.stop()
  const restored = await run('restore', { backup: backup.report.outputs['backup'] ?? '' })
  expect(describeReport(restored.report)).toMatch(/^succeeded/)
  expect(readFileSync(path.join(gone.folder, 'kept'), 'utf8')).toBe('kept')
  await gone.stop()
  const absent = await run('backup', { components: 'volume volume=dk-there-is-none' })
  expect(describeReport(absent.report)).toMatch(/DK_BACKUP_SOURCE.*there is no volume dk-there-is-none/s)
}, 120_000)

function partOf(manifest: BackupManifest): RestoredPart {
  const [component] = manifest.components
  if (component === undefined) throw new Error('no component')
  const folder = path.join(root, '.deploy-kit/backups', manifest.id)
  const place = { manifest, folder, work: path.join(root, 'work'), suffix: suffixOf(manifest.codec, false), runId: 'a1b2', root, project: undefined }
  return restoredPart(component, { ...place, opened: { headers: '', key: undefined } })
}

function runHere(command: Command): void {
  const { code, stderr } = runLine({ name: 'sh', argv: ['sh'] }, render(command).line)
  expect([code, stderr]).toEqual([0, ''])
}
