import { expect, test } from '@jest/globals'
import { readOnly } from '../../../../packages/engine/transports/read-only.ts'
import { ScriptedTransport } from '../../../support/scripted-transport.ts'

test('reads go through', async () => {
  const host = new ScriptedTransport('web1', [['cat /etc/hostname', { stdout: 'web1\n' }]])
  expect((await readOnly(host).run({ line: 'cat /etc/hostname', effect: 'read' })).stdout).toBe('web1\n')
})

test.each(['write', undefined] as const)('a line with the effect %s is refused and not sent', async (effect) => {
  const host = new ScriptedTransport('web1', [[/./, {}]])
  await expect(readOnly(host).run({ line: 'rm -rf /srv/app', effect })).rejects.toMatchObject({ code: 'DK_DRY_RUN_WRITE', host: 'web1' })
  expect(host.runs).toEqual([])
})
