import { makeScratch } from '../../support/scratch.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { requireTestbed } from '../../testbed/testbed.ts'
import { makeVideoProject, pushApi } from '../compose/video-project.ts'
import { describeStrategyMatrix } from './strategy-matrix.ts'
import type { StrategySubject, Version } from './strategy-subject.ts'

await describeStrategyMatrix(await makeSubject(), {
  'health hangs': ['wait-healthy']
})

/** An API that is started first, a worker that is stopped first, PostgreSQL, and nginx in front. */
async function makeSubject(): Promise<StrategySubject> {
  const testbed = await requireTestbed({ images: ['postgres', 'python', 'nginx'] })
  const tags: Readonly<Record<Version, string>> = { one: 'faults-1', two: 'faults-2' }
  for (const version of ['one', 'two'] as const) await pushApi(tags[version], version)
  const host = await testbed.startTarget({ name: 'sf-compose', docker: true })
  const scratch = makeScratch()
  await host.exec('install -d -o deploy /srv/video')
  const video = makeVideoProject(scratch, host, { root: '/srv/video', port: 80, isStartFirst: true })
  let visits = 0
  const served = async (): Promise<string> => video.ask().then((answer) => answer.trim(), (error: unknown) => `nothing: ${String(error)}`)
  return {
    name: 'compose',
    title: 'Strategy `compose`, start-first and stop-first',
    host,
    root: video.root,
    texts: (version) => video.texts({ variables: `API_TAG=${tags[version]}` }),
    served,
    async whole(other) {
      const version = await served()
      const current = (await host.ask(`cat ${video.root}/current/.env`)).stdout
      if (version !== 'one' && version !== 'two') return version
      if (!current.includes(tags[version])) return `${version} is served, current has ${current.split('\n').find((line) => line.startsWith('API_TAG')) ?? 'no tag'}`
      const services = (await video.containers()).map(({ service }) => service).toSorted()
      const names = other === 'may drain' ? [...new Set(services)] : services
      if (names.join(' ') !== 'api db proxy worker') return `${version} is served, and there are ${services.join(', ')}`
      const found = visits === 0 ? '0' : await video.sql('select count(*) from visits').catch(String)
      return found === String(visits) ? version : `${found} visits of ${visits}`
    },
    async use() {
      await video.sql('create table if not exists visits (at timestamptz default now())')
      await video.sql('insert into visits default values')
      visits += 1
    },
    ownFaults: [
      { name: 'engine restarted', begin: () => host.exec('systemctl restart docker'), end: () => Promise.resolve() },
      {
        name: 'registry gone',
        begin: () => host.exec("echo '127.0.0.1 dk-registry' >>/etc/hosts"),
        async end() {
          await host.exec("sed '/^127.0.0.1 dk-registry$/d' /etc/hosts >/run/hosts && cat /run/hosts >/etc/hosts")
          await waitUntil('the registry is asked again', async () => (await host.ask(`docker pull --quiet dk-registry:5000/dk-compose/api:${tags.one}`)).code === 0, 60)
        }
      }
    ],
    async close() {
      await host.stop()
      scratch.remove()
    }
  }
}
