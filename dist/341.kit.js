import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 341;
export const ids = [341];
export const modules = {

/***/ 27874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gu: () => (/* binding */ beginBackup),
/* harmony export */   WR: () => (/* binding */ publishBackup),
/* harmony export */   _G: () => (/* binding */ renderNeeded),
/* harmony export */   v$: () => (/* binding */ removeFolder)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _dead_restores_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(88136);
/* harmony import */ var _stream_functions_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4028);



const BEGIN_BACKUP_PROGRAM = `${_dead_restores_js__WEBPACK_IMPORTED_MODULE_1__/* .END_RESTORES_FUNCTION */ .F}
backups=$1 work=$2 id=$3 needed=\${4%% *} recipients=$5 kit=$6
set -u
umask 077
fail() {
  printf '%s\\n' "$*" >&2
  exit 1
}
end_restores "$kit"
mkdir -p "$backups" && chmod 700 "$backups" || exit 1
for left in "$backups"/.partial-*; do
  [ ! -d "$left" ] || rm -rf "$left" || exit 1
done
[ ! -e "$backups/$id" ] || fail "There is a backup $id already"
free=$(df -Pk "$backups" | awk 'NR == 2 { print $4 }')
[ "$((free))" -ge "$((needed / 1024 + 10240))" ] ||
  fail "$backups has $((free / 1024)) MiB free, and this backup needs about $((needed / 1048576 + 10)) MiB: make room (deploy-kit backups prune), or set backup-path"
mkdir "$work" || exit 1
[ -z "$recipients" ] || printf '%s\\n' "$recipients" >"$work/recipients.txt"
`;
function renderNeeded(bytes) {
    return `${Math.ceil(bytes)} bytes`;
}
function beginBackup(place, needed, recipients) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(BEGIN_BACKUP_PROGRAM, [place.backups, place.work, place.id, renderNeeded(needed), recipients.join('\n'), place.kit]);
}
const PUBLISH_BACKUP_PROGRAM = `
work=$1 final=$2 head=$3 slot=$4 recovery=$5
${_stream_functions_js__WEBPACK_IMPORTED_MODULE_2__/* .BASE_FUNCTIONS */ .k}
printf '%s' "$recovery" >"$work/RECOVERY.md" || exit 1
quoted='
  function quoted(text) { gsub(/[\\\\"]/, "\\\\\\\\&", text); gsub(/[[:cntrl:]]/, " ", text); return "\\"" text "\\"" }'
touch "$work/.files" "$work/.facts"
{
  printf '%s,"finishedAt":%s,"files":[' "\${head%?}" "$(date +%s)"
  awk -F '\\t' "$quoted"' { printf "%s{\\"path\\":%s,\\"plainBytes\\":%s,\\"storedBytes\\":%s,\\"sha256\\":%s}", sep, quoted($1), $2, $3, quoted($4); sep = "," }' "$work/.files"
  printf '],"facts":['
  awk -F '\\t' "$quoted"' { printf "%s[%s,%s,%s]", sep, quoted($1), quoted($2), quoted($3); sep = "," }' "$work/.facts"
  printf ']}\\n'
} >"$work/manifest.json" || exit 1
printf '%s\\t%s\\n' "$slot" "$(awk -F '\\t' '{ sum += $3 } END { printf "%d", sum }' "$work/.files")" >"$work/.slot" || exit 1
stored=$(awk -F '\\t' '{ print $4 "  " $1 }' "$work/.files")
rm -f "$work/.files" "$work/.facts"
cd "$work" || exit 1
sha256sum -- * .slot >.sums || exit 1
# What was written is what is there: a disk that gives back other bytes is not believed a second time.
changed=$(printf '%s\\n' "$stored" | grep -vxFf .sums)
[ -z "$changed" ] || fail "These are not any more what was written: $changed"
mv .sums SHA256SUMS || exit 1
for file in * .slot .; do sync "$file" 2>/dev/null || sync; done
[ ! -e "$final" ] || fail "There is a backup \${final##*/} already"
mv "$work" "$final" || exit 1
sync "\${final%/*}" 2>/dev/null || sync
cat "$final/manifest.json"
`;
function publishBackup({ work, final }, { head, slot, recovery }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(PUBLISH_BACKUP_PROGRAM, [work, final, head, slot, recovery]);
}
function removeFolder(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)('rm -rf -- "$1"', [folder]);
}


/***/ }),

/***/ 68631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fG: () => (/* binding */ BACKUP_PHASE),
  _1: () => (/* binding */ describeBackup),
  tx: () => (/* binding */ planBackupSteps),
  Ut: () => (/* binding */ volatileOf),
  vV: () => (/* binding */ volatileSizes)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
