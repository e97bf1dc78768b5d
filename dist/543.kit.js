import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 543;
export const ids = [543,6695];
export const modules = {
52237:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Vn: () => ( DAMAGED_EXIT_CODE),
Xb: () => ( DAMAGED_FUNCTION),
cW: () => ( OPENED_FUNCTIONS)
});
const DAMAGED_EXIT_CODE = 65;
const DAMAGED_FUNCTION = `
damaged() {
  printf '%s\\tverify\\tfailed\\t%s\\n' "$(date +%s)" "$(printf %s "$*" | tr '\\t\\n' '  ' | cut -c 1-300)" >>"$folder/.checks"
  printf '%s\\n' "$*" >&2
  exit 65
}
`;
const OPENED_FUNCTIONS = `${DAMAGED_FUNCTION}
take_key() {
  key=''
  [ -z "$headers" ] || key=$(cat)
}
header_of() { printf '%s\\n' "$headers" | awk -F '\\t' -v name="$1" '$1 == name { print $'"$2"' }'; }
unseal() {
  if [ -z "$headers" ]; then
    cat "$folder/$1"
    return
  fi
  # No verdict, should they not come.
  header=$(header_of "$1" 3) length=$(header_of "$1" 2)
  if [ -z "$header" ] || [ -z "$length" ]; then
    echo "$1 has no header for this run" >&2
    return 126
  fi
  stage feed feed_sealed "$1" | age -d -i /dev/fd/3 3<<KEY
$key
KEY
}
feed_sealed() { printf '%s\n' "$header" | base64 -d && tail -c "+$((length + 1))" "$folder/$1"; }
give() {
  [ -f "$folder/$1" ] || damaged "The backup has no $1"
  stages=$work/.stages
  rm -rf "$stages"
  mkdir -p "$stages" || exit 1
  { echo 0 >"$stages/feed.code" && : >"$stages/feed.err"; } || exit 1
  stage open unseal "$1" | stage expand expand | stage take "$2"
  # Whoever takes it ends early when it breaks off, and whoever gives it when it is not taken. A program that was killed, is missing, or
  # could not even note how it ended (the disk is full), says nothing about the backup, nor do those behind it.
  for stage in feed open expand; do
    case $(cat "$stages/$stage.code") in
      0 | 141) ;;
      [1-9] | [1-9][0-9] | 1[01][0-9] | 12[0-5]) damaged "$1 cannot be read: $(tail -n 3 "$stages/$stage.err" | tr '\\n' ' ')" ;;
      *) break ;;
    esac
  done
  require_stages take feed open expand
  rm -rf "$stages"
}
`;
}),
37096:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
e: () => ( retentionOf)
});
function retentionOf(values) {
    return {
        keep: values['keep-backups'],
        daily: values['keep-daily'],
        weekly: values['keep-weekly'],
        monthly: values['keep-monthly'],
        preDeploy: values['keep-pre-deploy'],
        emergency: values['keep-emergency']
    };
}
}),
59685:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Qt: () => ( renderAge),
R9: () => ( placeBackups),
lq: () => ( describeCopies)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68697);


function summarizeBackup({ manifest, checks, pin }) {
    const last = checks.at(-1);
    return {
        id: manifest.id,
        type: manifest.type,
        createdAt: Math.floor(manifest.createdAt / 1000),
        bytes: (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .We)(manifest),
        components: manifest.components.map(({ name }) => name),
        isSealed: manifest.recipients.length > 0,
        pin,
        lastVerified: lastPassed(checks, 'verify') ?? lastPassed(checks, 'drill') ?? manifest.finishedAt,
        lastDrilled: lastPassed(checks, 'drill'),
        problem: last?.passed === false ? last.words : undefined
    };
}
function lastPassed(checks, kind) {
    return checks.findLast((check) => check.kind === kind && check.passed)?.at;
}
function placeBackups({ folder, copies }) {
    const copied = (copies?.copies ?? []).map(({ backup }) => backup);
    const isCopied = (id) => copied.some(({ manifest }) => manifest.id === id);
    const here = folder.backups.map((backup) => ({ ...summarizeBackup(backup), where: isCopied(backup.manifest.id) ? 'host and storage' : 'host' }));
    const there = copied.filter(({ manifest }) => !here.some(({ id }) => id === manifest.id)).map((backup) => ({ ...summarizeBackup(backup), where: 'storage' }));
    return [...here, ...there].toSorted((left, right) => right.createdAt - left.createdAt);
}
function describeCopies({ host, copies }) {
    if (copies === undefined)
        return [];
    return [
        ...(copies.problem === undefined ? [] : [`${host}: ${copies.shown} is NOT looked at: ${copies.problem}`]),
        ...copies.damaged.map((name) => `${host}: ${name} in ${copies.shown} is DAMAGED: its files are not what was copied, so it is neither fetched nor removed by deploy-kit`)
    ];
}
function renderAge(at, now) {
    return at === undefined ? 'never' : `${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .PP)(Math.max(0, now - at))} ago`;
}
}),
15899:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
C: () => ( observeBackups),
K: () => ( observeAnywhere)
});
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11230);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16695);
var _backup_read_backups_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3594);



