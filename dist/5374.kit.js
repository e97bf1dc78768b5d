import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 5374;
export const ids = [5374];
export const modules = {
5374:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  fG: () => ( BACKUP_PHASE),
  yT: () => ( chooseCodec),
  _1: () => ( describeBackup),
  tx: () => ( planBackupSteps),
  Ut: () => ( volatileOf),
  vV: () => ( volatileSizes)
});
var core = __webpack_require__(28998);
var tools_ledger = __webpack_require__(22126);
var release_manifest = __webpack_require__(80778);
var backup_programs = __webpack_require__(27874);
var manifest = __webpack_require__(68697);
var backup_retention = __webpack_require__(64816);
var render_recovery = __webpack_require__(57058);
var host_paths = __webpack_require__(28264);
var configuration_functions = __webpack_require__(13244);
var stream_functions = __webpack_require__(4028);
;
const DUMP_CONFIGURATION_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 root=$5 kit=$6 project=$7
${stream_functions .J5}${configuration_functions .J}${configuration_functions .A}
check_entries() { tar -tf - | wc -l; }
store "$name.tar$suffix" gather check_entries
# shellcheck disable=SC2154 # set by store
note "$name" entries "$((said))"
`;
function dumpConfiguration({ name }, { work, codec, suffix, root, project }) {
    const words = [work, codec, name, suffix, root, (0,host_paths .tO)(root, 'releases').kit, project ?? ''];
    return { title: 'Write down how the system is', command: (0,core .K$)(DUMP_CONFIGURATION_PROGRAM, words) };
}

;
const DUMP_FILES_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 root=$5
shift 5
${stream_functions .J5}
cd "$root" || exit 1
for path in "$@"; do
  [ -e "$path" ] || [ -L "$path" ] || fail "$name: there is no $root/$path"
done
paths_file=$work/.paths
printf '%s\\n' "$@" >"$paths_file"
trap 'rm -f "$paths_file"' EXIT
read_files() { tar -cf - -T "$paths_file"; }
check_files() { tar -tf - | wc -l; }
store "$name.tar$suffix" read_files check_files
note "$name" entries "$((said))"
`;
function dumpFiles({ name, paths }, { work, codec, suffix, root }) {
    return { title: `Pack ${name}: ${paths.join(', ')}`, command: (0,core .K$)(DUMP_FILES_PROGRAM, [work, codec, name, suffix, root, ...paths]) };
}
var mysql_dump = __webpack_require__(65663);
var postgres_dump = __webpack_require__(37290);
var redis_dump = __webpack_require__(21664);
var sqlite_functions = __webpack_require__(3192);
;
const DUMP_SQLITE_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 database=$6
${stream_functions .J5}${sqlite_functions .t}
[ -f "$database" ] || fail "$name: there is no database $database"
copy=$work/.copy
trap 'rm -f "$copy"' EXIT
in_sqlite "$database" "vacuum into '$copy'" || fail "$name: $database cannot be copied"
words=$(check_sqlite "$copy") || fail "$name: $database is damaged: $words"
read_copy() { cat "$copy"; }
check_copy() { cmp - "$copy"; }
store "$name.sqlite$suffix" read_copy check_copy
if [ "$level" != off ]; then
  found=$(sqlite_fingerprint "$copy" "$level") && printf '%s\\n' "$found" >"$work/$name.fingerprint" || exit 1
