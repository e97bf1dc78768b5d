import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 4486;
export const ids = [4486];
export const modules = {
72736:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
g: () => ( readTables),
v: () => ( findTableComponent)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function readTables(folder, component) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_TABLES_PROGRAM, [`${folder}/${component}.fingerprint`]), ({ stdout }) => {
        const rows = stdout.split('\n').map((line) => line.split('\t'));
        return Object.fromEntries(rows.flatMap(([table, count]) => (table !== undefined && count !== undefined && /^\d+$/.test(count) ? [[table, Number(count)]] : [])));
    });
}
const READ_TABLES_PROGRAM = `
[ ! -f "$1" ] || awk -F '\\t' '$1 == "table" { print $2 "\\t" $3 }' "$1"
`;
function findTableComponent(components) {
    const found = components.filter((component) => component.kind === 'postgres');
    return found.length === 1 ? found[0] : undefined;
}
}),
34486:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
backupsDrill: () => ( backupsDrill),
backupsVerify: () => ( backupsVerify)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11230);
var _backup_restore_component_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(91669);
var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35015);
var _restore_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95405);
var _restore_backup_facts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(65124);
var _restore_observe_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(86082);
var _restore_verify_program_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24408);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(9426);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(28264);
var _tools_lock_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(13336);
var _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(86970);
var _observe_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(15899);
var _show_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(76898);
var _try_steps_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(73164);
















const tryInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
    ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .DQ,
    ..._show_js__WEBPACK_IMPORTED_MODULE_13__.namedBackupInput,
    identity: _restore_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .Y.identity,
    'backup-timeout': _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Ct['backup-timeout'],
    'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .O['lock-wait']
});
const backupsVerify = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backups verify',
    summary: 'Read every byte of a backup: checksums, decryption, decompression; what was seen stands in the list',
    inputs: tryInputs,
    outputs: {},
    examples: [{ command: 'backups verify --environment production --identity-file key.txt', does: 'verifies the newest backup' }],
    danger: 'write',
    isAction: false,
    lease: _tools_lock_js__WEBPACK_IMPORTED_MODULE_10__ .xc,
    observe: observeTry,
    plan: (values, facts) => planTry('verify', values, facts)
});
const backupsDrill = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backups drill',
    summary: 'Prove that a backup can be restored: into a scratch database beside the live one, compared row by row, and removed again',
    inputs: tryInputs,
    outputs: {},
    examples: [{ command: 'backups drill --environment production', does: 'restores the newest backup for a trial' }],
    danger: 'write',
    isAction: false,
    lease: _tools_lock_js__WEBPACK_IMPORTED_MODULE_10__ .xc,
    observe: observeTry,
    plan: (values, facts) => planTry('drill', values, facts)
});
async function observeTry(values, observer) {
    const [found, states] = await Promise.all([(0,_observe_js__WEBPACK_IMPORTED_MODULE_12__ .C)(values, observer), (0,_tools_observe_states_js__WEBPACK_IMPORTED_MODULE_11__ .F)(values, observer)]);
    const hosts = await Promise.all(found.map(async ({ host, folder }) => {
        const backup = (0,_restore_observe_js__WEBPACK_IMPORTED_MODULE_7__ .S)(folder, values.backup);
        const state = states.find((each) => each.host === host)?.state;
        const opened = backup === undefined ? { headers: '', key: undefined } : await (0,_restore_backup_facts_js__WEBPACK_IMPORTED_MODULE_6__ .Tw)(host, { values, observer, manifest: backup.manifest });
        return { host, backup, folder, opened, project: state === undefined ? undefined : (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ .v8)(state) };
    }));
    return { runId: observer.runId, hosts };
}
function planTry(kind, values, { runId, hosts }) {
    const paths = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_15__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_9__ .Fd)(values.path), values.layout);
    const problems = hosts.flatMap(({ host, backup, folder }) => {
        if (backup === undefined)
            return [(0,_show_js__WEBPACK_IMPORTED_MODULE_13__.noSuchBackup)(host, values.backup, folder)];
        if (kind === 'verify' || backup.manifest.recipients.length === 0 || values.identity !== undefined)
            return [];
        return [{ code: 'DK_INPUT_INVALID', host, message: `${backup.manifest.id} is sealed: restoring it needs the private key of one of its recipients`, remedy: 'Give it as identity' }];
    });
    const notes = hosts.flatMap(({ host, backup, opened }) => backup !== undefined && backup.manifest.recipients.length > 0 && opened.key === undefined && kind === 'verify'
        ? [`${host}: ${backup.manifest.id} is sealed, and no identity is given: its checksums are compared, and it is not opened`]
        : []);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .tP)({
        operation: `backups ${kind}`,
        title: `${kind === 'verify' ? 'Verify' : 'Restore for a trial'} ${hosts.map(({ backup }) => backup?.manifest.id ?? 'nothing').join(', ')}`,
        hosts: hosts.map(({ host }) => host),
        tables: [],
        notes,
        problems,
        phases: ['verify', 'note'],
        steps: problems.length > 0 ? [] : hosts.flatMap((host) => planHost(kind, host, { values, runId })),
        onFailure: 'undo',
        journals: Object.fromEntries(hosts.map(({ host }) => [host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_15__ .MT)(paths, runId)])),
        probes: [],
        live: {},
        outputs: {}
    }, [runId, ...hosts.map(({ opened }) => opened.headers)]);
}
function planHost(kind, { host, backup, opened, project }, { values, runId }) {
    if (backup === undefined)
        return [];
    const { manifest } = backup;
    const { kit, root } = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_15__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_9__ .Fd)(values.path), values.layout);
    const folder = `${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ .a)(values)}/${manifest.id}`;
    const place = { host, manifest, folder, work: `${kit}/restores/${runId}`, opened, timeoutSeconds: values['backup-timeout'] };
    const sums = {
        kind: 'run',
        id: 'verify-sums',
        title: `Read all of ${manifest.id}, and compare its checksums`,
        host,
        phase: 'verify',
        effect: 'write',
        command: (0,_restore_verify_program_js__WEBPACK_IMPORTED_MODULE_8__ .q)(folder, manifest),
        timeoutSeconds: values['backup-timeout'],
        failures: _try_steps_js__WEBPACK_IMPORTED_MODULE_14__ .Ax
    };
    const isShut = manifest.recipients.length > 0 && opened.key === undefined;
    const suffix = (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_14__ .zs)(manifest);
    const tried = kind === 'verify'
        ? manifest.files.filter(() => !isShut).map(({ path, plainBytes }) => (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_14__ .PN)(place, path, plainBytes))
        : (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_14__ .LI)(place, { kit, parts: manifest.components.map((component) => ({ name: component.name, part: (0,_backup_restore_component_js__WEBPACK_IMPORTED_MODULE_3__ .y)(component, { ...place, suffix, runId, root, project }) })) });
    const words = kind === 'drill' ? 'restored beside what was live, and compared' : isShut ? 'checksums are right; it was not opened' : 'every file was opened and read';
    return [sums, ...tried, (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_14__ .hs)(place, kind, words)];
}
}),
86082:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( observeRestore),
S: () => ( findBackup)
});
var _backup_choose_components_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(67518);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11230);
var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3594);
var _backup_read_tables_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72736);
var _storage_fetch_copy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82471);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16695);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9426);
var _tools_ledger_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(22126);
var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(82122);
var _tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(45938);
var _backup_facts_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(65124);











