// needs: shellcheck, dash, busybox
import { expect, test } from '@jest/globals'
import { readShellProgram } from '../../../../scripts/checks/read-shell-programs.ts'
import { parseComponents } from '../../../../packages/operations/backup/parse-components.ts'
import { DEFAULT_RETENTION } from '../../../../packages/operations/backup/retention.ts'
import { renderBackupScript, type ScheduledBackup } from '../../../../packages/operations/schedule/backup-script.ts'
import { renderWatchScript } from '../../../../packages/operations/schedule/watch-script.ts'
import { hostPaths } from '../../../../packages/operations/tools/host-paths.ts'
import { testInLongRun } from '../../../support/long-run.ts'

const EVERY_KIND = ['postgres service=db', 'postgres database=other', 'mysql service=my', 'redis service=redis', 'sqlite data/x.sqlite', 'files a "b c" as=odd', 's3 bucket=videos service=storage']

const backup = (more: Partial<ScheduledBackup> = {}): ScheduledBackup => ({
  host: 'web1',
  paths: hostPaths('/srv/my app $HOME `x`', 'releases'),
  backups: '/var/backups/my app',
  components: parseComponents(EVERY_KIND),
  recipients: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
  codec: 'zstd',
  compare: 'rows',
  timeoutSeconds: 14_400,
  retention: DEFAULT_RETENTION,
  isSmallerAccepted: false,
  lockWaitSeconds: 3600,
  times: ['03:30', '15:30'],
  timeZone: 'Europe/Berlin',
  tool: 'deploy-kit 1.0.0',
  ...more
})

const read = (name: string, text: string): readonly string[] => readShellProgram({ name, file: `packages/${name}.ts`, line: 1, text })

test('the scripts for every kind of component are read by shellcheck, dash and busybox', () => {
  expect(read('backup', renderBackupScript(backup()))).toEqual([])
  expect(read('watch', renderWatchScript({ ...backup(), promisedAgeSeconds: 93_600 }))).toEqual([])
})

testInLongRun('the script for each kind by itself is read by them too', () => {
  for (const line of EVERY_KIND) expect([line, read('backup', renderBackupScript(backup({ components: parseComponents([line]) })))]).toEqual([line, []])
  return Promise.resolve()
}, 120_000)

test('what programs have in common is in the script once, and every component calls the function of its kind', () => {
  const script = renderBackupScript(backup())
  const count = (text: string): number => script.split(text).length - 1
  expect([count('\nstore() {'), count('\nfail() {'), count('\nfind_container() {'), count('\nlist_kept() (')]).toEqual([1, 1, 1, 1])
  expect([count('\ndump_postgres() ('), count('    dump_postgres \''), count('\ndump_mysql() ('), count('    dump_mysql \'')]).toEqual([1, 2, 1, 1])
  expect(script.indexOf('\n    begin_backup ')).toBeGreaterThan(script.lastIndexOf('\ndump_files() ('))
})

test('a script changes with its values, and with nothing else', () => {
  expect(renderBackupScript(backup())).toBe(renderBackupScript(backup()))
  expect(renderBackupScript(backup({ times: ['04:00'] }))).not.toBe(renderBackupScript(backup()))
})

test('only a script whose components are in services asks for a Compose project', () => {
  const asks = (line: string): boolean => renderBackupScript(backup({ components: parseComponents([line]) })).includes('No Compose project is live')
  expect([asks('postgres service=db'), asks('postgres container=db'), asks('files a')]).toEqual([true, false, false])
})
