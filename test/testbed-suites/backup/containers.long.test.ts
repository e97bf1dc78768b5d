// The contract of all sources for servers in containers: their passwords stay there.
import { randomBytes } from 'node:crypto'
import { runClient } from '../../support/databases/run-client.ts'
import { createMariadbSample, readMariadb } from '../../support/databases/mariadb-sample.ts'
import { createRedisSample, readRedis } from '../../support/databases/redis-sample.ts'
import { waitUntil } from '../../support/wait-until.ts'
import { testSource } from '../../integration/backup/sources.contract.ts'
import { askDocker, docker } from '../../testbed/docker.ts'
import { localName, type ImageName } from '../../testbed/image-recipes.ts'
import { LABEL } from '../../testbed/names.ts'
import { requireTestbed } from '../../testbed/testbed.ts'

async function startContainer(image: ImageName, words: readonly string[], command: readonly string[] = []): Promise<string> {
  await requireTestbed({ images: [image] })
  const name = `dk-source-${image}-${randomBytes(3).toString('hex')}`
  await docker(['run', '--detach', '--rm', '--label', LABEL, '--name', name, ...words, localName(image), ...command])
  return name
}

/** With the environment of the container, where its password is. */
function runInside(name: string, program: string, { args = [], input = '' }: { readonly args?: readonly string[]; readonly input?: string }): Promise<string> {
  return runClient({ program: 'docker', args: ['exec', '-i', name, 'sh', '-c', program, 'sh', ...args], input })
}

testSource('mysql in a container', async () => {
  const name = await startContainer('mariadb', ['--env', 'MARIADB_ROOT_PASSWORD=secret'])
  const sql = (input: string, database = 'mysql'): Promise<string> =>
    runInside(name, 'MYSQL_PWD=$MARIADB_ROOT_PASSWORD exec mariadb --default-character-set=utf8mb4 --batch --skip-column-names "$1"', { args: [database], input })
  await waitUntil('an answer of MariaDB', () => sql('select 1').then(() => true, () => false), 60)
  await createMariadbSample({ sql }, 'app')
  return {
    component: `mysql container=${name} database=app`,
    read: () => readMariadb({ sql }, 'app'),
    change: async () => {
      await sql('DELETE FROM duplicates; DROP VIEW a_view; CREATE TABLE later (id int)', 'app')
    },
    findLeft: async () => (await sql("select schema_name from information_schema.schemata where schema_name like 'dk%'")).split('\n').filter((line) => line !== ''),
    stop: async () => {
      await docker(['rm', '--force', '--volumes', name])
    }
  }
})

testSource('redis in a container', async () => {
  const name = await startContainer('redis', ['--env', 'REDIS_PASSWORD=secret'], ['redis-server', '--requirepass', 'secret', '--appendonly', 'yes'])
  const cli = (args: readonly string[], input = ''): Promise<string> => runInside(name, 'REDISCLI_AUTH=$REDIS_PASSWORD exec redis-cli -e "$@"', { args, input })
  const command = (...words: readonly string[]): Promise<string> => cli(words)
  await waitUntil('an answer of Redis', () => command('PING').then((answer) => answer === 'PONG\n', () => false), 60)
  await createRedisSample({ commands: (text) => cli([], text) })
  return {
    component: `redis container=${name}`,
    read: () => readRedis({ command }),
    change: async () => {
      await cli([], 'SELECT 3\nFLUSHDB\nSELECT 7\nSET later x\nFUNCTION FLUSH')
    },
    findLeft: async () => {
      const containers = (await askDocker(['ps', '--all', '--format', '{{.Names}}', '--filter', 'name=dk-redis-'])).stdout.split('\n').filter((line) => /^dk-redis-[0-9a-f]{12}-/.test(line))
      return [...containers, ...(await command('CONFIG', 'GET', 'masterauth')).trim().split('\n').slice(1)]
    },
    stop: async () => {
      await docker(['rm', '--force', '--volumes', name])
    }
  }
})