async function observeRestore(values, observer) {
    const perHost = await Promise.all(observer.hosts.map(async (host) => [host, await observeHost(host, values, observer)]));
    const { runId, identity, hosts } = observer;
    return { runId, run: (0,_tools_ledger_js__WEBPACK_IMPORTED_MODULE_6__ .Zm)(identity, runId), hosts, perHost: Object.fromEntries(perHost) };
}
async function observeHost(host, values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .Fd)(values.path);
    const [{ state, folder }, copies] = await Promise.all([
        observer.askAll(host, { state: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_7__ .r)(root, values.layout), folder: (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_1__ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values)) }),
        (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_4__.readCopies)(host, { values, observer }),
        (0,_tools_release_secrets_js__WEBPACK_IMPORTED_MODULE_8__ .u)(observer, host, root)
    ]);
    const meant = (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_4__.findBackupAnywhere)(folder, copies, values.backup);
    const backup = meant?.backup;
    const all = backup === undefined ? { components: [], problems: [] } : (0,_backup_choose_components_js__WEBPACK_IMPORTED_MODULE_10__ .I)(backup.manifest.components, values);
    const component = values.table === undefined ? undefined : (0,_backup_read_tables_js__WEBPACK_IMPORTED_MODULE_2__ .v)(all.components);
    const chosen = component === undefined ? all : { ...all, components: [component] };
    const place = meant?.copy === undefined ? undefined : copies?.place;
    const fetched = meant?.copy === undefined || copies === undefined ? undefined : await (0,_storage_fetch_copy_js__WEBPACK_IMPORTED_MODULE_3__ .W)(copies, meant.copy, { observer, timeoutSeconds: values['backup-timeout'] });
    const data = { ...(await (0,_backup_facts_js__WEBPACK_IMPORTED_MODULE_9__ .Ps)(host, { state, folder, backup, chosen }, { values, observer, place })), copies, fetched };
    if (backup === undefined || component === undefined || place !== undefined)
        return { ...data, tables: [] };
    return { ...data, tables: Object.keys(await observer.ask(host, (0,_backup_read_tables_js__WEBPACK_IMPORTED_MODULE_2__ .g)(`${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values)}/${backup.manifest.id}`, component.name))) };
}
function findBackup({ backups }, id) {
    if (id !== undefined)
        return backups.find(({ manifest }) => manifest.id === id);
    return backups.find(({ manifest, checks }) => manifest.type !== 'emergency' && checks.at(-1)?.passed !== false);
}
}),
41956:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Dx: () => ( listFilesOf),
Oi: () => ( STORAGE_FAILURES),
nm: () => ( sendFilesOf)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backups_try_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73164);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66503);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4028);
var _restore_verify_program_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(24408);