fi
note "$name" server "SQLite $(sqlite3 --version | cut -d ' ' -f 1)"
note "$name" tables "$(in_sqlite "$copy" "select count(*) from sqlite_schema where type = 'table' and name not like 'sqlite_%'")"
note "$name" bytes "$(wc -c <"$copy")"
`;
function dumpSqlite({ name, path }, { work, codec, suffix, fingerprint, root }) {
    const database = path.startsWith('/') ? path : `${root}/${path}`;
    return {
        title: `Copy ${name}: SQLite, as of one moment`,
        command: (0,core .K$)(DUMP_SQLITE_PROGRAM, [work, codec, name, suffix, fingerprint, database])
    };
}
var s3_dump = __webpack_require__(6562);
var volume_dump = __webpack_require__(21305);
;
function dumpOf(component, place) {
    switch (component.kind) {
        case 'postgres':
            return (0,postgres_dump .Ax)(component, place);
        case 'mysql':
            return (0,mysql_dump .H)(component, place);
        case 'redis':
            return (0,redis_dump .K)(component, place);
        case 'sqlite':
            return dumpSqlite(component, place);
        case 'files':
            return dumpFiles(component, place);
        case 's3':
            return (0,s3_dump .bX)(component, place);
        case 'volume':
            return (0,volume_dump .N)(component, place);
        case 'configuration':
            return dumpConfiguration(component, place);
    }
}
var source = __webpack_require__(777);
;
const BACKUP_PHASE = 'backup';
const SHORT_SECONDS = 60;
const BEGIN_SECONDS = 600;
const PUBLISH_SECONDS = 900;
function describeBackup(host, { state, folder, project, looks, slot, copyNames = [] }, order) {
    const { type, paths, backups, recipients, components } = order;
    const taken = folder.backups.map(({ manifest }) => manifest.id);
    const id = order.name ?? (0,manifest .cD)(type, folder.clock * 1000, [...taken, ...folder.foreign, ...folder.damaged, ...copyNames]);
    const head = {
        schema: 1,
        id,
        type,
        createdAt: folder.clock * 1000,
        slot,
        host,
        path: paths.root,
        release: state.live,
        commit: state.releases.find((release) => release.id === state.live)?.manifest?.commit,
        codec: chooseCodec(folder.tools),
        recipients,
        fingerprint: order.compare,
        components,
        tool: `deploy-kit ${core .rE}`,
        run: order.run
    };
    return {
        head,
        kit: paths.kit,
        backups,
        work: `${backups}/.partial-${order.runId}`,
        final: `${backups}/${id}`,
        project,
        ...tellNeeded(estimate(head, folder, looks)),
        covering: coverBackup(head),
        timeoutSeconds: order.timeoutSeconds,
        ledger: paths.ledger,
        retention: order.retention === undefined ? undefined : { rules: order.retention, isSmallerAccepted: order.isSmallerAccepted }
    };
}
function tellNeeded(bytes) {
    return { needed: (0,backup_programs ._G)(bytes), about: (0,core .qI)(bytes) };
}
function chooseCodec(tools) {
    return source .Q.find((codec) => tools.includes(codec)) ?? 'gzip';
}
const FIRST_SHARE = 0.35;
const GROWTH = 1.3;
function estimate({ components }, { backups }, looks) {
    const names = components.map(({ name }) => name).join();
    const last = backups.find(({ manifest }) => manifest.components.map(({ name }) => name).join() === names);
    const dumped = components.filter(({ kind }) => kind !== 's3');
    if (last !== undefined) {
        const buckets = components.filter(({ kind }) => kind === 's3');
        return (0,manifest .We)({ files: last.manifest.files.filter(({ path }) => !buckets.some(({ name }) => path.startsWith(`${name}.pack-`))) }) * GROWTH;
    }
    return dumped.reduce((sum, component) => sum + sizeOf(looks, component) * (component.kind === 'postgres' ? FIRST_SHARE : 1 + FIRST_SHARE), 0);
}
function sizeOf(looks, { name }) {
    const look = looks[name];
    return look !== undefined && 'bytes' in look ? look.bytes : 0;
}
function planBackupSteps({ head, kit, backups, work, final, project, needed, about, covering, timeoutSeconds, ledger, retention }) {
    const { host, id, components, codec, recipients, fingerprint, path: root } = head;
    const suffix = (0,source .j)(codec, recipients.length > 0);
    const step = (rest) => ({
        kind: 'run',
        host,
        phase: BACKUP_PHASE,
        effect: 'write',
        ...rest
    });
    return [
        step({
            id: 'begin-backup',
            title: `Make room for ${id}: about ${about}`,
            command: (0,backup_programs .Gu)({ kit, backups, work, id }, needed, recipients),
            timeoutSeconds: BEGIN_SECONDS,
            undo: { title: 'Remove the unfinished backup', command: (0,backup_programs .v$)(work), timeoutSeconds: SHORT_SECONDS }
        }),
        ...components.map((component) => {
            const { title, command, undo } = dumpOf(component, { work, codec, suffix, fingerprint, root, project });
            const undoing = undo === undefined ? {} : { undo: { title: 'Start what was stopped for it', command: undo, timeoutSeconds: BEGIN_SECONDS } };
            return step({ id: `dump-${component.name}`, title, command, timeoutSeconds, ...undoing });
        }),
        step({
            id: 'publish-backup',
            title: `Flush ${id} to the disk, and give it its name`,
            command: (0,backup_programs .WR)({ work, final }, covering),
            timeoutSeconds: PUBLISH_SECONDS
        }),
        step({
            id: 'note-backup',
            title: 'Note it in the ledger',
            command: (0,tools_ledger .OC)(ledger, { operation: 'backup', outcome: 'backed-up', release: id, before: head.release, commit: head.commit, run: head.run }),
            timeoutSeconds: SHORT_SECONDS,
            optional: true
        }),
        ...(retention === undefined
            ? []
            : [step({ id: 'prune-backups', title: 'Remove the backups that nothing keeps', command: (0,backup_retention .Aw)(backups, retention, []), timeoutSeconds: PUBLISH_SECONDS, optional: true })])
    ];
}
function coverBackup(head) {
    return { head: JSON.stringify(head), slot: (0,manifest .n_)(head), recovery: (0,render_recovery .G)(head, (0,release_manifest .dc)(head.createdAt)) };
}
function volatileOf({ head, covering, needed, about }, looks) {
    return [covering.head, covering.slot, covering.recovery, head.id, needed, about, ...volatileSizes(looks)];
}
function volatileSizes(looks) {
    return Object.values(looks).flatMap((look) => (look.problem === undefined ? [(0,core .qI)(look.bytes)] : []));
}
}),
13244:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
A: () => ( GATHER_FUNCTIONS),
J: () => ( ENTRY_FUNCTIONS)
});
const ENTRY_FUNCTIONS = `
zeros() { head -c "$1" /dev/zero; }
# Name, and the checksum of the header, which is counted with blanks in its place.
entry_header() {
  printf %s "$1"
  zeros "$((100 - \${#1}))"
  printf '0000600\\0000000000\\0000000000\\000%011o\\000%011o\\000' "$entry_bytes" "$entry_time"
  if [ -n "$2" ]; then printf '%06o\\000 0' "$2"; else printf '        0'; fi
  zeros 100
  printf 'ustar\\00000'
  zeros 247
}
entry() {
  entry_name=$(printf %s "$1" | tail -c 99)
  entry_text=$(head -c 4194304 | tr -d '\\000' && echo x)
  entry_text=\${entry_text%x}
  entry_bytes=$(($(printf %s "$entry_text" | wc -c)))
  entry_sum=$(entry_header "$entry_name" '' | od -An -v -tu1 | awk '{ for (n = 1; n <= NF; n++) sum += $n } END { print sum }')
  entry_header "$entry_name" "$entry_sum"
  printf %s "$entry_text"
  zeros "$(((512 - entry_bytes % 512) % 512))"
}
end_entries() { zeros 1024; }
`;
const GATHER_FUNCTIONS = `
told=''
tell() {
  told="$told$1
"
}
# What a command prints; nothing of its errors, which may have secrets in them.
take() {
  taken_as=$1
  shift
  if taken=$("$@" 2>/dev/null </dev/null); then
    [ -z "$taken" ] || printf '%s\\n' "$taken" | entry "$taken_as"
  else
    tell "$taken_as: this did not work here (exit code $?): $*"
  fi
}
take_file() {
  if [ -r "$1" ]; then entry "$2\${1#/}" <"$1"; else tell "$1 cannot be read"; fi
}
has() { command -v "$1" >/dev/null 2>&1; }
gather() {
  entry_time=$(date +%s)
  live=''
  for link in "$root/current" "$kit/current"; do
    [ -n "$live" ] || live=$(readlink "$link" 2>/dev/null) || live=$(head -n 1 "$link" 2>/dev/null) || live=''
  done
  live=\${live##*/}
  if [ -n "$live" ] && [ -r "$kit/releases/$live.json" ]; then
    entry release.json <"$kit/releases/$live.json"
    for file in "$kit/compose/$live"/*; do [ ! -f "$file" ] || entry "compose/release/\${file##*/}" <"$file"; done
  else
    tell 'release.json: no release of deploy-kit is live'
  fi
  gather_compose
  gather_services
  if has crontab; then take crontab.txt crontab -l; else tell 'crontab.txt: there is no crontab here'; fi
  gather_git
  take versions.txt versions
  [ -z "$told" ] || printf %s "$told" | entry notes.txt
  end_entries
}
gather_compose() {
  if [ -z "$project" ]; then
    tell 'compose: no Compose project is live'
    return
  fi
  ids=$(docker ps --all --quiet --filter "label=com.docker.compose.project=$project" 2>/dev/null)
  if [ -z "$ids" ]; then
    tell "compose: there is no container of the project $project"
    return
  fi
  # shellcheck disable=SC2086 # ids are hexadecimal
  take compose/containers.txt docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}}{{"\\t"}}{{.Name}}{{"\\t"}}{{.Config.Image}}{{"\\t"}}{{.Image}}{{"\\t"}}{{.State.Status}}' $ids
  # shellcheck disable=SC2046,SC2086
  take compose/images.txt docker image inspect --format '{{.Id}}{{"\\t"}}{{json .RepoTags}}{{"\\t"}}{{json .RepoDigests}}' $(docker inspect --format '{{.Image}}' $ids 2>/dev/null | sort -u)
  # shellcheck disable=SC2086
  labels=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.project.working_dir"}}{{"\\t"}}{{index .Config.Labels "com.docker.compose.project.config_files"}}' $ids 2>/dev/null | sort | uniq -c | sort -rn | head -n 1 | sed 's/^ *[0-9]* //')
  folder=$(printf %s "$labels" | cut -f 1) files=$(printf %s "$labels" | cut -f 2 | tr ',' '\\n')
  set -- docker compose --project-name "$project" --project-directory "$folder"
  while IFS= read -r file; do
    [ -n "$file" ] || continue
    set -- "$@" --file "$file"
    take_file "$file" compose/files/
  done <<FILES
