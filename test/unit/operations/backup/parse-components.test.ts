import { expect, test } from '@jest/globals'
import { parseComponents } from '../../../../packages/operations/backup/parse-components.ts'

const host = (address = '', port = ''): unknown => ({ kind: 'host', address, port })

const videos = { kind: 's3', name: 'videos', port: '9000', region: 'us-east-1', bucket: 'videos', prefix: '', keys: '' }

test.each([
  ['postgres service=db', { kind: 'postgres', name: 'db', server: { kind: 'service', service: 'db' }, user: '', database: '' }],
  ['postgres database=desk user=desk port=5433', { kind: 'postgres', name: 'desk', server: host('', '5433'), user: 'desk', database: 'desk' }],
  ['mysql service=db database=shop', { kind: 'mysql', name: 'db', server: { kind: 'service', service: 'db' }, user: '', database: 'shop' }],
  ['mysql container=shop-db-1 as=shop', { kind: 'mysql', name: 'shop', server: { kind: 'container', container: 'shop-db-1' }, user: '', database: '' }],
  ['mysql database=shop address=/run/mysqld/mysqld.sock', { kind: 'mysql', name: 'shop', server: host('/run/mysqld/mysqld.sock'), user: '', database: 'shop' }],
  ['mysql "database=Mein Laden" address=::1 port=3307', { kind: 'mysql', name: 'mein-laden', server: host('::1', '3307'), user: '', database: 'Mein Laden' }],
  ['redis', { kind: 'redis', name: 'redis', server: host() }],
  ['redis service=cache', { kind: 'redis', name: 'cache', server: { kind: 'service', service: 'cache' } }],
  ['redis container=cache-1', { kind: 'redis', name: 'cache-1', server: { kind: 'container', container: 'cache-1' } }],
  ['redis address=/run/redis/redis.sock', { kind: 'redis', name: 'redis', server: host('/run/redis/redis.sock') }],
  ['s3 bucket=videos service=storage', { ...videos, server: { kind: 'service', service: 'storage' } }],
  ['s3 bucket=videos container=s3 port=9100 as=v "prefix=a b/"', { ...videos, name: 'v', server: { kind: 'container', container: 's3' }, port: '9100', prefix: 'a b/' }],
  ['s3 bucket=videos endpoint=https://s3.example.com/ region=eu-central-1 keys=shared/.env', { ...videos, server: host('https://s3.example.com'), region: 'eu-central-1', keys: 'shared/.env' }],
  ['volume uploads', { kind: 'volume', name: 'uploads', place: { kind: 'key', key: 'uploads' } }],
  ['volume volume=Video_uploads', { kind: 'volume', name: 'video_uploads', place: { kind: 'volume', volume: 'Video_uploads' } }],
  ['configuration', { kind: 'configuration', name: 'configuration' }]
])('%s', (line, component) => {
  expect(parseComponents([line])).toEqual([component])
})

test.each([
  ['mysql', 'mysql on the host needs database= (in: mysql)'],
  ['mysql address=/run/x.sock', 'mysql on the host needs database='],
  ['mysql service=db container=db', 'it is either in a service or in a container'],
  ['mysql service=db port=3306', 'address and port are for a server on the host'],
  ['mysql database=-x', 'database cannot be "-x"'],
  ['mysql service=db shop', 'shop is not understood'],
  ['redis database=3', 'database is not understood'],
  ['redis user=x', 'user is not understood'],
  ['redis port=x', 'port cannot be "x"'],
  ['mariadb service=db', '"mariadb" is no kind of component; there are postgres, mysql, sqlite, redis, files'],
  ['s3 service=storage', 's3 needs bucket='],
  ['s3 bucket=videos', 's3 needs service=, container= or endpoint='],
  ['s3 bucket=videos service=s3 endpoint=http://h', 's3 needs service=, container= or endpoint='],
  ['s3 bucket=videos endpoint=http://h/path', 'endpoint cannot be "http://h/path"'],
  ['s3 bucket=videos endpoint=http://h port=9000', 'port is for a server in a container'],
  ['s3 bucket=videos address=h endpoint=http://h', 'address is not understood'],
  ['s3 bucket=a/b endpoint=http://h', 'bucket cannot be "a/b"'],
  ['volume', 'volume needs the name of a volume of the Compose project, or volume='],
  ['volume up/loads', 'up/loads is no name of a volume'],
  ['volume uploads volume=uploads', 'uploads is not understood'],
  ['configuration nginx', 'nginx is not understood'],
  ['reddis', 'did you mean redis?']
])('%s is refused: %s', (line, problem) => {
  expect(() => parseComponents([line])).toThrow(problem)
})

test('two servers without names are not mixed up', () => {
  expect(() => parseComponents(['redis', 'redis port=6380'])).toThrow('more than one component is called redis: give them names with as=NAME')
})

test('there is one configuration', () => {
  expect(() => parseComponents(['configuration', 'configuration as=again'])).toThrow('there is one configuration: it has all of it')
})