const STORAGE_FAILURES = {
    ..._backups_try_steps_js__WEBPACK_IMPORTED_MODULE_1__ .Ax,
    [_curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ .vr]: { code: 'DK_STORAGE_FAILED', remedy: 'See that the host can reach the storage (curl, its proxy, its firewall) and that its clock is right, then run it again' }
};
function listFilesOf(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)((0,_restore_verify_program_js__WEBPACK_IMPORTED_MODULE_2__ .q)(folder, { files: [] }), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LIST_FILES_PROGRAM, [folder]));
}
const LIST_FILES_PROGRAM = `
cd "$1" || exit 1
for file in * .slot; do printf '%s\\t%s\\n' "$file" "$(($(wc -c <"$file")))" || exit 1; done
`;
function sendFilesOf(folder) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SEND_PARTS_PROGRAM, [folder]);
}
const SEND_PARTS_PROGRAM = `
folder=$1
${_curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ .kO}${_curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ .fV}
read_part() { dd if="$folder/$name" bs=1048576 skip="$first" count="$(((bytes + 1048575) / 1048576))" 2>/dev/null; }
# dash prints no bytes by hexadecimal numbers.
to_base64() {
  octal=$(printf %s "$1" | awk '{
    for (i = 1; i < length($0); i += 2)
      printf "\\\\0%03o", (index("0123456789abcdef", substr($0, i, 1)) - 1) * 16 + index("0123456789abcdef", substr($0, i + 1, 1)) - 1
  }')
  printf %b "$octal" | base64
}
send_part() {
  answer=$(read_part | curl -q -K /dev/fd/3 2>&1 3<<CURL
url = "$address"
upload-file = "-"
http1.1
include
header = "Content-Length: $bytes"
header = "Transfer-Encoding:"
header = "Expect:"
header = "Content-MD5: $base64"
$patience
CURL
  )
}
tab=$(printf '\\t')
while IFS="$tab" read -r name first bytes address; do
  [ -n "$address" ] || continue
  md5=$(read_part | md5sum | cut -d ' ' -f 1)
  base64=$(to_base64 "$md5")
  try=1
  until
    send_part
    code=$(printf '%s\\n' "$answer" | awk '/^HTTP\\// { code = $2 } END { print code }')
    [ "$code" = 200 ]
  do
    said=$(printf '%s\\n' "$answer" | sed -n 's/.*<Code>\\([A-Za-z0-9]*\\)<.*/\\1/p; s/^curl: //p' | head -n 2 | tr '\\n' ' ')
    may_try_again "$code" || unavailable "The storage did not take $name: \${code:+HTTP $code }$said"
  done
  etag=$(printf '%s\\n' "$answer" | tr -d '\\r"' | awk 'tolower($1) == "etag:" { etag = $2 } END { print etag }')
  printf '%s\\t%s\\t%s\\t%s\\n' "$name" "$first" "$etag" "$md5"
done
`;
}),
66503:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
fV: () => ( CURL_FUNCTIONS),
vr: () => ( STORAGE_EXIT_CODE)
});

const STORAGE_EXIT_CODE = 69;
const CURL_FUNCTIONS = `
patience='silent
show-error
connect-timeout = 30
speed-limit = 1
speed-time = 120'
unavailable() {
  printf '%s\\n' "$*" >&2
  exit 69
}
may_try_again() {
  case $1 in
    400 | 401 | 403 | 404 | 405 | 411 | 412 | 416 | 501) return 1 ;;
  esac
  [ "$try" -lt 5 ] || return 1
  sleep "$((try * try))"
  try=$((try + 1))
}
`;
}),
82471:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
B: () => ( fetchStep),
W: () => ( presignCopy)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5374);
var _copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41956);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4028);
var _curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66503);