async function observeAnywhere(values, observer) {
    const [found, copies] = await Promise.all([observeBackups(values, observer), Promise.all(observer.hosts.map((host) => (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__.readCopies)(host, { values, observer })))]);
    return found.map((each, index) => ({ ...each, copies: copies[index] }));
}
async function observeBackups(values, observer) {
    return await Promise.all(observer.hosts.map(async (host) => ({ host, folder: await observer.ask(host, (0,_backup_read_backups_js__WEBPACK_IMPORTED_MODULE_2__ .s)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_0__ .a)(values))) })));
}
}),
80543:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
backupsPrune: () => ( backupsPrune)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11230);
var _backup_retention_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64816);
var _backup_retention_of_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(37096);
var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35015);
var _tools_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13336);
var _storage_copy_retention_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(91635);
var _storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(45966);
var _storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(24048);
var _describe_backup_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(59685);
var _observe_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(15899);













const pruneInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({ ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .DQ, ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .kN, ..._storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_9__ .Fd, 'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_5__ .O['lock-wait'] });
const backupsPrune = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backups prune',
    summary: 'Remove the backups that no rule keeps; says of each why it stays or goes',
    inputs: pruneInputs,
    outputs: {},
    examples: [{ command: 'backups prune --environment production --plan', does: 'says of every backup why it would stay or go' }],
    danger: 'destructive',
    isAction: false,
    lease: _tools_lock_js__WEBPACK_IMPORTED_MODULE_6__ .xc,
    observe: observeDecisions,
    plan: planPrune
});
async function observeDecisions(values, observer) {
    const found = await (0,_observe_js__WEBPACK_IMPORTED_MODULE_11__ .K)(values, observer);
    return await Promise.all(found.map(async ({ host, folder, copies }) => {
        const there = copies?.copies ?? [];
        const order = { rules: (0,_backup_retention_of_js__WEBPACK_IMPORTED_MODULE_12__ .e)(values), now: folder.clock, isSmallerAccepted: values['accept-smaller'] };
        const [decisions, copyDecisions] = await Promise.all([
            folder.backups.length === 0 ? [] : observer.ask(host, (0,_backup_retention_js__WEBPACK_IMPORTED_MODULE_4__ .iW)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ .a)(values), order)),
            there.length === 0 ? [] : observer.ask(host, (0,_storage_copy_retention_js__WEBPACK_IMPORTED_MODULE_7__ .N)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ .a)(values), there, order))
        ]);
        return { host, folder, copies, decisions, copyDecisions };
    }));
}
function planPrune(values, hosts) {
    const doomed = (decisions) => decisions.filter(({ keep }) => !keep).map(({ id }) => id);
    const request = { rules: (0,_backup_retention_of_js__WEBPACK_IMPORTED_MODULE_12__ .e)(values), isSmallerAccepted: values['accept-smaller'] };
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .tP)({
        operation: 'backups prune',
        title: `Remove ${hosts.reduce((sum, host) => sum + doomed(host.decisions).length + doomed(host.copyDecisions).length, 0)} backups of ${values.path}`,
        hosts: hosts.map(({ host }) => host),
        tables: [
            {
                title: 'Backups',
                columns: ['host', 'backup', 'where', 'size', 'what happens', 'why'],
                rows: hosts.flatMap(({ host, folder, copies, decisions, copyDecisions }) => [
                    ...decisions.map((decision) => describeDecision(host, { decision, where: 'host', kept: folder.backups })),
                    ...copyDecisions.map((decision) => describeDecision(host, { decision, where: 'storage', kept: (copies?.copies ?? []).map(({ backup }) => backup) }))
                ])
            }
        ],
        notes: hosts.flatMap(_describe_backup_js__WEBPACK_IMPORTED_MODULE_10__ .lq),
        problems: [],
        phases: ['prune'],
        steps: hosts.flatMap((host) => {
            const ids = doomed(host.decisions);
            const copies = doomed(host.copyDecisions);
            const there = host.copies === undefined || copies.length === 0 ? [] : (0,_storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_8__ .cd)(host.host, host.copies, { backups: (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ .a)(values), request, only: copies, phase: 'prune' });
            if (ids.length === 0)
                return there;
            return [
                ...there,
                {
                    kind: 'run',
                    id: 'prune-backups',
                    title: `Remove ${ids.join(', ')}`,
                    host: host.host,
                    phase: 'prune',
                    effect: 'write',
                    repeatable: true,
                    command: (0,_backup_retention_js__WEBPACK_IMPORTED_MODULE_4__ .Aw)((0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_3__ .a)(values), request, ids),
                    timeoutSeconds: 900
                }
            ];
        }),
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: {},
        outputs: {},
        answer: Object.fromEntries(hosts.map(({ host, decisions, copyDecisions }) => [host, [...decisions, ...copyDecisions.map((decision) => ({ ...decision, where: 'storage' }))]]))
    });
}
function describeDecision(host, { decision: { id, keep, reason }, where, kept }) {
    const found = kept.find(({ manifest }) => manifest.id === id);
    return [host, id, where, found === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)((0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .We)(found.manifest)), keep ? 'stays' : 'REMOVED', reason];
}
}),
73164:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ax: () => ( DAMAGED),
LI: () => ( planDrill),
PN: () => ( readFileStep),
hs: () => ( notePassed),
zs: () => ( suffixOfBackup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27874);
var _backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88136);
var _backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52237);
var _backup_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4028);
var _backup_source_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(777);






