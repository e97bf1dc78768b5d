import type { Component, PostgresComponent } from './component.ts'
import type { BackupHead } from './manifest.ts'
import { suffixOf } from './source.ts'

/**
 * How to restore a backup with nothing but what it names: the text that lies beside it. `@component:fact@` stands for what is known when the
 * backup is made, as a word of a shell; at most once a line of each. `made`: when, UTC.
 */
export function renderRecovery(head: BackupHead, made: string): string {
  const { id, path, host, components, release, codec, recipients } = head
  const isSealed = recipients.length > 0
  const suffix = suffixOf(codec, isSealed)
  const expand = codec === 'zstd' ? 'zstd -d' : 'gzip -d'
  const open = (file: string): string => (isSealed ? `age -d -i key.txt ${file}${suffix} | ${expand}` : `${expand} <${file}${suffix}`)
  return `# ${id}

Of ${path} on ${host}, made ${made} UTC by ${head.tool}${release === undefined ? '' : `, when ${release} was live`}.

Everything can be restored without deploy-kit. Begin in this folder, or better in a copy of it. Everything goes into places of its own, named
\`restored_...\`: nothing that is live is touched.

1. Is it whole?

       sha256sum -c SHA256SUMS
${isSealed ? '\n   It is sealed (age-encryption.org) for the keys in recipients.txt: one of them, as a file `key.txt` in this folder, opens it.\n' : ''}
${components.map((component, index) => `${index + 2}. ${describe(component, { open, suffix })}`).join('\n')}`
}

/** A dump that names its database would change that one. */
const REDIRECT = "LC_ALL=C sed 's/^ALTER DATABASE `.*` \\(CHARACTER SET [a-z0-9]* COLLATE [a-z0-9_]* ;\\)$/ALTER DATABASE \\1/'"

