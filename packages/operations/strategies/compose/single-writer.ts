import type { ComposeService, Located } from './compose-file.ts'
import type { Mount } from './service-parts.ts'

/** Programs that take their files for their own, by the last part of the names of their images. */
const DATABASE_IMAGE = /^(postgres|postgresql|postgis|timescaledb|pgvector|mysql|mariadb|percona|mongo|mongodb|redis|valkey|minio|rabbitmq|elasticsearch|opensearch|clickhouse|influxdb|neo4j|couchdb|cassandra|etcd)(-server|-ha|-sentinel|-stack)?$/

const DATABASE_FILE = /\.(db3?|sqlite3?|sqlitedb|rdb)(-(wal|shm|journal))?$/

/** A mount that two containers must not write to at a time: a volume, the files of a database. */
export function findSingleWriter({ image, mounts }: Pick<ComposeService, 'image' | 'mounts'>): string | undefined {
  const written = mounts.filter(({ value }) => !value.isReadOnly)
  const volume = written.find(({ value }) => value.kind === 'volume')
  if (volume !== undefined) return `writes to the volume ${volume.value.text} (${volume.place})`
  const binds = written.filter(isShared)
  const file = binds.find(({ value }) => DATABASE_FILE.test(value.source) || DATABASE_FILE.test(value.target))
  if (file !== undefined) return `writes to ${file.value.text} (${file.place}), which looks like a database`
  const [first] = binds
  return first !== undefined && isDatabase(image) ? `is a database (${image ?? ''}) and writes to ${first.value.text} (${first.place})` : undefined
}

/** What two containers beside each other both write to, and may: of the host, and not the socket of a program. */
export function listSharedMounts({ mounts }: Pick<ComposeService, 'mounts'>): readonly Located<Mount>[] {
  return mounts.filter((mount) => !mount.value.isReadOnly && isShared(mount))
}

function isShared({ value: { kind, source } }: Located<Mount>): boolean {
  return kind === 'bind' && !source.endsWith('.sock') && !/^\/(dev|proc|sys)(\/|$)/.test(source)
}

/** `registry:5000/bitnami/postgresql:15@sha256:...` is `postgresql`. */
function isDatabase(image = ''): boolean {
  const name = image.replace(/@.*$/, '').split('/').at(-1)?.replace(/:.*$/, '') ?? ''
  return DATABASE_IMAGE.test(name.toLowerCase())
}