const NOTE_SECONDS = 30;
const REMOVE_SECONDS = 300;
const DAMAGED = {
    [_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ .Vn]: { code: 'DK_BACKUP_DAMAGED', remedy: 'Nothing that is live has been touched. Do not rely on this backup: make a new one (deploy-kit backup), and look at the others (deploy-kit backups verify)' }
};
function readFileStep({ host, manifest, folder, work, opened, timeoutSeconds }, path, plainBytes) {
    const words = [folder, work, manifest.codec, opened.headers, path, String(plainBytes)];
    return {
        kind: 'run',
        id: `read-${path}`,
        title: `Read all of ${path}`,
        host,
        phase: 'verify',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_FILE_PROGRAM, words, opened.key === undefined ? {} : { stdin: opened.key }),
        timeoutSeconds,
        failures: DAMAGED
    };
}
const READ_FILE_PROGRAM = `
folder=$1 work=$2 codec=$3 headers=$4 name=$5 bytes=$6
${_backup_stream_functions_js__WEBPACK_IMPORTED_MODULE_4__ .J5}${_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_3__ .cW}
take_key
mkdir -p "$work" || exit 1
trap 'rm -rf "$work"' EXIT
count_bytes() { wc -c >"$work/bytes"; }
give "$name" count_bytes
found=$(($(cat "$work/bytes")))
[ "$found" = "$bytes" ] || damaged "$name: it has $found bytes, and was made of $bytes"
`;
function planDrill(place, { kit, parts }) {
    const { host, work } = place;
    const step = { kind: 'run', host, phase: 'verify', effect: 'write', timeoutSeconds: REMOVE_SECONDS };
    return [
        {
            ...step,
            id: 'begin-drill',
            title: 'Make a folder for it',
            command: (0,_backup_dead_restores_js__WEBPACK_IMPORTED_MODULE_2__ .Q$)({ kit, work }, parts.map(({ part }) => part)),
            undo: { title: 'Remove the folder of the trial', command: (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ .v$)(work), timeoutSeconds: REMOVE_SECONDS }
        },
        ...parts.flatMap(({ name, part }) => drillSteps(place, name, part)),
        { ...step, id: 'end-drill', title: 'Remove the folder of the trial', repeatable: true, command: (0,_backup_backup_programs_js__WEBPACK_IMPORTED_MODULE_1__ .v$)(work) }
    ];
}
function drillSteps({ host, timeoutSeconds }, name, part) {
    return [
        {
            kind: 'run',
            id: `drill-${name}`,
            title: part.stage.title,
            host,
            phase: 'verify',
            effect: 'write',
            command: part.stage.command,
            timeoutSeconds,
            undo: { title: `Remove what was restored of ${name}`, command: part.unstage, timeoutSeconds: REMOVE_SECONDS },
            failures: DAMAGED
        },
        { kind: 'run', id: `end-drill-${name}`, title: `Remove what was restored of ${name}`, host, phase: 'verify', effect: 'write', repeatable: true, command: part.unstage, timeoutSeconds: REMOVE_SECONDS }
    ];
}
function notePassed({ host, folder }, kind, words) {
    return {
        kind: 'run',
        id: `note-${kind}`,
        title: 'Note it beside the backup',
        host,
        phase: 'note',
        effect: 'write',
        command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(NOTE_CHECK_PROGRAM, [folder, kind, 'passed', words]),
        timeoutSeconds: NOTE_SECONDS
    };
}
const NOTE_CHECK_PROGRAM = `
[ -d "$1" ] || exit 1
printf '%s\\t%s\\t%s\\t%s\\n' "$(date +%s)" "$2" "$3" "$4" >>"$1/.checks"
`;
const suffixOfBackup = ({ codec, recipients }) => (0,_backup_source_js__WEBPACK_IMPORTED_MODULE_5__ .j)(codec, recipients.length > 0);
}),
24408:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
q: () => ( verifySums)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52237);


