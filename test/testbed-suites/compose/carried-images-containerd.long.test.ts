import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Report } from '../../../packages/core/index.ts'
import { runCli } from '../../support/run-cli.ts'
import { makeScratch } from '../../support/scratch.ts'
import { localName } from '../../testbed/image-recipes.ts'
import { runProgram } from '../../testbed/run-program.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { cutOffRegistries, makeCarriedProject, type CarriedProject } from './carried-project.ts'
import { tell } from './video-project.ts'

const scratch = makeScratch()
const MIB = 1024 ** 2
let host: TargetHost
let api: CarriedProject

/** Its containerd is where there is a file system of its own. */
const CONTAINERD = `
set -e
mkdir -p /etc/containerd /etc/systemd/system/docker.service.d
printf 'version = 2\\nroot = "/var/lib/docker/containerd-root"\\n' >/etc/containerd/config.toml
printf '{"features": {"containerd-snapshotter": true}}\\n' >/etc/docker/daemon.json
printf '[Service]\\nExecStart=\\nExecStart=/usr/sbin/dockerd -H fd:// -H tcp://0.0.0.0:2375 --containerd=/run/containerd/containerd.sock\\n' >/etc/systemd/system/docker.service.d/tcp.conf
systemctl daemon-reload
systemctl restart containerd docker
docker info --format '{{json .DriverStatus}}'
`

beforeAll(async () => {
  const testbed = await requireTestbed({ images: ['python'] })
  host = await testbed.startTarget({ name: 'co-containerd', docker: true, ports: [2375], disks: { '/srv': 512 } })
  await cutOffRegistries(host)
  expect(await host.exec(CONTAINERD)).toContain('io.containerd.snapshotter.v1')
  api = await makeCarriedProject(scratch, host, '/srv/carried')
}, 600_000)
afterAll(async () => {
  scratch.remove()
  await api.remove()
  await host.stop()
}, 60_000)

test('to a host whose engine keeps images in containerd they travel whole, and are known again by their content', async () => {
  for (const version of ['one', 'two']) {
    await api.build(version)
    const run = await api.deploy(version)
    expect(tell(run)).toBe('succeeded')
    expect(run.report.plan.notes).toContainEqual(expect.stringContaining('images are carried whole: the Docker Engine of the host'))
    expect(run.report.sentBytes).toBeGreaterThan(10 * MIB)
    expect(await api.ask()).toBe(version)
  }
  const same = await api.deploy('two')
  expect([same.report.outcome, same.report.sentBytes]).toEqual(['unchanged', 0])
  expect(tell(await api.rollback())).toBe('succeeded')
  expect(await api.ask()).toBe('one')
}, 300_000)

/** From another machine, as it were: another engine is the local one. */
async function deployFrom(engine: string, project: CarriedProject, tag: string): Promise<Pick<Report, 'plan' | 'outcome' | 'sentBytes' | 'error'>> {
  const { 'private-key': key, ...texts } = project.texts(tag)
  const folder = scratch.write(scratch.next('from'), { 'deploy-kit.yml': JSON.stringify({ ...texts, 'private-key': '${TEST_KEY}' }) })
  const { stdout } = await runCli(['ssh-deploy', '--yes', '--json'], { cwd: folder, env: { TEST_KEY: key, DOCKER_HOST: engine } })
  const { plan, report } = JSON.parse(stdout) as { readonly plan: Report['plan']; readonly report: Report }
  return { ...report, plan }
}

test('the other way round: from an engine with containerd to one with layers', async () => {
  const testbed = await requireTestbed({ images: ['python'] })
  const target = await testbed.startTarget({ name: 'co-layers', docker: true, disks: { '/srv': 512 } })
  const other = await makeCarriedProject(scratch, target, '/srv/carried')
  const engine = `tcp://${host.address}:${host.portOf(2375)}`
  try {
    await cutOffRegistries(target)
    await runProgram(['sh', '-c', 'docker save "$1" | docker --host "$2" load', 'sh', localName('python'), engine])
    for (const version of ['one', 'two']) {
      // With an attestation, so its id is that of an index.
      await other.build(version, { engine })
      const report = await deployFrom(engine, other, version)
      expect(report).toMatchObject({ outcome: 'succeeded' })
      expect(report.plan.notes).toContainEqual(expect.stringContaining('images are carried whole: the Docker Engine of this machine'))
      expect(await other.ask()).toBe(version)
    }
    expect(await deployFrom(engine, other, 'two')).toMatchObject({ outcome: 'unchanged', sentBytes: 0 })
  } finally {
    await other.remove()
    await target.stop()
  }
}, 300_000)
