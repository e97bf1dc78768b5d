import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 227;
export const ids = [227,6695];
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
50227:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Vx: () => ( componentsTable),
W6: () => ( planBackup),
o6: () => ( findProblems)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16695);
var _storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45966);
var _storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24048);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9426);
var _tools_describe_state_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3182);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28264);
var _backup_steps_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5374);
var _component_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(97481);
var _retention_of_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(37096);
var _observe_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11230);











function planBackup(values, facts) {
    const hosts = facts.hosts.flatMap((host) => (facts.perHost[host] === undefined ? [] : [{ host, found: facts.perHost[host] }]));
    const problems = [...facts.chosen.problems, ...hosts.flatMap(({ host, found }) => findProblems(host, found, { values, facts }))];
    const backups = hosts.map(({ host, found }) => (0,_backup_steps_js__WEBPACK_IMPORTED_MODULE_5__ ._1)(host, { ...found, copyNames: (0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__.copyNames)(found.copies) }, orderOf(values, facts)));
    const path = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .Fd)(values.path);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .tP)({
        operation: 'backup',
        title: `Back up ${path} on ${facts.hosts.join(', ')}: ${facts.chosen.components.map(({ name }) => name).join(', ')}`,
        hosts: facts.hosts,
        tables: [componentsTable(facts, hosts)],
        notes: writeNotes(values, backups, facts),
        problems,
        phases: [_backup_steps_js__WEBPACK_IMPORTED_MODULE_5__ .fG, _storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ .mq],
        steps: problems.length > 0 ? [] : backups.flatMap((backup) => [...(0,_backup_steps_js__WEBPACK_IMPORTED_MODULE_5__ .tx)(backup), ...planCopySteps(backup, facts.perHost[backup.head.host])]),
        onFailure: 'undo',
        failing: {
            undone: 'DK_BACKUP_FAILED',
            asBefore: 'There is no new backup; older ones are untouched, and so is what is live',
            unsure: 'Older backups are untouched, and so is what is live; what is left of the unfinished one (its name begins with .partial) is removed by the next backup',
            kept: { phase: _backup_steps_js__WEBPACK_IMPORTED_MODULE_5__ .fG, words: describeKept(backups) }
        },
        journals: Object.fromEntries(facts.hosts.map((host) => [host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ .MT)((0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ .tO)(path, values.layout), facts.runId)])),
        probes: [],
        live: Object.fromEntries(hosts.map(({ host, found }) => [host, { before: found.state.live, after: found.state.live }])),
        outputs: { backup: backups[0]?.head.id ?? '', folder: backups[0]?.final ?? '' }
    }, [...backups.flatMap((backup) => (0,_backup_steps_js__WEBPACK_IMPORTED_MODULE_5__ .Ut)(backup, facts.perHost[backup.head.host]?.looks ?? {})), facts.runId, JSON.stringify(facts.run)]);
}
function planCopySteps({ head, backups, timeoutSeconds, retention }, found) {
    const copies = found?.copies;
    if (found === undefined || copies === undefined)
        return [];
    const { host } = head;
    const ids = [...(0,_storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ .XB)(found.folder, copies), head.id];
    const prune = retention === undefined ? [] : (0,_storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ .cd)(host, copies, { backups, request: retention, only: [], phase: _storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ .mq });
    return [...(0,_storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ .FP)({ host, copies, backups, ids, timeoutSeconds }), ...prune];
}
function describeKept(backups) {
    const names = backups.map(({ head }) => `${head.id} on ${head.host}`).join(', ');
    return `The backup itself is whole and stays: ${names}. The next backup copies what is missing in the storage`;
}
function orderOf(values, { runId, run, chosen }) {
    return {
        type: 'manual',
        name: values['backup-name'],
        components: chosen.components,
        paths: (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .Fd)(values.path), values.layout),
        backups: (0,_observe_js__WEBPACK_IMPORTED_MODULE_6__ .a)(values),
        recipients: values.recipients ?? [],
        compare: values.compare,
        timeoutSeconds: values['backup-timeout'],
        ...{ runId, run },
        retention: (0,_retention_of_js__WEBPACK_IMPORTED_MODULE_8__ .e)(values),
        isSmallerAccepted: values['accept-smaller']
    };
}
function findProblems(host, { state, folder, looks, project, copies }, { values, facts }) {
    const problems = [...(0,_tools_describe_state_js__WEBPACK_IMPORTED_MODULE_9__ .n)(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_4__ .Fd)(values.path), values.layout), state)];
    const refuse = (code, message, remedy) => void problems.push({ code, host, message, remedy });
    for (const component of facts.chosen.components) {
        const { name } = component;
        const part = (0,_component_js__WEBPACK_IMPORTED_MODULE_10__ .kw)(component);
        if (part !== undefined && project === undefined) {
            const remedy = `Deploy it with strategy compose, or name ${component.kind === 'volume' ? 'the volume: volume=NAME' : 'the container: container=NAME'}`;
            refuse('DK_INPUT_INVALID', `${name} is in ${part}, and no Compose project is live in ${values.path} on ${host}`, remedy);
            continue;
        }
        const look = looks[name];
        if (look?.problem !== undefined)
            refuse('DK_BACKUP_SOURCE', `${name} cannot be read on ${host}: ${look.problem}`, 'Nothing has been changed. Mend it, or leave it out with --skip');
    }
    const id = values['backup-name'];
    if (id !== undefined && [...folder.backups.map(({ manifest }) => manifest.id), ...folder.foreign, ...folder.damaged, ...(0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__.copyNames)(copies)].includes(id)) {
        refuse('DK_INPUT_INVALID', `There is a backup ${id} on ${host}${(0,_storage_read_copies_js__WEBPACK_IMPORTED_MODULE_1__.copyNames)(copies).includes(id) ? ', or a copy of one in the storage,' : ''} already`, 'Choose another backup-name, or leave it out');
    }
    if ((values.recipients ?? []).length > 0 && !folder.tools.includes('age')) {
        refuse('DK_PREFLIGHT_FAILED', `There is no program age on ${host}, which seals the backup for the recipients`, 'Install it there (Debian: apt-get install age)');
    }
    return [...problems, ...findStorageProblems(host, { folder, copies })];
}
function findStorageProblems(host, { folder, copies }) {
    if (copies === undefined)
        return [];
    if (copies.place === undefined)
        return [{ code: 'DK_INPUT_INVALID', host, message: `It cannot be copied to ${copies.shown}: ${_storage_storage_inputs_js__WEBPACK_IMPORTED_MODULE_3__ .f}`, remedy: 'Set them, or leave storage out' }];
    if (folder.tools.includes('curl'))
        return [];
    return [{ code: 'DK_PREFLIGHT_FAILED', host, message: `There is no program curl on ${host}, which sends the copy to the storage`, remedy: 'Install it there (Debian: apt-get install curl)' }];
}
function writeNotes(values, backups, facts) {
    const codecs = backups.filter(({ head }) => head.codec !== 'zstd').map(({ head }) => `${head.host}: there is no zstd, so ${head.codec} is used, which is slower`);
    const unsealed = (values.recipients ?? []).length > 0 ? [] : ['It is not encrypted: whoever can read the folder can read it (recipients)'];
    const storages = backups.flatMap(({ head: { host, id } }) => {
        const found = facts.perHost[host];
        if (found?.copies === undefined)
            return [];
        const { shown, problem, damaged } = found.copies;
        const earlier = (0,_storage_copy_steps_js__WEBPACK_IMPORTED_MODULE_2__ .XB)(found.folder, found.copies);
        return [
            `${host}: ${[...earlier, id].join(', ')} is copied to ${shown}`,
            ...(problem === undefined ? [] : [`${host}: the storage cannot be read now, so the copy will fail unless that changes: ${problem}`]),
            ...(damaged.length === 0 ? [] : [`${host}: in ${shown} ${damaged.join(', ')} is DAMAGED: it is neither fetched nor removed by deploy-kit`])
        ];
    });
    const stops = backups.flatMap(({ head }) => (0,_component_js__WEBPACK_IMPORTED_MODULE_10__ .pk)(head.components).map((words) => `${head.host}: ${words}`));
    return [...unsealed, ...codecs, ...stops, ...storages];
}
function componentsTable(facts, hosts) {
    return {
        title: 'What is backed up',
        columns: ['host', 'component', 'kind', 'size'],
        rows: hosts.flatMap(({ host, found }) => facts.chosen.components.map(({ name, kind }) => {
            const look = found.looks[name];
            return [host, name, kind, look !== undefined && 'bytes' in look ? (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .qI)(look.bytes) : 'not known'];
        }))
    };
}
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
}),
3182:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J: () => ( describeState),
n: () => ( findForeignCurrent)
});
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
})

};