const VERIFY_SUMS_PROGRAM = `${_backup_opened_functions_js__WEBPACK_IMPORTED_MODULE_1__ .Xb}
folder=$1 stored=$2
LC_ALL=C
export LC_ALL
cd "$folder" || exit 1
[ -f SHA256SUMS ] || damaged "There is no SHA256SUMS"
[ -z "$(tail -c 1 SHA256SUMS)" ] || damaged "SHA256SUMS does not end with its last line"
found=$(for file in * .slot; do [ "$file" = SHA256SUMS ] || printf '%s\\n' "$file"; done | sort)
listed=$(sed 's/^[0-9a-f]*  //' SHA256SUMS | sort)
[ "$found" = "$listed" ] || damaged "Its files are $(printf '%s\\n' "$found" | tr '\\n' ' '), and SHA256SUMS lists $(printf '%s\\n' "$listed" | tr '\\n' ' ')"
other=$(printf '%s\\n' "$stored" | grep -vxFf SHA256SUMS)
[ -z "$other" ] || damaged "SHA256SUMS says other than the manifest of $(printf '%s\\n' "$other" | sed 's/^[0-9a-f]*  //' | tr '\\n' ' ')"
if ! words=$(sha256sum -c SHA256SUMS 2>&1); then
  damaged "$(printf '%s\\n' "$words" | grep -v ': OK$' | head -n 5 | tr '\\n' ' ')"
fi
`;
function verifySums(folder, { files }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(VERIFY_SUMS_PROGRAM, [folder, files.map(({ sha256, path }) => `${sha256}  ${path}`).join('\n')]);
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
91635:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
N: () => ( askCopyRetention),
u: () => ( decideCopies)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68697);
var _backup_retention_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(40788);
var _backup_retention_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64816);