const SPARE_SECONDS = 3600;
async function presignCopy({ place }, copy, { observer, timeoutSeconds }) {
    if (place === undefined)
        return undefined;
    const folder = { ...place, folder: `${place.folder}/${copy.backup.manifest.id}` };
    return { copy, addresses: await observer.storage.presign(folder, copy.files.map(({ name }) => name), timeoutSeconds + SPARE_SECONDS) };
}
function fetchStep(host, { copy, addresses }, { backups, timeoutSeconds }) {
    const { id } = copy.backup.manifest;
    const list = copy.files.map(({ name, sizeBytes, sha256 }) => `${name}\t${sizeBytes}\t${sha256}`).join('\n');
    return {
        kind: 'run',
        id: 'fetch-backup',
        title: `Fetch ${id} from the storage`,
        host,
        phase: _backup_backup_steps_js__WEBPACK_IMPORTED_MODULE_1__ .fG,
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(FETCH_COPY_PROGRAM, [backups, id, list], { stdin: addresses }),
        timeoutSeconds,
        failures: _copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ .Oi
    };
}
const FETCH_COPY_PROGRAM = `
backups=$1 id=$2 list=$3
${_curl_functions_js__WEBPACK_IMPORTED_MODULE_3__ .kO}${_curl_functions_js__WEBPACK_IMPORTED_MODULE_4__ .fV}
work=$backups/.fetched-$id final=$backups/$id
mkdir -p "$backups" && chmod 700 "$backups" && mkdir -p "$work" || exit 1
value_of() { printf '%s\\n' "$list" | awk -F '\\t' -v name="$1" '$1 == name { print $'"$2"' }'; }
size_of() { if [ -f "$1" ]; then wc -c <"$1"; else echo 0; fi; }
total=$(printf '%s\\n' "$list" | awk -F '\\t' '{ sum += $2 } END { printf "%d", sum / 1024 }')
free=$(df -Pk "$backups" | awk 'NR == 2 { print $4 }')
had=$(du -sk "$work" | awk '{ print $1 }')
[ "$((free + had))" -ge "$((total + 10240))" ] ||
  fail "No space left on device: $backups has $((free / 1024)) MiB free, and $id needs $((total / 1024 + 10)) MiB"
fetch_rest() {
  answer=$(curl -q -K /dev/fd/3 2>&1 </dev/null 3<<CURL
url = "$address"
output = "$work/$name"
continue-at = $1
fail
write-out = "%{http_code}"
$patience
CURL
  )
}
tab=$(printf '\\t')
while IFS="$tab" read -r name address; do
  [ -n "$address" ] || continue
  bytes=$(value_of "$name" 2) sum=$(value_of "$name" 3)
  [ -n "$sum" ] || fail "There is no checksum of $name"
  try=1
  : >>"$work/$name" || exit 1
  while have=$(($(size_of "$work/$name"))) && [ "$have" -ne "$bytes" ]; do
    # Longer than it may be: not the beginning of it.
    [ "$have" -lt "$bytes" ] || { rm -f "$work/$name" && have=0; }
    if ! fetch_rest "$have"; then
      said=$(printf '%s\\n' "$answer" | sed -n 's/^curl: //p' | head -n 1)
      code=$(printf '%s\\n' "$answer" | tail -n 1 | tail -c 4)
      may_try_again "$code" || unavailable "The storage did not give $name: $said"
    elif [ "$(($(size_of "$work/$name")))" -lt "$bytes" ]; then
      may_try_again '' || unavailable "The storage gave $(size_of "$work/$name") bytes of $name, which had $bytes"
    fi
  done
  if [ "$(sha256sum <"$work/$name" | cut -d ' ' -f 1)" != "$sum" ]; then
    rm -f "$work/$name"
    printf '%s\\n' "$name in the storage is not what was copied there: its SHA-256 is another one" >&2
    exit 65
  fi
done
printf '%s\\n' "$list" | while IFS="$tab" read -r name _; do [ -f "$work/$name" ] || fail "$name was not fetched"; done || exit 1
for file in "$work"/* "$work/.slot" "$work"; do sync "$file" 2>/dev/null || sync; done
trash=$backups/.trash-$id
rm -rf "$trash"
[ ! -e "$final" ] || mv "$final" "$trash" || exit 1
mv "$work" "$final" || exit 1
rm -rf "$trash"
sync "$backups" 2>/dev/null || sync
`;
}),
86970:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F: () => ( observeStates)
});
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
var _read_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82122);


async function observeStates(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(values.path);
    return Promise.all(observer.hosts.map(async (host) => ({ host, state: await observer.ask(host, (0,_read_host_js__WEBPACK_IMPORTED_MODULE_1__ .r)(root, values.layout)) })));
}
})

};