$files
FILES
  take compose/resolved.yaml "$@" config
}
gather_services() {
  for place in /etc/systemd/system "$HOME/.config/systemd/user"; do
    [ -d "$place" ] || continue
    found=$(grep -rlsF -- "$root" "$place")
    while IFS= read -r file; do
      [ -n "$file" ] || continue
      take_file "$file" ''
      timer=\${file%.service}.timer
      if [ "$timer" != "$file" ] && [ -f "$timer" ] && ! printf '%s\\n' "$found" | grep -qxF "$timer"; then take_file "$timer" ''; fi
    done <<FOUND
$found
FOUND
  done
  [ -n "\${found:-}" ] || tell "systemd: no unit names $root"
  if [ ! -d /etc/nginx ]; then
    tell 'nginx: there is none'
    return
  fi
  for file in /etc/nginx/nginx.conf /etc/nginx/conf.d/*.conf /etc/nginx/sites-enabled/*; do
    [ ! -f "$file" ] || take_file "$file" ''
  done
}
in_git() { git --no-optional-locks --no-pager -c safe.directory="$root" -c core.fsmonitor=false -C "$root" "$@"; }
gather_git() {
  if [ ! -e "$root/.git" ]; then
    tell "git: $root is no working tree"
  elif ! has git; then
    tell 'git: there is no git here'
  else
    take git/commit.txt in_git rev-parse HEAD
    take git/branch.txt in_git rev-parse --abbrev-ref HEAD
    take git/log.txt in_git log -20 --no-show-signature
    take git/status.txt in_git status --porcelain
    take git/diff.patch in_git diff --no-ext-diff --no-textconv --binary HEAD
  fi
}
versions() {
  uname -a
  [ ! -r /etc/os-release ] || cat /etc/os-release
  for program in sh bash tar zstd age docker python3 node nginx psql mariadb redis-cli sqlite3 systemctl git; do
    case $program in
      sh | age | nginx) option='' ;;
      *) option=--version ;;
    esac
    if ! has "$program"; then
      echo "$program: none"
    elif [ -n "$option" ]; then
      echo "$program: $("$program" $option 2>&1 </dev/null | head -n 1)"
    fi
  done
  ! has nginx || nginx -v 2>&1
  ! has age || echo "age: $(age --version 2>&1)"
  ! has docker || docker version 2>/dev/null
  ! has docker || docker compose version 2>/dev/null
  return 0
}
`;
}),
57058:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
G: () => ( renderRecovery)
});
var _source_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(777);

function renderRecovery(head, made) {
    const { id, path, host, components, release, codec, recipients } = head;
    const isSealed = recipients.length > 0;
    const suffix = (0,_source_js__WEBPACK_IMPORTED_MODULE_0__ .j)(codec, isSealed);
    const expand = codec === 'zstd' ? 'zstd -d' : 'gzip -d';
    const open = (file) => (isSealed ? `age -d -i key.txt ${file}${suffix} | ${expand}` : `${expand} <${file}${suffix}`);
    return `# ${id}

Of ${path} on ${host}, made ${made} UTC by ${head.tool}${release === undefined ? '' : `, when ${release} was live`}.

Everything can be restored without deploy-kit. Begin in this folder, or better in a copy of it. Everything goes into places of its own, named
\`restored_...\`: nothing that is live is touched.

1. Is it whole?

       sha256sum -c SHA256SUMS
${isSealed ? '\n   It is sealed (age-encryption.org) for the keys in recipients.txt: one of them, as a file `key.txt` in this folder, opens it.\n' : ''}
${components.map((component, index) => `${index + 2}. ${describe(component, { open, suffix })}`).join('\n')}`;
}
const REDIRECT = "LC_ALL=C sed 's/^ALTER DATABASE `.*` \\(CHARACTER SET [a-z0-9]* COLLATE [a-z0-9_]* ;\\)$/ALTER DATABASE \\1/'";
function describe(component, { open, suffix }) {
    const { name } = component;
    const fact = (key) => `@${name}:${key}@`;
    const restored = restoredName(name);
    switch (component.kind) {
        case 'postgres':
            return describePostgres(component, open);
        case 'mysql':
            return `${name}: ${fact('server')}. Into a new database; when it is good, point the application at it, or dump it once more into the old name, which was
   ${fact('database')}. The \`sed\` keeps a line that names the old database from changing that one. With MySQL the client is \`mysql\`.
   Accounts and their rights are the server's, and not in it; the comment of the database is in manifest.json.

       mariadb -e 'create database ${restored} character set ${fact('charset')} collate ${fact('collate')}'
       ${open(`${name}.sql`)} | ${REDIRECT} | mariadb --binary-mode --default-character-set=utf8mb4 ${restored}
       ${open(`${name}.events.sql`)} | ${REDIRECT} | mariadb --binary-mode --default-character-set=utf8mb4 ${restored}
`;
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
`;
        case 'sqlite':
            return `${name}: ${fact('server')}, of ${component.path}.

       ${open(`${name}.sqlite`)} >${restored}.sqlite
       sqlite3 ${restored}.sqlite 'pragma integrity_check'

   Then stop what uses it, remove ${component.path}-wal and -shm, and put it in the place of ${component.path}.
`;
        case 'files':
            return `${name}: ${component.paths.join(', ')} of the deploy path.

       mkdir ${restored}
       ${open(`${name}.tar`)} | tar -xpf - -C ${restored}
`;
        case 'volume':
            return `${name}: the volume ${fact('volume')} of Docker, as root, so that owners are as they were.

       mkdir ${restored}
       ${open(`${name}.tar`)} | tar -xpf - --numeric-owner -C ${restored}

   Then stop the containers that use it, and put all of it in the place of what is in the volume: \`docker volume inspect\` tells its folder
   (Mountpoint). Without root, a container of any image that has tar can unpack it: \`docker run --rm -i -v NAME:/volume IMAGE tar -xpf - -C /volume\`.
`;
        case 'configuration':
            return `${name}: how the system was, to be looked at: compose files, units, images, versions. notes.txt tells what there was not.

       mkdir ${restored}
       ${open(`${name}.tar`)} | tar -xf - -C ${restored}
`;
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
`;
    }
}
function describePostgres({ name, format }, open) {
    const fact = (key) => `@${name}:${key}@`;
    const restored = restoredName(name);
    const begin = `${name}: PostgreSQL, ${fact('server')}. Roles first (without passwords; those that exist give errors that do no harm), then the database under a
   new name, and its settings and grants.

       ${open(`${name}.roles.sql`)} | psql -X -q -d postgres
       createdb -T template0 -O ${fact('owner')} -E ${fact('encoding')} --lc-collate=${fact('collate')} --lc-ctype=${fact('ctype')} ${restored}
       ${format === 'plain' ? `${open(`${name}.sql`)} | psql -X -q -v ON_ERROR_STOP=1 -d ${restored}` : `${open(`${name}.dump`)} | pg_restore --exit-on-error -d ${restored}`}
       ${open(`${name}.settings.sql`)} | psql -X -q -v ON_ERROR_STOP=1 -v database=${restored} -d ${restored}

   When it is good, stop what writes, and give it the name of the old one, which was ${fact('database')}: \`alter database ... rename to ...\`, first
   for the old one, then for this one.
`;
    if (format === 'plain')
        return `${begin}
   The SQL is that of \`pg_dump --clean --if-exists\`: run in the old database, it first drops what it makes anew.
`;
    return `${begin}
   All of it as SQL that can be read:

       ${open(`${name}.dump`)} | pg_restore -f ${restored}.sql
`;
}
function restoredName(component) {
    return `restored_${component.replaceAll('-', '_')}`;
}
}),
3192:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
t: () => ( SQLITE_FUNCTIONS)
});
const SQLITE_FUNCTIONS = `
in_sqlite() { sqlite3 -batch -bail -noheader -list -cmd '.timeout 30000' "$1" "$2" </dev/null; }
check_sqlite() {
  words=$(in_sqlite "$1" 'pragma integrity_check' 2>&1) && [ "$words" = ok ] && return 0
  printf '%s\\n' "$words" | head -n 3
  return 1
}
sqlite_fingerprint() {
  tables=$(in_sqlite "$1" "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name") || return 1
  printf '%s\\n' "$tables" | while IFS= read -r table; do
    [ -n "$table" ] || continue
    quoted=$(printf %s "$table" | sed 's/"/""/g')
    rows=$(in_sqlite "$1" "select count(*) from \\"$quoted\\"") || exit 1
    hash=-
    if [ "$2" = rows ]; then hash=$(in_sqlite "$1" ".sha3sum \\"$(printf %s "$table" | sed 's/[\\\\"]/\\\\&/g')\\"") || exit 1; fi
    printf 'table\\t%s\\t%s\\t%s\\n' "$table" "$rows" "$hash"
  done || return 1
  in_sqlite "$1" "select 'objects' || char(9) || type || char(9) || count(*) || char(9) || '-' from sqlite_schema where name not like 'sqlite_%' group by type order by type"
}
`;
}),
21305:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
N: () => ( dumpVolume),
w: () => ( TAR_WORDS)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28264);
var _tools_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53811);
var _stream_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4028);
var _volume_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87810);
var _volume_list_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2487);






const TAR_WORDS = `
set -f
all='--numeric-owner --acls --xattrs --xattrs-include=*'
# shellcheck disable=SC2086 # words of its own
tar -cf /dev/null $all -T /dev/null 2>/dev/null || all=''
`;
const PACK_PROGRAM = `${TAR_WORDS}
# shellcheck disable=SC2086 # words of its own
exec tar -cf - $all --exclude './.dk-restore-*' .
`;
const DUMP_VOLUME_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 kit=$6 watch=$7 pack=$8 list=$9
shift 9
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_3__ .J5}
run=\${work##*/.partial-}
${_volume_functions_js__WEBPACK_IMPORTED_MODULE_2__ .Lv}${_volume_list_js__WEBPACK_IMPORTED_MODULE_4__ .N}
reach_volume "$1"
[ -n "$volume" ] || fail "$name: there is no volume \${1#*:}"
prepare_helper
stop_writers
read_volume() { in_volume ro "$pack" </dev/null; }
check_volume() { tar -tf - | wc -l; }
store "$name.tar$suffix" read_volume check_volume
# shellcheck disable=SC2154 # set by store
entries=$((said))
read_list() { in_volume ro "$list" sh . "$level" </dev/null; }
[ "$level" = off ] || store "$name.list$suffix" read_list check_list
require_stopped
start_containers
note "$name" entries "$entries"
note "$name" volume "$volume"
note "$name" server "Docker $(docker version --format '{{.Server.Version}}')"
`;
function dumpVolume(component, { work, codec, suffix, fingerprint, root, project }) {
    const { name } = component;
    const { kit } = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_5__ .tO)(root, 'releases');
    const words = [work, codec, name, suffix, fingerprint, kit, _tools_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ .Z6, PACK_PROGRAM, _volume_list_js__WEBPACK_IMPORTED_MODULE_4__ .h, (0,_volume_functions_js__WEBPACK_IMPORTED_MODULE_2__ .HC)(component, project)];
    return { title: `Pack ${name}: a volume, while the containers that write into it are stopped`, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DUMP_VOLUME_PROGRAM, words), undo: (0,_tools_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ .IJ)(kit) };
}
}),
2487:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
N: () => ( CHECK_LIST_FUNCTION),
h: () => ( LIST_VOLUME_PROGRAM)
});
const LIST_VOLUME_PROGRAM = `
cd "/volume/$1" || exit 1
# What restores have there.
ours=./.dk-restore-\\*
{
  stat -c "%f %u:%g ." . &&
    find . -path "$ours" -prune -o ! -type f ! -name . -exec stat -c "%f %u:%g %t,%T %n" {} + &&
    find . -path "$ours" -prune -o -type f -exec stat -c "%f %u:%g %h %Y %s %n" {} + &&
    find . -path "$ours" -prune -o -type l -exec sh -c 'for link; do printf "%s -> %s\\n" "$link" "$(readlink "$link")"; done' sh {} + &&
    if [ "$2" = rows ]; then find . -path "$ours" -prune -o -type f -exec sha256sum {} +; fi && echo "~ whole"
} | sort
`;
const CHECK_LIST_FUNCTION = `
check_list() { awk '{ last = $0 } END { if (last != "~ whole") exit 1; print NR - 1 }'; }
`;
})

};