// EXTERNAL MODULE: ./build/packages/operations/tools/ledger.js
var tools_ledger = __webpack_require__(22126);
// EXTERNAL MODULE: ./build/packages/operations/backup/backup-programs.js
var backup_programs = __webpack_require__(27874);
// EXTERNAL MODULE: ./build/packages/operations/backup/manifest.js
var manifest = __webpack_require__(68697);
// EXTERNAL MODULE: ./build/packages/operations/backup/retention.js + 1 modules
var backup_retention = __webpack_require__(51667);
;// CONCATENATED MODULE: ./build/packages/operations/backup/render-recovery.js
function renderRecovery(head, suffix) {
    const { id, path, host, components, release, codec, recipients } = head;
    const isSealed = recipients.length > 0;
    const expand = codec === 'zstd' ? 'zstd -d' : 'gzip -d';
    const open = (file) => (isSealed ? `age -d -i key.txt ${file}${suffix} | ${expand}` : `${expand} <${file}${suffix}`);
    return `# ${id}

Of ${path} on ${host}, made ${new Date(head.createdAt).toISOString().slice(0, 19).replace('T', ' ')} UTC by ${head.tool}${release === undefined ? '' : `, when ${release} was live`}.

Everything can be restored without deploy-kit. Begin in this folder.

1. Is it whole?

       sha256sum -c SHA256SUMS
${isSealed ? '\n   It is sealed (age-encryption.org) for the keys in recipients.txt: one of them, as a file `key.txt`, opens it.\n' : ''}
${components.map((component, index) => `${index + 2}. ${describe(component, open)}`).join('\n')}`;
}
function describe(component, open) {
    const { name } = component;
    switch (component.kind) {
        case 'postgres':
            return `${name}: PostgreSQL. Roles first (without passwords; those that exist give errors that do no harm), then the database under a
   new name, and when it is good, instead of the old one. The facts in manifest.json tell its name, owner, encoding and version.

       ${open(`${name}.roles.sql`)} | psql -X -d postgres
       createdb -T template0 restored
       ${open(`${name}.dump`)} | pg_restore --exit-on-error -d restored

   As SQL: \`${open(`${name}.dump`)} | pg_restore -f ${name}.sql\`
`;
        case 'mysql':
            return `${name}: MariaDB or MySQL. Into a new database, and when it is good, instead of the old one: point the application at it, or dump it once
   more into the old name. The facts in manifest.json tell name, character set, collation and version. With MySQL the client is \`mysql\`.

       mariadb -e 'create database restored character set CHARSET collate COLLATE'
       ${open(`${name}.sql`)} | mariadb --binary-mode --default-character-set=utf8mb4 restored
       ${open(`${name}.events.sql`)} | mariadb --default-character-set=utf8mb4 restored
`;
        case 'redis':
            return `${name}: Redis. A server with \`appendonly yes\` does not read dump.rdb: it starts empty. So start one on the file without its log, in its data
   folder, let it write the log, and then start it as ever. Keep the old dump.rdb and appendonlydir aside.

       ${open(`${name}.rdb`)} >dump.rdb
       redis-check-rdb dump.rdb
       redis-server --dir . --appendonly no
       redis-cli config set appendonly yes
       redis-cli info persistence | grep aof_rewrite_in_progress    # until it is 0
       redis-cli shutdown
`;
        case 'sqlite':
            return `${name}: SQLite, ${component.path}. Stop what uses it, and remove ${component.path}-wal and -shm as well.

       ${open(`${name}.sqlite`)} >restored.sqlite
       sqlite3 restored.sqlite 'pragma integrity_check'
`;
        case 'files':
            return `${name}: ${component.paths.join(', ')}

       ${open(`${name}.tar`)} | tar -xf - -C TARGET
`;
    }
}

// EXTERNAL MODULE: ./build/packages/operations/backup/stream-functions.js
var stream_functions = __webpack_require__(4028);
;// CONCATENATED MODULE: ./build/packages/operations/backup/files-dump.js


const DUMP_FILES_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 root=$5
shift 5
${stream_functions/* STREAM_FUNCTIONS */.J}
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
    return { title: `Pack ${name}: ${paths.join(', ')}`, command: (0,core/* script */.K$)(DUMP_FILES_PROGRAM, [work, codec, name, suffix, root, ...paths]) };
}

// EXTERNAL MODULE: ./build/packages/operations/backup/mysql-dump.js
var mysql_dump = __webpack_require__(65663);
// EXTERNAL MODULE: ./build/packages/operations/backup/postgres-dump.js
var postgres_dump = __webpack_require__(37290);
// EXTERNAL MODULE: ./build/packages/operations/backup/redis-dump.js
var redis_dump = __webpack_require__(21664);
// EXTERNAL MODULE: ./build/packages/operations/backup/sqlite-functions.js
var sqlite_functions = __webpack_require__(3192);
;// CONCATENATED MODULE: ./build/packages/operations/backup/sqlite-dump.js