const LIST_COPIES_FUNCTION = `
list_copies() (
  tab=$(printf '\\t')
  while IFS="$tab" read -r copy type set created day week month bytes pin; do
    [ -n "$copy" ] || continue
    if [ "$pin" = - ] && [ -e "$1/$copy/.pinned" ]; then pin=$(head -n 1 "$1/$copy/.pinned"); fi
    printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\tverified\\t%s\\t%s\\n' "$copy" "$type" "$set" "$created" "$day" "$week" "$month" "\${pin:-pinned}" "$bytes"
  done
)
`;
const DECIDE_COPIES_PROGRAM = `${_backup_retention_functions_js__WEBPACK_IMPORTED_MODULE_3__ .n0}${LIST_COPIES_FUNCTION}
folder=$1
shift
list_copies "$folder" | decide_retention "$@"
`;
function decideCopies(backups, request) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DECIDE_COPIES_PROGRAM, [backups, ...(0,_backup_retention_js__WEBPACK_IMPORTED_MODULE_2__ .Gt)(request)]);
}
const ASK_COPIES_PROGRAM = `${_backup_retention_functions_js__WEBPACK_IMPORTED_MODULE_3__ .n0}${LIST_COPIES_FUNCTION}
folder=$1 lines=$2
shift 2
printf '%s\\n' "$lines" | list_copies "$folder" | decide_retention "$@"
`;
function askCopyRetention(backups, copies, order) {
    const lines = copies.map(({ backup: { manifest, pin } }) => [manifest.id, (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .n_)(manifest), (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .We)(manifest), pin ?? '-'].join('\t'));
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(ASK_COPIES_PROGRAM, [backups, lines.join('\n'), ...(0,_backup_retention_js__WEBPACK_IMPORTED_MODULE_2__ .Gt)(order)]), _backup_retention_js__WEBPACK_IMPORTED_MODULE_2__ .Ay);
}
}),
45966:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
FP: () => ( planCopies),
XB: () => ( findUncopied),
cd: () => ( pruneCopiesStep),
mq: () => ( COPY_PHASE)
});
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68697);
var _copy_retention_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(91635);
var _copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41956);
var _read_copies_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16695);




const COPY_PHASE = 'copy';
const PRUNE_SECONDS = 900;
function planCopies({ host, copies, backups, ids, timeoutSeconds }) {
    const { place } = copies;
    if (place === undefined)
        return [];
    return ids.map((id) => ({
        kind: 'copy-to-storage',
        id: `copy-${id}`,
        title: `Copy ${id} to ${copies.shown}`,
        host,
        phase: COPY_PHASE,
        effect: 'write',
        to: place,
        name: id,
        marks: _read_copies_js__WEBPACK_IMPORTED_MODULE_3__.COPY_MARKS,
        list: (0,_copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ .Dx)(`${backups}/${id}`),
        send: (0,_copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ .nm)(`${backups}/${id}`),
        timeoutSeconds,
        failures: _copy_programs_js__WEBPACK_IMPORTED_MODULE_2__ .Oi
    }));
}
function findUncopied({ backups }, found) {
    const { copies } = found;
    const newest = new Map();
    for (const { backup } of copies) {
        const { manifest } = backup;
        newest.set((0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_0__ .s4)(manifest), Math.max(manifest.createdAt, newest.get((0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_0__ .s4)(manifest)) ?? 0));
    }
    const isCopied = (id) => (0,_read_copies_js__WEBPACK_IMPORTED_MODULE_3__.copyNames)(found).includes(id);
    const isNewer = (manifest) => manifest.createdAt > (newest.get((0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_0__ .s4)(manifest)) ?? Infinity);
    return backups
        .filter(({ manifest, checks }) => isToBeCopied(manifest) && checks.at(-1)?.passed !== false && isNewer(manifest) && !isCopied(manifest.id))
        .map(({ manifest }) => manifest.id)
        .toReversed();
}
function isToBeCopied({ type }) {
    return type === 'manual' || type === 'scheduled';
}
function pruneCopiesStep(host, { place, shown }, order) {
    if (place === undefined)
        return [];
    const { backups, request, only, phase } = order;
    return [
        {
            kind: 'prune-storage',
            id: 'prune-storage',
            title: only.length === 0 ? `Remove the copies that nothing keeps from ${shown}` : `Remove ${only.join(', ')} from ${shown}`,
            host,
            phase,
            effect: 'write',
            from: place,
            marks: _read_copies_js__WEBPACK_IMPORTED_MODULE_3__.COPY_MARKS,
            pin: _read_copies_js__WEBPACK_IMPORTED_MODULE_3__.PIN,
            decide: (0,_copy_retention_js__WEBPACK_IMPORTED_MODULE_1__ .u)(backups, request),
            only,
            timeoutSeconds: PRUNE_SECONDS
        }
    ];
}
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
16695:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
COPY_MARKS: () => ( COPY_MARKS),
PIN: () => ( PIN),
copyNames: () => ( copyNames),
digest: () => ( digest),
findBackupAnywhere: () => ( findBackupAnywhere),
parseSums: () => ( parseSums),
readCopies: () => ( readCopies)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);
var _backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68697);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9426);
var _storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24048);





