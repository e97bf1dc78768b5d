import type { Component, PostgresComponent } from './component.ts'
import type { BackupHead } from './manifest.ts'
import { suffixOf } from './source.ts'

/** How to restore a backup with nothing but what it names: the text that lies beside it. `made`: when, UTC. */
export function renderRecovery(head: BackupHead, made: string): string {
  const { id, path, host, components, release, codec, recipients } = head
  const isSealed = recipients.length > 0
  const suffix = suffixOf(codec, isSealed)
  const expand = codec === 'zstd' ? 'zstd -d' : 'gzip -d'
  const open = (file: string): string => (isSealed ? `age -d -i key.txt ${file}${suffix} | ${expand}` : `${expand} <${file}${suffix}`)
  return `# ${id}

Of ${path} on ${host}, made ${made} UTC by ${head.tool}${release === undefined ? '' : `, when ${release} was live`}.

Everything can be restored without deploy-kit. Begin in this folder.

1. Is it whole?

       sha256sum -c SHA256SUMS
${isSealed ? '\n   It is sealed (age-encryption.org) for the keys in recipients.txt: one of them, as a file `key.txt`, opens it.\n' : ''}
${components.map((component, index) => `${index + 2}. ${describe(component, { open, suffix })}`).join('\n')}`
}

function describe(component: Component, { open, suffix }: { readonly open: (file: string) => string; readonly suffix: string }): string {
  const { name } = component
  switch (component.kind) {
    case 'postgres':
      return describePostgres(component, open)
    case 'mysql':
      return `${name}: MariaDB or MySQL. Into a new database, and when it is good, instead of the old one: point the application at it, or dump it once
   more into the old name. The facts in manifest.json tell name, character set, collation and version. With MySQL the client is \`mysql\`.

       mariadb -e 'create database restored character set CHARSET collate COLLATE'
       ${open(`${name}.sql`)} | mariadb --binary-mode --default-character-set=utf8mb4 restored
       ${open(`${name}.events.sql`)} | mariadb --default-character-set=utf8mb4 restored
`
    case 'redis':
      return `${name}: Redis. A server with \`appendonly yes\` does not read dump.rdb: it starts empty. So start one on the file without its log, in its data
   folder, let it write the log, and then start it as ever. Keep the old dump.rdb and appendonlydir aside.

       ${open(`${name}.rdb`)} >dump.rdb
       redis-check-rdb dump.rdb
       redis-server --dir . --appendonly no
       redis-cli config set appendonly yes
       redis-cli info persistence | grep aof_rewrite_in_progress    # until it is 0
       redis-cli shutdown
`
    case 'sqlite':
      return `${name}: SQLite, ${component.path}. Stop what uses it, and remove ${component.path}-wal and -shm as well.

       ${open(`${name}.sqlite`)} >restored.sqlite
       sqlite3 restored.sqlite 'pragma integrity_check'
`
    case 'files':
      return `${name}: ${component.paths.join(', ')}

       ${open(`${name}.tar`)} | tar -xf - -C TARGET
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
  const roles = `${name}: PostgreSQL. Roles first (without passwords; those that exist give errors that do no harm), then the database under a
   new name, and when it is good, instead of the old one. The facts in manifest.json tell its name, owner, encoding and version.

       ${open(`${name}.roles.sql`)} | psql -X -d postgres
       createdb -T template0 restored
`
  if (format !== 'plain') {
    return `${roles}       ${open(`${name}.dump`)} | pg_restore --exit-on-error -d restored

   As SQL: \`${open(`${name}.dump`)} | pg_restore -f ${name}.sql\`
`
  }
  return `${roles}       ${open(`${name}.sql`)} | psql -X -v ON_ERROR_STOP=1 -d restored

   It is the SQL of \`pg_dump --clean --if-exists\`: run in the old database, it first drops what it makes anew.
`
}