const DUMP_SQLITE_PROGRAM = `
work=$1 codec=$2 name=$3 suffix=$4 level=$5 database=$6
${stream_functions/* STREAM_FUNCTIONS */.J}${sqlite_functions/* SQLITE_FUNCTIONS */.t}
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
        command: (0,core/* script */.K$)(DUMP_SQLITE_PROGRAM, [work, codec, name, suffix, fingerprint, database])
    };
}

;// CONCATENATED MODULE: ./build/packages/operations/backup/dump-component.js





function dumpOf(component, place) {
    switch (component.kind) {
        case 'postgres':
            return (0,postgres_dump/* dumpPostgres */.A)(component, place);
        case 'mysql':
            return (0,mysql_dump/* dumpMysql */.H)(component, place);
        case 'redis':
            return (0,redis_dump/* dumpRedis */.K)(component, place);
        case 'sqlite':
            return dumpSqlite(component, place);
        case 'files':
            return dumpFiles(component, place);
    }
}

// EXTERNAL MODULE: ./build/packages/operations/backup/source.js
var source = __webpack_require__(777);
;// CONCATENATED MODULE: ./build/packages/operations/backup/backup-steps.js








const BACKUP_PHASE = 'backup';
const SHORT_SECONDS = 60;
const BEGIN_SECONDS = 600;
const PUBLISH_SECONDS = 900;
function describeBackup(host, { state, folder, project, looks, slot }, order) {
    const { type, paths, backups, recipients, components } = order;
    const taken = folder.backups.map(({ manifest }) => manifest.id);
    const id = order.name ?? (0,manifest/* nameBackup */.cD)(type, folder.clock * 1000, [...taken, ...folder.foreign, ...folder.damaged]);
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
        tool: `deploy-kit ${core/* version */.rE}`,
        run: order.run
    };
    return {
        head,
        kit: paths.kit,
        backups,
        work: `${backups}/.partial-${order.runId}`,
        final: `${backups}/${id}`,
        project,
        needed: estimate(head, folder, looks),
        timeoutSeconds: order.timeoutSeconds,
        ledger: paths.ledger,
        retention: order.retention === undefined ? undefined : { rules: order.retention, isSmallerAccepted: order.isSmallerAccepted }
    };
}
function chooseCodec(tools) {
    return source/* CODECS */.Q.find((codec) => tools.includes(codec)) ?? 'gzip';
}
const FIRST_SHARE = 0.35;
const GROWTH = 1.3;
function estimate({ components }, { backups }, looks) {
    const names = components.map(({ name }) => name).join();
    const last = backups.find(({ manifest }) => manifest.components.map(({ name }) => name).join() === names);
    if (last !== undefined)
        return (0,manifest/* storedBytesOf */.We)(last.manifest) * GROWTH;
    return components.reduce((sum, component) => sum + sizeOf(looks, component) * (component.kind === 'postgres' ? FIRST_SHARE : 1 + FIRST_SHARE), 0);
}
function sizeOf(looks, { name }) {
    const look = looks[name];
    return look !== undefined && 'bytes' in look ? look.bytes : 0;
}
function planBackupSteps({ head, kit, backups, work, final, project, needed, timeoutSeconds, ledger, retention }) {
    const { host, id, components, codec, recipients, fingerprint, path: root } = head;
    const suffix = (0,source/* suffixOf */.j)(codec, recipients.length > 0);
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
            title: `Make room for ${id}: about ${(0,core/* renderSize */.qI)(needed)}`,
            command: (0,backup_programs/* beginBackup */.Gu)({ kit, backups, work, id }, needed, recipients),
            timeoutSeconds: BEGIN_SECONDS,
            undo: { title: 'Remove the unfinished backup', command: (0,backup_programs/* removeFolder */.v$)(work), timeoutSeconds: SHORT_SECONDS }
        }),
        ...components.map((component) => {
            const { title, command } = dumpOf(component, { work, codec, suffix, fingerprint, root, project });
            return step({ id: `dump-${component.name}`, title, command, timeoutSeconds });
        }),
        step({
            id: 'publish-backup',
            title: `Flush ${id} to the disk, and give it its name`,
            command: (0,backup_programs/* publishBackup */.WR)({ work, final }, { head: JSON.stringify(head), slot: slotLine(head), recovery: recoveryOf(head) }),
            timeoutSeconds: PUBLISH_SECONDS,
            answer: `manifest ${host}`
        }),
        step({
            id: 'note-backup',
            title: 'Note it in the ledger',
            command: (0,tools_ledger/* appendLedger */.OC)(ledger, { operation: 'backup', outcome: 'backed-up', release: id, before: head.release, commit: head.commit, run: head.run }),
            timeoutSeconds: SHORT_SECONDS,
            optional: true
        }),
        ...(retention === undefined
            ? []
            : [step({ id: 'prune-backups', title: 'Remove the backups that nothing keeps', command: (0,backup_retention/* pruneBackups */.Aw)(backups, retention, []), timeoutSeconds: PUBLISH_SECONDS, optional: true })])
    ];
}
function recoveryOf(head) {
    return renderRecovery(head, (0,source/* suffixOf */.j)(head.codec, head.recipients.length > 0));
}
function volatileOf({ head, needed }, looks) {
    return [recoveryOf(head), JSON.stringify(head), slotLine(head), head.id, (0,backup_programs/* renderNeeded */._G)(needed), (0,core/* renderSize */.qI)(needed), ...volatileSizes(looks)];
}
function volatileSizes(looks) {
    return Object.values(looks).flatMap((look) => (look.problem === undefined ? [(0,core/* renderSize */.qI)(look.bytes)] : []));
}
function slotLine(head) {
    const { type, createdAt, slot } = head;
    return [type, (0,manifest/* setOf */.s4)(head), String(Math.floor(createdAt / 1000)), slot.day, slot.week, slot.month].join('\t');
}


/***/ }),

/***/ 88136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ END_RESTORES_FUNCTION),
/* harmony export */   Q: () => (/* binding */ beginRestore)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const END_RESTORES_FUNCTION = `
end_restores() {
  for dead in "$1"/restores/*/; do
    dead=\${dead%/} guard=$1/guards/\${dead##*/}
    guard=\${guard%/} code=''
    [ -d "$dead" ] || continue
    if [ -e "$guard/confirmed" ]; then
      sh "$dead/remove-old" </dev/null >&2 || continue
    elif [ -e "$dead/armed" ] || [ -f "$guard/go-back" ]; then
      { read -r code <"$guard/status"; } 2>/dev/null
      if [ "$code" != 0 ]; then
        echo "The restore \${dead##*/} did not go back: what it left is not touched" >&2
        continue
      fi
    fi
    { [ ! -f "$dead/take-away" ] || sh "$dead/take-away" </dev/null >&2; } && rm -rf "$dead"
  done
}
`;
function beginRestore({ kit, work }, parts) {
    const lineOf = (commands) => (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(...commands)).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(BEGIN_RESTORE_PROGRAM, [kit, work, lineOf(parts.map(({ unstage }) => unstage)), lineOf(parts.map(({ removeOld }) => removeOld))]);
}
const BEGIN_RESTORE_PROGRAM = `${END_RESTORES_FUNCTION}
end_restores "$1"
umask 077
mkdir -p "$2" && printf '%s\\n' "$4" >"$2/remove-old" && printf '%s\\n' "$3" >"$2/take-away"
`;


/***/ }),

/***/ 51667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iW: () => (/* binding */ askRetention),
  Aw: () => (/* binding */ pruneBackups)
});

// UNUSED EXPORTS: DEFAULT_RETENTION, parseRetention, retentionWords

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
;// CONCATENATED MODULE: ./build/packages/operations/backup/retention-functions.js
const RETENTION_FUNCTIONS = `
decide_retention() (
  if [ "$#" -ne 8 ]; then
    echo 'decide_retention: needs the time, six numbers, and accepted or refused' >&2
    exit 64
  fi
  if [ "$1" = now ]; then
    shift
    set -- "$(date +%s)" "$@"
  fi
  for number in "$1" "$2" "$3" "$4" "$5" "$6" "$7"; do
    case "$number" in
      '' | *[!0-9]* | ????????????*)
        printf 'decide_retention: "%s" is not a whole number\\n' "$number" >&2
        exit 64
        ;;
    esac
  done
  if [ "$2" -lt 1 ]; then
    echo 'decide_retention: at least one backup has to be kept' >&2
    exit 64
  fi
  # Names are compared by bytes, whatever language the host speaks.
  LC_ALL=C awk -v now="$1" -v keep="$2" -v daily="$3" -v weekly="$4" -v monthly="$5" -v pre_deploy="$6" -v emergency="$7" -v smaller="$8" '
    function is_whole(text) { return text ~ /^[0-9]+$/ && length(text) <= 15 }

    # A name that could lead out of the folder of the backups is none of ours.
    function is_understood() {
      return NF == 10 && $1 ~ /^[A-Za-z0-9_][A-Za-z0-9._+:@-]*$/ && $2 ~ /^(manual|scheduled|pre-deploy|emergency)$/ &&
        $3 ~ /^[A-Za-z0-9._-]+$/ && is_whole($4) && $5 ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]$/ &&
        $6 ~ /^[0-9][0-9][0-9][0-9]-W[0-9][0-9]$/ && $7 ~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]$/ &&
        $8 ~ /^(verified|unverified|failed)$/ && $9 != "" && is_whole($10)
    }

    function is_newer(a, b) {
      if (created[a] != created[b]) return created[a] > created[b]
      return (id[a] "") > (id[b] "")
    }

    function sort_newest_first(gap, i, j, held) {
      for (gap = int(total / 2); gap > 0; gap = int(gap / 2))
        for (i = gap + 1; i <= total; i++) {
          held = order[i]
          for (j = i; j > gap && is_newer(held, order[j - gap]); j -= gap) order[j] = order[j - gap]
          order[j] = held
        }
    }

    function is_future(i) { return created[i] > now + 86400 }
    function is_young(i) { return now - created[i] < 7 * 86400 }

    # What the decisions about a group depend on: its newest backup, and the sizes of the verified ones.
    function look_at(i, g) {
      if (created[i] < 0 || is_future(i)) return
      g = group[i]
      if (!(g in newest)) newest[g] = i
      if (state[i] == "verified") size[g, ++verified[g]] = stored[i]
      if (state[i] == "unverified" && !(g in unproven)) unproven[g] = i
    }

    # Twice the median of an even number is the sum of the two in the middle, of an odd one the one in the middle twice.
    function has_shrunk(g, count, i, j, held, sizes) {
      count = verified[g] - 1
      if (count > 5) count = 5
      if (count < 1) return 0
      for (i = 1; i <= count; i++) {
        held = size[g, i + 1]
        for (j = i; j > 1 && sizes[j - 1] > held; j--) sizes[j] = sizes[j - 1]
        sizes[j] = held
      }
      return 4 * size[g, 1] < sizes[int((count + 1) / 2)] + sizes[int(count / 2) + 1]
    }

    function join_words(text, more) { return text == "" ? more : text ", " more }

    # Why the rules keep it; empty when they do not. To be asked once for each verified backup, newest first.
    function find_rules(i, g, reason, slots, n) {
      g = group[i]
      place[i] = ++counted[g]
      if (type[i] in own_count) return place[i] <= own_count[type[i]] ? place[i] " of " own_count[type[i]] : ""
      if (place[i] <= keep) reason = place[i] " of " keep
      for (n = 1; n <= 3; n++) if (is_newest_of(g, n, slot[i, n])) slots = join_words(slots, slot[i, n])
      if (slots != "") reason = join_words(reason, "newest of " slots)
      if (reason == "" && place[i] == verified[g])
        for (n = 3; n >= 1; n--) if (used[g, n] < limit[n]) return "the oldest, while there are fewer than " limit[n] " " plural[n]
      return reason
    }

    # Slots without a backup are not counted: after a gap, the rules reach further back.
    function is_newest_of(g, n, name) {
      if ((g, name) in seen) return 0
      seen[g, name] = 1
      if (used[g, n] + 0 >= limit[n]) return 0
      used[g, n]++
      return kept_slot[g, name] = 1
    }

    function find_removal(i, n) {
      if (!(type[i] in own_count))
        for (n = 1; n <= 3; n++) if ((group[i], slot[i, n]) in kept_slot) return "a newer one of " slot[i, n] " is kept"
      return "older than everything that the rules keep"
    }

    function tell(i, decision, reason) { printf "%s\\t%s\\t%s\\n", id[i], decision, reason }

    function decide(i, g, reason) {
      if (created[i] < 0) return tell(i, "keep", "not understood")
      g = group[i]
      if (state[i] == "verified" && !is_future(i)) reason = find_rules(i)
      if (pin[i] != "-") return tell(i, "keep", "pinned: " pin[i])
      if (is_future(i)) return tell(i, "keep", "in the future")
      if (state[i] != "verified") return decide_unverified(i, g)
      if (reason != "") return tell(i, "keep", reason)
      if (place[i] == 1) return tell(i, "keep", "the newest verified one")
      if (state[newest[g]] != "verified" && is_young(newest[g])) return tell(i, "keep", "the newest backup is not verified")
      if (smaller != "accepted" && has_shrunk(g)) return tell(i, "keep", "the newest verified one is less than half as big as those before")
      return tell(i, "remove", find_removal(i))
    }

    function decide_unverified(i, g, what) {
      what = state[i] == "failed" ? "failed verification" : "not verified"
      if (is_young(i)) return tell(i, "keep", what ", kept for 7 days")
      if (unproven[g] == i && verified[g] + 0 == 0) return tell(i, "keep", "not verified, but there is no better one")
      return tell(i, "remove", what ", older than 7 days")
    }

    BEGIN {
      FS = "\\t"
      now += 0
      keep += 0
      limit[1] = daily + 0
      limit[2] = weekly + 0
      limit[3] = monthly + 0
      plural[1] = "days"
      plural[2] = "weeks"
      plural[3] = "months"
      own_count["pre-deploy"] = pre_deploy + 0
      own_count["emergency"] = emergency + 0
    }

    $0 != "" {
      total++
      order[total] = total
      id[total] = $1 ""
      mentions[id[total]]++
      created[total] = -1
    }

    $0 != "" && is_understood() {
      type[total] = $2
      group[total] = $3 "/" ($2 in own_count ? $2 : "history")
      created[total] = $4 + 0
      slot[total, 1] = $5
      slot[total, 2] = $6
      slot[total, 3] = $7
      state[total] = $8
      pin[total] = $9
      stored[total] = $10 + 0
    }

    END {
      # Of two lines about one backup, nobody knows which is right.
      for (i = 1; i <= total; i++) if (mentions[id[i]] > 1) created[i] = -1
      sort_newest_first()
      for (n = 1; n <= total; n++) look_at(order[n])
      for (n = 1; n <= total; n++) decide(order[n])
    }
  '
)
`;
const LIST_KEPT_FUNCTION = `
list_kept() (
  for kept in "$1"/*; do
    if [ ! -f "$kept/manifest.json" ] || [ ! -f "$kept/.slot" ]; then continue; fi
    kept_state=verified kept_pin=-
    if [ -s "$kept/.checks" ]; then
      [ "$(tail -n 1 "$kept/.checks" | cut -f 3)" = passed ] || kept_state=failed
    fi
    [ ! -e "$kept/.pinned" ] || kept_pin=$(head -n 1 "$kept/.pinned")
    printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "\${kept##*/}" "$(cut -f 1-6 "$kept/.slot")" "$kept_state" "\${kept_pin:--}" "$(cut -f 7 "$kept/.slot")"
  done
)
`;
const PRUNE_FUNCTION = `
prune_backups() (
  prune_folder=$1 prune_ids=$2
  shift 2
  decided=$(list_kept "$prune_folder" | decide_retention "$@") || exit 1
  rm -rf "$prune_folder"/.trash-*
  printf '%s\\n' "$decided" | while IFS="$(printf '\\t')" read -r prune_id decision reason; do
    [ "$decision" = remove ] || continue
    case " $prune_ids " in *" $prune_id "* | '  ') ;; *) continue ;; esac
    mv "$prune_folder/$prune_id" "$prune_folder/.trash-$prune_id" && rm -rf "$prune_folder/.trash-$prune_id" || exit 1
    printf 'removed\\t%s\\t%s\\n' "$prune_id" "$reason"
  done
)
`;

;// CONCATENATED MODULE: ./build/packages/operations/backup/retention.js


const DEFAULT_RETENTION = { keep: 30, daily: 7, weekly: 4, monthly: 12, preDeploy: 10, emergency: 5 };
function retentionWords({ rules, now, isSmallerAccepted }) {
    const { keep, daily, weekly, monthly, preDeploy, emergency } = rules;
    return [now === undefined ? 'now' : String(now), ...[keep, daily, weekly, monthly, preDeploy, emergency].map(String), isSmallerAccepted ? 'accepted' : 'refused'];
}
function askRetention(folder, order) {
    return (0,core/* query */.P)((0,core/* script */.K$)(ASK_RETENTION_PROGRAM, [folder, ...retentionWords(order)]), parseRetention);
}
const ASK_RETENTION_PROGRAM = `${RETENTION_FUNCTIONS}${LIST_KEPT_FUNCTION}
folder=$1
shift
list_kept "$folder" | decide_retention "$@"
`;
function pruneBackups(folder, request, only) {
    return (0,core/* script */.K$)(PRUNE_PROGRAM, [folder, only.join(' '), ...retentionWords(request)]);
}
const PRUNE_PROGRAM = `${RETENTION_FUNCTIONS}${LIST_KEPT_FUNCTION}${PRUNE_FUNCTION}
prune_backups "$@"
`;
function parseRetention({ stdout, exitCode }) {
    if (exitCode !== 0)
        throw notDecided(`the program that decides ended with ${exitCode}`);
    return stdout.split('\n').filter((line) => line !== '').map(parseDecision);
}
function parseDecision(line) {
    const [id = '', decision, reason, ...more] = line.split('\t');
    if ((decision !== 'keep' && decision !== 'remove') || reason === undefined || reason === '' || more.length > 0) {
        throw notDecided(`its answer ${JSON.stringify(line)} is not understood`);
    }
    return { id, keep: decision === 'keep', reason };
}
function notDecided(what) {
    return new core/* DeployKitError */.mG('DK_COMMAND_FAILED', {
        message: `Which backups to keep could not be decided: ${what}`,
        remedy: 'No backup was removed. See that the host has a POSIX awk (mawk, gawk or busybox)'
    });
}


/***/ }),

/***/ 777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ CODECS),
/* harmony export */   j: () => (/* binding */ suffixOf)
/* harmony export */ });
const CODECS = ['zstd', 'pigz', 'gzip'];
function suffixOf(codec, isSealed) {
    return `${codec === 'zstd' ? '.zst' : '.gz'}${isSealed ? '.age' : ''}`;
}


/***/ }),

/***/ 3192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ SQLITE_FUNCTIONS)
/* harmony export */ });
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


/***/ }),

/***/ 3182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ describeState),
/* harmony export */   n: () => (/* binding */ findForeignCurrent)
/* harmony export */ });
function describeState(host, { damagedManifests = [], foreignCurrent }) {
    return [
        ...damagedManifests.map((file) => `${host}: the release manifest ${file} is damaged: that release stays, but cannot be rolled back to`),
        ...(foreignCurrent === undefined ? [] : [`${host}: current is ${foreignCurrent}, not a link to a release`])
    ];
}
function findForeignCurrent(host, { current, releases }, { foreignCurrent }) {
    if (foreignCurrent === undefined)
        return [];
    const message = `${current} on ${host} is ${foreignCurrent}, not a link to a release`;
    const remedy = `Move it away, or make it a release to go back to: mv what is live to ${releases}/before, then ln -sfn releases/before ${current}`;
    return [{ code: 'DK_INPUT_INVALID', host, message, remedy }];
}


/***/ }),

/***/ 14138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HF: () => (/* binding */ goBackSeconds),
/* harmony export */   Tb: () => (/* binding */ requireUndecided),
/* harmony export */   Ww: () => (/* binding */ markSwitching),
/* harmony export */   Y9: () => (/* binding */ settleGuards),
/* harmony export */   aL: () => (/* binding */ GUARD_DECIDED_EXIT_CODE),
/* harmony export */   gw: () => (/* binding */ armGuard),
/* harmony export */   kN: () => (/* binding */ confirmGuard),
/* harmony export */   kx: () => (/* binding */ goBackNow),
/* harmony export */   lb: () => (/* binding */ endRun)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const GUARD_DECIDED_EXIT_CODE = 76;
function goBackSeconds(commandTimeoutSeconds) {
    return commandTimeoutSeconds + GO_BACK_SECONDS;
}
const GO_BACK_SECONDS = 360;
function armGuard({ folder, kit, runId }, { timeoutSeconds, goBack, onFailure }) {
    const onFailureLine = onFailure === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)(onFailure).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .render */ .XX)(goBack).line, onFailureLine, GUARD_PROGRAM]);
}
function markSwitching(guard) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .all */ .Q7)(requireUndecided(guard), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .exec */ .m0)(['touch', `${guard.folder}/switching`]));
}
function requireUndecided({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(REQUIRE_UNDECIDED_PROGRAM, [folder]);
}
function confirmGuard({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(CONFIRM_GUARD_PROGRAM, [folder]);
}
function goBackNow({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(GO_BACK_PROGRAM, [folder]);
}
const STOP_STEPS_FUNCTION = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
stop_steps() {
  for signal in TERM KILL; do
    for step in "$1"/*/; do
      case "\${2-} $step" in 'spare '*.undo/) continue ;; esac
      is_open "$step" && kill -s "$signal" -- "-$pid" 2>/dev/null && sleep 2
    done
  done
}
`;
const GO_BACK_FUNCTIONS = `
go_back() {
  sh "$1/go-back"
  code=$?
  printf '%-3s\\n' "$code" 1<>"$1/ending"
}
finish() { mv "$1/ending" "$1/status"; }
`;
function settleGuards(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const SETTLE_GUARDS_PROGRAM = `${STOP_STEPS_FUNCTION}
for guard in "$1"/guards/*/; do
  guard=\${guard%/} code=''
  if [ ! -f "$guard/go-back" ] || [ -e "$guard/confirmed" ] || [ "\${guard##*/}" = "$2" ]; then continue; fi
  if read -r code 2>/dev/null <"$guard/status"; then
    if [ "$code" = 0 ] || [ -e "$guard/again" ]; then continue; fi
    { touch "$guard/again" && mv "$guard/status" "$guard/ending"; } || continue
  fi
  stop_steps "$1/steps/\${guard##*/}"
  sh -c "$3" deploy-kit "$guard" >&2 </dev/null || [ -n "$code" ] || exit 1
done
`;
function endRun(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(END_RUN_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const END_RUN_PROGRAM = `${STOP_STEPS_FUNCTION}
guard=$1/guards/$2
stop_steps "$1/steps/$2"
[ -e "$guard/confirmed" ] || sh -c "$3" deploy-kit "$guard" </dev/null
`;
const ARM_GUARD_PROGRAM = `
set -eu${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
mask=$(umask)
umask 077
mkdir -p "$1"
echo 137 >"$1/ending"
: >"$1/undecided"
[ -z "$6" ] || printf '%s\\n' "$6" >"$1/on-failure"
printf '%s\\n' "$5" >"$1/go-back.partial"
mv "$1/go-back.partial" "$1/go-back"
# What the guard starts makes files as it does when the runner starts it.
umask "$mask"
if command -v setsid >/dev/null 2>&1; then
  setsid sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
else
  nohup sh -c "$7" deploy-kit-guard "$1" "$2" "$3" "$4" </dev/null >"$1/log" 2>&1 &
fi
find_process "$!"
echo "$process" >"$1/process"
`;
const GUARD_PROGRAM = `${STOP_STEPS_FUNCTION}${GO_BACK_FUNCTIONS}
guard=$1 kit=$2 run=$3 left=$4
trap '' HUP
while [ "$left" -gt 0 ]; do
  [ -e "$guard/undecided" ] || exit 0
  sleep 1
  left=$((left - 1))
done
mv "$guard/undecided" "$guard/guard" 2>/dev/null || exit 0
stop_steps "$kit/steps/$run" spare
go_back "$guard"
touch "$guard/told"
[ -f "$guard/on-failure" ] && sh "$guard/on-failure"
holder=''
IFS= read -r holder 2>/dev/null < "$kit/lock"
[ "$holder" = "$run" ] && rm -f "$kit/lock"
finish "$guard"
`;
const REQUIRE_UNDECIDED_PROGRAM = `
[ ! -e "$1/undecided" ] || exit 0
echo "The host was not told in time that the release is good, so it goes back by itself" >&2
exit 76
`;
const CONFIRM_GUARD_PROGRAM = `
mv "$1/undecided" "$1/confirmed" 2>/dev/null && exit 0
[ ! -e "$1/confirmed" ] || exit 0
echo "The host was not told in time that the release is good, so it went back by itself" >&2
exit 76
`;
const GO_BACK_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}${GO_BACK_FUNCTIONS}
[ -f "$1/go-back" ] || exit 0
if ! mv "$1/undecided" "$1/undo" 2>/dev/null && ! mv "$1/confirmed" "$1/undo" 2>/dev/null; then
  while is_running "$1"; do sleep 1; done
  if read -r code 2>/dev/null <"$1/status"; then
    echo "The host had gone back by itself"
    exit "$code"
  fi
fi
# Whoever comes to go back as well waits for this one: after a lost connection it would run twice at a time.
find_process "$$"
echo "$process" >"$1/process"
go_back "$1"
finish "$1"
exit "$code"
`;


/***/ }),

/***/ 13336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ej: () => (/* binding */ SETTLE_SECONDS),
/* harmony export */   cm: () => (/* binding */ LOCK_EXPIRY_SECONDS),
/* harmony export */   tK: () => (/* binding */ deployLock),
/* harmony export */   x_: () => (/* binding */ releaseLock),
/* harmony export */   xi: () => (/* binding */ lockForCutover)
/* harmony export */ });
/* unused harmony export LOCK_HELD_EXIT_CODE */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9426);
/* harmony import */ var _guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14138);
/* harmony import */ var _host_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28264);




const LOCK_EXPIRY_SECONDS = 90;
const RENEW_EVERY_SECONDS = 30;
const SETTLE_SECONDS = 900;
const LOCK_HELD_EXIT_CODE = 75;
function deployLock(kit, { waitSeconds, commandTimeoutSeconds }, { runId, owner }) {
    const timeoutSeconds = Math.max(SETTLE_SECONDS, (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .goBackSeconds */ .HF)(commandTimeoutSeconds));
    return {
        take: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]),
        settle: { title: 'Take back what an earlier run left unconfirmed', command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .settleGuards */ .Y9)(kit, runId), timeoutSeconds },
        renew: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RENEW_LOCK_PROGRAM, [kit, runId]),
        release: releaseLock(kit, runId),
        renewEverySeconds: RENEW_EVERY_SECONDS,
        waitSeconds
    };
}
function lockForCutover(values, context) {
    const { kit } = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_3__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizePath */ .Fd)(values.path), values.layout);
    return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: values['command-timeout'] }, context);
}
function releaseLock(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .script */ .K$)(RELEASE_LOCK_PROGRAM, [kit, runId]);
}
const TAKE_LOCK_PROGRAM = `
set -u
${_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .PROCESS_FUNCTIONS */ .kl}
kit=$1 run=$2 owner=$3 expiry=$4
lock=$kit/lock mine=$kit/lock.$run
alive() {
  for folder in "$kit/steps/$1"/*/ "$kit/guards/$1"; do
    is_running "$folder" && return 0
  done
  return 1
}
held() {
  rm -f "$mine"
  printf '%s since %s UTC%s\\n' "$who" "$(date -u -d "@$since" '+%Y-%m-%d %H:%M:%S' 2>/dev/null || echo "$since")" "$1"
  exit 75
}
[ -d "$kit" ] || mkdir -p "$kit" || exit 1
chmod 700 "$kit" || exit 1
printf '%s\\n%s\\n%s\\n' "$run" "$owner" "$(date +%s)" > "$mine" || exit 1
tries=0
while ! ln "$mine" "$lock" 2>/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -gt 5 ]; then
    ln "$mine" "$lock"
    rm -f "$mine"
    exit 1
  fi
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } 2>/dev/null < "$lock"
  if [ "$holder" = "$run" ]; then
    rm -f "$mine"
    exit 0
  fi
  beat=$(stat -c %Y "$lock" 2>/dev/null) || continue
  # A loss of power can leave an empty file.
  [ -n "$since" ] || since=$beat who='somebody'
  age=$(($(date +%s) - beat))
  [ "$age" -ge "$expiry" ] || held ''
  alive "$holder" && held ', and a step of it still runs'
  claim=$kit/lock.claim.$holder
  if ln "$mine" "$claim" 2>/dev/null; then
    still=''
    IFS= read -r still 2>/dev/null < "$lock"
    if [ "$still" = "$holder" ]; then
      mv -f "$mine" "$lock"
      rm -f "$claim"
      exit 0
    fi
    rm -f "$claim"
    continue
  fi
  [ $(($(date +%s) - $(stat -c %Y "$claim" 2>/dev/null || date +%s))) -lt "$expiry" ] || rm -f "$claim"
done
rm -f "$mine"
`;
const RENEW_LOCK_PROGRAM = `
holder='' who=''
{ IFS= read -r holder; IFS= read -r who; } 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] && touch "$1/lock" && exit 0
printf '%s\\n' "\${who:-nobody}"
exit 75
`;
const RELEASE_LOCK_PROGRAM = `
claim=$1/lock.claim.$2
holder=''
IFS= read -r holder 2>/dev/null < "$1/lock"
[ "$holder" = "$2" ] || exit 0
ln "$1/lock" "$claim" 2>/dev/null || exit 0
IFS= read -r holder 2>/dev/null < "$1/lock"
if [ "$holder" = "$2" ]; then rm -f "$1/lock"; fi
rm -f "$claim"
`;


/***/ })

};
