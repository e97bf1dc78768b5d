import { expect, test } from '@jest/globals'
import type { SystemdSettings } from '../../../../../packages/operations/strategies/systemd/settings.ts'
import { sudoVerbs } from '../../../../../packages/operations/strategies/systemd/sudo-verbs.ts'
import { hostPaths } from '../../../../../packages/operations/tools/host-paths.ts'

const settings = (changes: Partial<SystemdSettings>): SystemdSettings => ({
  strategy: 'systemd',
  cutover: 'restart',
  units: [],
  site: undefined,
  ports: [],
  python: undefined,
  settleSeconds: 5,
  drainSeconds: 10,
  timeoutSeconds: 60,
  ...changes
})
const unit = (name: string, isInstallable = true) => ({ name, sha256: '', isInstallable, runsFromRelease: true })
const linesOf = (changes: Partial<SystemdSettings>): readonly string[] =>
  sudoVerbs(settings(changes), hostPaths('/srv/app', 'releases')).map(({ needed, words }) => `${needed}: ${words.join(' ')}`)

test('a service that is restarted', () => {
  expect(linesOf({ units: [unit('app.service')] })).toEqual([
    'run: systemctl reset-failed app.service',
    'run: systemctl restart app.service',
    'enable: systemctl enable -q app.service',
    'install: install -o root -g root -m 0644 /srv/app/.deploy-kit/units/live/app.service /etc/systemd/system/app.service',
    'install: systemctl daemon-reload',
    'remove: systemctl disable -q --now app.service',
    'remove: rm -f /etc/systemd/system/app.service',
    'pause: systemctl stop app.service',
    'pause: systemctl start app.service',
    'journal: journalctl -q --no-pager -o short-iso -n 200 -u app.service'
  ])
})

test('a job is started by its timer alone, and its journal may be read', () => {
  const lines = linesOf({ units: [unit('job.service', false), unit('job.timer')] })
  expect(lines).toContain('run: systemctl restart job.timer')
  expect(lines.filter((line) => line.startsWith('run:') && line.includes('job.service'))).toEqual([])
  expect(lines.at(-1)).toBe('journal: journalctl -q --no-pager -o short-iso -n 200 -u job.service')
})

test('two ports: each instance by its name, and the site', () => {
  const lines = linesOf({ cutover: 'ports', units: [unit('app@.service')], ports: [8001, 8002], site: { name: 'app.conf', sha256: '' } })
  expect(lines.filter((line) => line.includes('app@8002.service'))).toEqual([
    'run: systemctl reset-failed app@8002.service',
    'run: systemctl start app@8002.service',
    'run: systemctl stop app@8002.service',
    'run: systemctl enable -q app@8002.service',
    'run: systemctl disable -q --now app@8002.service',
    'journal: journalctl -q --no-pager -o short-iso -n 200 -u app@8002.service'
  ])
  expect(lines.filter((line) => line.startsWith('site:'))).toEqual([
    'site: install -o root -g root -m 0644 /srv/app/.deploy-kit/units/live/nginx/app.conf /etc/nginx/sites-available/app.conf',
    'site: ln -sfn /etc/nginx/sites-available/app.conf /etc/nginx/sites-enabled/app.conf',
    'site: rm -f /etc/nginx/sites-enabled/app.conf',
    'site: rm -f /etc/nginx/sites-available/app.conf',
    'site: nginx -t',
    'site: systemctl reload-or-restart nginx'
  ])
})
