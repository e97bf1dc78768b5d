import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ConnectionSettings } from '../../packages/core/index.ts'
import { openTransport, type RunResult } from '../../packages/engine/index.ts'
import { hostOf, settingsFor } from '../support/connection.ts'
import { waitUntil } from '../support/wait-until.ts'
import { listDisks } from './disks.ts'
import { inspect } from './docker.ts'
import type { TargetHost } from './target-host.ts'
import { requireTestbed, type Testbed } from './testbed.ts'

let testbed: Testbed

beforeAll(async () => {
  const images = ['postgres', 'redis', 'python', 'node', 'nginx', 'caddy', 's3'] as const
  testbed = await requireTestbed({ images, onProgress: (line) => process.stdout.write(`${line}\n`) })
}, 600_000)

describe('a host', () => {
  let host: TargetHost

  beforeAll(async () => {
    host = await testbed.startTarget({ name: 'web1' })
  }, 60_000)
  afterAll(() => host.stop(), 60_000)

  test('boots systemd as the first process, and every unit of it', async () => {
    expect(await host.exec('cat /proc/1/comm; hostname; systemctl is-system-running; systemctl is-active ssh nginx')).toBe(
      'systemd\nweb1\nrunning\nactive\nactive'
    )
  })

  test('has an own loopback address, on which nginx answers', async () => {
    expect(host.address).toMatch(/^127\.0\.77\.\d+$/)
    expect((await fetch(`http://${host.address}:${host.portOf(80)}/`)).headers.get('server')).toMatch(/^nginx/)
    await expect(fetch(`http://${host.address}:8123/`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    expect(() => host.portOf(8123)).toThrow('Port 8123 is not published')
  })

  test('lets deploy in by its key, and only with the right host key', async () => {
    expect(await run(host, 'id -un; pwd; sudo -n id -un')).toMatchObject({ stdout: 'deploy\n/home/deploy\nroot\n' })
    const text = host.knownHostsLine.replace(/\S+$/, 'AAAAC3NzaC1lZDI1NTE5AAAAIMQe9r3jYOqrp7ZbJN0NP5cPd1NNPgUk4EGUsCIjVuAJ')
    const other = { knownHosts: { text, fingerprints: [], unsafeSkip: false } }
    await expect(run(host, 'true', other)).rejects.toMatchObject({ code: 'DK_HOST_KEY_CHANGED' })
  })

  test.each(['rsync', 'git', 'curl', 'docker'])('has no %s', async (program) => {
    expect((await host.ask(`command -v ${program}`)).code).not.toBe(0)
  })

  test('sees no disk of this machine', async () => {
    expect(await host.exec('find /dev -type b')).toBe('')
  })

  test('starts, restarts and stops a unit, and keeps its journal', async () => {
    await host.writeFile('/etc/systemd/system/demo.service', DEMO_UNIT)
    expect(await run(host, 'sudo -n systemctl daemon-reload && sudo -n systemctl enable --now demo')).toMatchObject({ ending: { code: 0 } })
    expect(await ask(host, 'systemctl is-active demo')).toBe('active\n')
    await ask(host, 'sudo -n systemctl kill --signal=KILL demo')
    const countRestarts = (): Promise<string> => ask(host, 'systemctl show --property=NRestarts --value demo')
    await waitUntil('systemd to start the unit again', async () => (await countRestarts()) === '1\n')
    await ask(host, 'sudo -n systemctl stop demo')
    expect(await ask(host, 'systemctl is-active demo')).toBe('inactive\n')
    expect(await ask(host, 'sudo -n journalctl --unit demo --output cat')).toContain('the demo runs')
  })

  test.each(['reboot', 'crash'] as const)('keeps data, host key and enabled units when it ends by %s', async (kind) => {
    await host.exec(`echo ${kind} > /srv/kept; echo ${kind} > /var/lib/kept; touch /run/lost; systemctl start demo`)
    await host[kind]()
    expect(await ask(host, 'cat /srv/kept /var/lib/kept; systemctl is-active demo; ls /run/lost')).toBe(`${kind}\n${kind}\nactive\n`)
  }, 60_000)

  test('is silent while it is cut, and back when healed', async () => {
    const transport = await openTransport(hostOf(host), settingsFor(host), { keepaliveSeconds: 0.3 })
    const running = new Promise<RunResult>((resolve, reject) => {
      const onStdout = (): void => void host.cut().catch(reject)
      transport.run({ line: 'echo started; exec sleep 60', onStdout }).then(resolve, reject)
    })
    expect((await running).ending).toEqual({ kind: 'connection-lost', sent: true })
    await expect(ask(host, 'true', IMPATIENT)).rejects.toMatchObject({ code: 'DK_HOST_UNREACHABLE' })
    await host.heal()
    expect(await ask(host, 'echo hello')).toBe('hello\n')
    await transport.close()
  })

  test('stands still while it is frozen', async () => {
    await host.freeze()
    await expect(ask(host, 'true', IMPATIENT)).rejects.toMatchObject({ code: 'DK_HOST_UNREACHABLE' })
    await host.heal()
    expect(await ask(host, 'echo hello')).toBe('hello\n')
  })

  test('has a full disk until it is emptied', async () => {
    await host.fill('/srv')
    const full = await run(host, 'dd if=/dev/zero of=/srv/file bs=1k count=1')
    expect(full).toMatchObject({ ending: { code: 1 }, stderr: expect.stringContaining('No space left on device') })
    await host.unfill('/srv')
    expect(await run(host, 'dd if=/dev/zero of=/srv/file bs=1k count=1')).toMatchObject({ ending: { code: 0 } })
    expect(() => host.fill('/var')).toThrow('/var has no disk of its own')
  })
})

describe('a host with Docker', () => {
  let host: TargetHost

  beforeAll(async () => {
    host = await testbed.startTarget({ name: 'docker1', docker: true, ports: [9000] })
  }, 60_000)
  afterAll(() => host.stop(), 60_000)

  test('runs a compose file with PostgreSQL from the registry, whose data survives a reboot', async () => {
    await host.writeFile('/srv/app/compose.yaml', COMPOSE_FILE)
    const up = await run(host, 'cd /srv/app && docker compose up --detach --wait --quiet-pull')
    expect(up).toMatchObject({ ending: { code: 0 } })
    expect((await fetch(`http://${host.address}:${host.portOf(80)}/`)).status).toBe(200)
    const query = (sql: string): Promise<string> => ask(host, `cd /srv/app && docker compose exec -T db psql -U app -At -c '${sql}' app`)
    expect(await query('create table kept as select 42 as answer')).toBe('SELECT 1\n')
    await host.reboot()
    await waitUntil('PostgreSQL', async () => (await query('select answer from kept')) === '42\n', 30)
  }, 180_000)

  const programs: readonly (readonly [image: string, command: string, answer: string])[] = [
    ['redis:7-alpine', 'redis-server --version', 'v=7.'],
    ['python:3.11-slim', 'python -c "import sys; print(sys.version)"', '3.11.'],
    ['node:24-slim', 'node --version', 'v24.'],
    ['node:24-slim', 'npm --version', '11.'],
    ['nginx:alpine', 'nginx -v 2>&1', 'nginx/1.'],
    ['caddy:2-alpine', 'caddy version', '2.'],
    ['postgres:15-alpine', 'pg_dump --version', '15.']
  ]
  test.each(programs)('%s answers %s', async (image, command, answer) => {
    const result = await run(host, `docker run --rm ${image} sh -c '${command}'`)
    expect(result).toMatchObject({ ending: { code: 0 }, stdout: expect.stringContaining(answer) })
  }, 60_000)

  test('an image that nobody has is refused', async () => {
    expect(await run(host, 'docker pull --quiet dk-registry:5000/nobody/has:1')).toMatchObject({ ending: { code: 1 } })
  })

  test('an S3 server checks signatures and keeps objects', async () => {
    const keys = '--env MINIO_ROOT_USER=app --env MINIO_ROOT_PASSWORD=secret'
    const start = `docker run --detach --publish 9000:9000 ${keys} minio/minio:latest server /data`
    expect(await run(host, start)).toMatchObject({ ending: { code: 0 } })
    const place = `http://${host.address}:${host.portOf(9000)}`
    await waitUntil('the S3 server', async () => (await fetch(`${place}/minio/health/live`).catch(() => undefined))?.ok, 30)
    const client = `docker run --rm --network host nginx:alpine curl --fail --silent --show-error --aws-sigv4 aws:amz:us-east-1:s3 --user`
    const request = (key: string, rest: string): Promise<RunResult> =>
      run(host, `${client} ${key} --header x-amz-content-sha256:UNSIGNED-PAYLOAD http://127.0.0.1:9000/videos${rest}`)
    expect(await request('app:secret', ' --request PUT')).toMatchObject({ ending: { code: 0 } })
    expect(await request('app:secret', '/one --request PUT --data hello')).toMatchObject({ ending: { code: 0 } })
    expect(await request('app:secret', '/one')).toMatchObject({ ending: { code: 0 }, stdout: 'hello' })
    expect(await request('app:wrong', '/one')).toMatchObject({ ending: { code: 22 }, stderr: expect.stringContaining('403') })
  }, 120_000)
})

test('tests share a host, each with a folder of its own', async () => {
  const [one, other] = await Promise.all([testbed.shareTarget(), testbed.shareTarget()])
  expect(one.host.container).toBe(other.host.container)
  expect(one.path).not.toBe(other.path)
  expect(await ask(one.host, `touch ${one.path}/file && stat --format %U ${one.path}`)).toBe('deploy\n')
  await one.release()
  await other.release()
  expect(await ask(one.host, 'ls -d /srv/*')).not.toContain(one.path)
}, 60_000)

test('a host that is stopped leaves nothing behind', async () => {
  const host = await testbed.startTarget({ name: 'gone', disks: { '/srv': 32, '/data': 32 } })
  expect(listDisks().filter((disk) => disk.startsWith(host.container))).toHaveLength(2)
  await host.stop()
  await host.stop()
  expect(await inspect(host.container, '{{.Id}}')).toBeUndefined()
  expect(listDisks().filter((disk) => disk.startsWith(host.container))).toEqual([])
}, 60_000)

const IMPATIENT = { connectTimeoutSeconds: 1 }

type Login = Parameters<typeof settingsFor>[0]

async function run(host: Login, line: string, changes: Partial<ConnectionSettings> = {}): Promise<RunResult> {
  const transport = await openTransport(hostOf(host), settingsFor(host, changes))
  try {
    return await transport.run({ line })
  } finally {
    await transport.close()
  }
}

async function ask(host: Login, line: string, changes: Partial<ConnectionSettings> = {}): Promise<string> {
  return (await run(host, line, changes)).stdout
}

const DEMO_UNIT = `[Service]
User=deploy
ExecStart=/bin/sh -c 'echo the demo runs; exec sleep infinity'
Restart=on-failure
RestartSec=100ms

[Install]
WantedBy=multi-user.target
`

const COMPOSE_FILE = `services:
  web:
    image: nginx:alpine
    ports: ["80:80"]
    restart: unless-stopped
    depends_on:
      db: { condition: service_healthy }
  db:
    image: postgres:15-alpine
    restart: unless-stopped
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: secret
    volumes: ["data:/var/lib/postgresql/data"]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U app -d app"]
      interval: 1s
      retries: 30
volumes:
  data:
`
