import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { hostPaths } from '../../../../packages/operations/tools/host-paths.ts'
import { replaceCrontabBlock } from '../../../../packages/operations/schedule/schedule-programs.ts'
import { renderCrontabBlock } from '../../../../packages/operations/schedule/timer-files.ts'
import { makeCronHere, type CronHere } from '../../../support/cron-here.ts'
import { runOnHost } from '../../../support/host-tools.ts'
import { makeScratch } from '../../../support/scratch.ts'

const scratch = makeScratch()
const FOREIGN = '# mine\nMAILTO=ops@example.com\n0 1 * * * /bin/other \\% "x"\n\n  # END backups of nothing\n'
let cron: CronHere

beforeAll(() => void (cron = makeCronHere(scratch.next('cron'))))
afterAll(() => {
  cron.stop()
  scratch.remove()
})

const BLOCK = renderCrontabBlock(hostPaths('/srv/a 100%', 'releases'))

async function replace(block: string, root = '/srv/a 100%'): Promise<string> {
  const { code, stderr } = await runOnHost({ name: 'here', path: cron.path }, replaceCrontabBlock(root, block))
  return code === 0 ? cron.read() : `${code}: ${stderr}`
}

test('lines of cron name the script as cron reads them', () => {
  expect(BLOCK).toContain("*/5 * * * * /bin/sh '/srv/a 100\\%/.deploy-kit/schedule/backup.sh' due >/dev/null\n")
})

test('the block comes, changes and goes, and every other byte of the crontab stays', async () => {
  expect(await replace(BLOCK)).toBe(BLOCK)
  cron.write(FOREIGN)
  expect(await replace(BLOCK)).toBe(`${FOREIGN}${BLOCK}`)
  expect(await replace(BLOCK)).toBe(`${FOREIGN}${BLOCK}`)
  const other = renderCrontabBlock(hostPaths('/srv/b', 'releases'))
  expect(await replace(other, '/srv/b')).toBe(`${FOREIGN}${BLOCK}${other}`)
  expect(await replace('')).toBe(`${FOREIGN}${other}`)
  expect(await replace('', '/srv/b')).toBe(FOREIGN)
})

test('a block whose end somebody removed is no block: nothing after it is lost', async () => {
  const [begin = ''] = BLOCK.split('\n')
  cron.write(`${begin}\n${FOREIGN}`)
  expect(await replace('')).toBe(`${begin}\n${FOREIGN}`)
})