const MANIFEST = 'manifest.json';
const SUMS = 'SHA256SUMS';
const PIN = '.pinned';
const COPY_MARKS = { first: '.slot', last: MANIFEST };
async function readCopies(host, { values, observer }) {
    const given = (0,_storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .GJ)(values);
    if (given === undefined)
        return undefined;
    const path = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .Fd)(values.path);
    const below = `${values['storage-host'] ?? host}${path}`;
    const shown = `${given.shown}/${below}`;
    const nothing = { shown, copies: [], damaged: [] };
    if (given.storage === undefined)
        return { ...nothing, place: undefined, problem: _storage_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .f };
    const place = { storage: given.storage, folder: given.prefix === '' ? below : `${given.prefix}/${below}` };
    try {
        const found = (await observer.storage.list(place, [MANIFEST, SUMS, PIN])).filter(({ files }) => files.some(({ name }) => name === MANIFEST));
        const copies = found.flatMap((folder) => parseCopy(folder, path) ?? []);
        const isRead = ({ name }) => copies.some(({ backup }) => backup.manifest.id === name);
        return { ...nothing, place, copies: copies.toSorted(byAge), damaged: found.filter((folder) => !isRead(folder)).map(({ name }) => name), problem: undefined };
    }
    catch (thrown) {
        if (!(thrown instanceof _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG))
            throw thrown;
        return { ...nothing, place, problem: `${thrown.message}. ${thrown.remedy}` };
    }
}
function byAge({ backup: { manifest: left } }, { backup: { manifest: right } }) {
    return right.createdAt - left.createdAt || (left.id < right.id ? 1 : -1);
}
function parseCopy({ name, files, texts }, path) {
    const text = texts[MANIFEST] ?? '';
    const sums = texts[SUMS] ?? '';
    const manifest = (0,_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .zW)(text);
    if (manifest?.id !== name || !_backup_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Hr.test(name) || manifest.path !== path)
        return undefined;
    const listed = parseSums(sums);
    if (listed.get(MANIFEST) !== digest(text) || !isListed(manifest, listed))
        return undefined;
    const copied = [...listed, [SUMS, digest(sums)]].map(([file, sha256]) => ({ name: file, sha256, sizeBytes: files.find((each) => each.name === file)?.sizeBytes ?? -1 }));
    const isWhole = copied.every(({ sizeBytes }) => sizeBytes >= 0) && manifest.files.every((file) => copied.some((each) => each.name === file.path && each.sizeBytes === file.storedBytes));
    if (!isWhole)
        return undefined;
    return { backup: { manifest, checks: [], pin: files.some((file) => file.name === PIN) ? (texts[PIN] ?? '').trim() || 'in the storage' : undefined }, files: copied };
}
function isListed({ files }, listed) {
    return files.every(({ path, sha256 }) => listed.get(path) === sha256);
}
function copyNames(copies) {
    return copies === undefined ? [] : [...copies.copies.map(({ backup }) => backup.manifest.id), ...copies.damaged];
}
function parseSums(text) {
    return new Map([...text.matchAll(/^([0-9a-f]{64}) {2}([A-Za-z0-9_.@:+-]+)$/gm)].map(([, sum = '', name = '']) => [name, sum]));
}
function digest(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function findBackupAnywhere(folder, copies, id) {
    const here = folder.backups.map((backup) => ({ backup, copy: undefined }));
    const isGood = ({ backup }) => backup.checks.at(-1)?.passed !== false;
    const isGoodHere = (name) => here.some((found) => found.backup.manifest.id === name && isGood(found));
    const there = (copies?.copies ?? []).filter(({ backup }) => !isGoodHere(backup.manifest.id)).map((copy) => ({ backup: copy.backup, copy }));
    const all = [...here, ...there];
    if (id !== undefined)
        return all.filter(({ backup }) => backup.manifest.id === id).toSorted((left, right) => Number(isGood(right)) - Number(isGood(left)))[0];
    return all.filter((found) => isGood(found) && found.backup.manifest.type !== 'emergency').toSorted((left, right) => right.backup.manifest.createdAt - left.backup.manifest.createdAt)[0];
}
})

};