function describe(component: Component, { open, suffix }: { readonly open: (file: string) => string; readonly suffix: string }): string {
  const { name } = component
  const fact = (key: string): string => `@${name}:${key}@`
  const restored = restoredName(name)
  switch (component.kind) {
    case 'postgres':
      return describePostgres(component, open)
    case 'mysql':
      return `${name}: ${fact('server')}. Into a new database; when it is good, point the application at it, or dump it once more into the old name, which was
   ${fact('database')}. The \`sed\` keeps a line that names the old database from changing that one. With MySQL the client is \`mysql\`.
   Accounts and their rights are the server's, and not in it; the comment of the database is in manifest.json.

       mariadb -e 'create database ${restored} character set ${fact('charset')} collate ${fact('collate')}'
       ${open(`${name}.sql`)} | ${REDIRECT} | mariadb --binary-mode --default-character-set=utf8mb4 ${restored}
       ${open(`${name}.events.sql`)} | ${REDIRECT} | mariadb --binary-mode --default-character-set=utf8mb4 ${restored}
`
    case 'redis':
      return `${name}: ${fact('server')}. A server with \`appendonly yes\` does not read dump.rdb: it starts empty. So a server is started here without its log, and
   told to write one. Port 6379 has to be free: do it on another machine, or give all three programs another one (\`--port\`, \`-p\`).

       ${open(`${name}.rdb`)} >dump.rdb
       redis-check-rdb dump.rdb
       redis-server --dir "$PWD" --appendonly no --daemonize yes
       until redis-cli ping | grep PONG; do sleep 1; done
       redis-cli config set appendonly yes
       while redis-cli info persistence | grep -E 'aof_rewrite_(scheduled|in_progress):1'; do sleep 1; done
       redis-cli shutdown

   Then stop the live server, put dump.rdb and appendonlydir (appendonly.aof before Redis 7) in the place of those in its data folder, with the same
   owner, and start it.
`
    case 'sqlite':
      return `${name}: ${fact('server')}, of ${component.path}.

       ${open(`${name}.sqlite`)} >${restored}.sqlite
       sqlite3 ${restored}.sqlite 'pragma integrity_check'

   Then stop what uses it, remove ${component.path}-wal and -shm, and put it in the place of ${component.path}.
`
    case 'files':
      return `${name}: ${component.paths.join(', ')} of the deploy path.

       mkdir ${restored}
       ${open(`${name}.tar`)} | tar -xpf - -C ${restored}
`
    case 'volume':
      return `${name}: the volume ${fact('volume')} of Docker, as root, so that owners are as they were.

       mkdir ${restored}
       ${open(`${name}.tar`)} | tar -xpf - --numeric-owner -C ${restored}

   Then stop the containers that use it, and put all of it in the place of what is in the volume: \`docker volume inspect\` tells its folder
   (Mountpoint). Without root, a container of any image that has tar can unpack it: \`docker run --rm -i -v NAME:/volume IMAGE tar -xpf - -C /volume\`.
`
    case 'configuration':
      return `${name}: how the system was, to be looked at: compose files, units, images, versions. notes.txt tells what there was not.

       mkdir ${restored}
       ${open(`${name}.tar`)} | tar -xf - -C ${restored}
`
    case 's3':
      return `${name}: the objects of the bucket ${component.bucket}. ${name}.objects has a line for each: \`object\`, its key (percent-encoded), size, ETag, time, SHA-256, pack,
   number in the pack, headers. Unpack the packs, and compare all that belongs to the bucket:

       for pack in ${name}.pack-*; do
         number=\${pack#${name}.pack-} && number=\${number%%.*}
         mkdir -p objects/"$number" && ${open('"$pack"').replace(suffix, '')} | tar -xf - -C objects/"$number" || break
       done
       awk -F '\\t' '$1 == "object" { print $6 "  objects/" $7 "/" $8 }' ${name}.objects | sha256sum --quiet -c

   Write them with any S3 client, or with curl (7.88 or later). keys.txt is \`user = "ACCESS_KEY:SECRET_KEY"\`, and ADDRESS like https://s3.example.com:

       awk -F '\\t' '$1 == "object" { print $7 "/" $8, $2 }' ${name}.objects | while read -r file key; do
         case $key in */) set -- -X PUT --data-binary @objects/"$file" ;; *) set -- -T objects/"$file" ;; esac
         curl -fsS --path-as-is -K keys.txt --aws-sigv4 aws:amz:${component.region}:s3 -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' \\
           "$@" "ADDRESS/${component.bucket}/$key" || break
       done

   The headers (content-type and others, x-amz-meta-...) can be given with -H.
`
  }
}

function describePostgres({ name, format }: PostgresComponent, open: (file: string) => string): string {
  const fact = (key: string): string => `@${name}:${key}@`
  const restored = restoredName(name)
  const begin = `${name}: PostgreSQL, ${fact('server')}. Roles first (without passwords; those that exist give errors that do no harm), then the database under a
   new name, and its settings and grants.

       ${open(`${name}.roles.sql`)} | psql -X -q -d postgres
       createdb -T template0 -O ${fact('owner')} -E ${fact('encoding')} --lc-collate=${fact('collate')} --lc-ctype=${fact('ctype')} ${restored}
       ${format === 'plain' ? `${open(`${name}.sql`)} | psql -X -q -v ON_ERROR_STOP=1 -d ${restored}` : `${open(`${name}.dump`)} | pg_restore --exit-on-error -d ${restored}`}
       ${open(`${name}.settings.sql`)} | psql -X -q -v ON_ERROR_STOP=1 -v database=${restored} -d ${restored}

   When it is good, stop what writes, and give it the name of the old one, which was ${fact('database')}: \`alter database ... rename to ...\`, first
   for the old one, then for this one.
`
  if (format === 'plain') return `${begin}
   The SQL is that of \`pg_dump --clean --if-exists\`: run in the old database, it first drops what it makes anew.
`
  return `${begin}
   All of it as SQL that can be read:

       ${open(`${name}.dump`)} | pg_restore -f ${restored}.sql
`
}

/** A name that needs no quotes in SQL. */
function restoredName(component: string): string {
  return `restored_${component.replaceAll('-', '_')}`
}
