import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 968;
export const ids = [968];
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

/***/ 34486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   backupsDrill: () => (/* binding */ backupsDrill),
/* harmony export */   backupsVerify: () => (/* binding */ backupsVerify)
/* harmony export */ });
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
/* harmony import */ var _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60474);
/* harmony import */ var _backup_observe_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76569);
/* harmony import */ var _backup_restore_component_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30689);
/* harmony import */ var _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35015);
/* harmony import */ var _restore_inputs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95405);
/* harmony import */ var _restore_observe_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(86082);
/* harmony import */ var _restore_verify_program_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(24408);
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9426);
/* harmony import */ var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(28264);
/* harmony import */ var _tools_lock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(13336);
/* harmony import */ var _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(86970);
/* harmony import */ var _observe_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(15899);
/* harmony import */ var _show_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(76898);
/* harmony import */ var _try_steps_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(73164);















const tryInputs = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineInputs */ .pf)({
    ..._backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupPlaceInputs */ .DQ,
    ..._show_js__WEBPACK_IMPORTED_MODULE_12__.namedBackupInput,
    identity: _restore_inputs_js__WEBPACK_IMPORTED_MODULE_5__/* .restoreInputs */ .Y.identity,
    'backup-timeout': _backup_backup_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .backupInputs */ .Ct['backup-timeout'],
    'lock-wait': _cutover_inputs_js__WEBPACK_IMPORTED_MODULE_4__/* .cutoverInputs */ .O['lock-wait']
});
const backupsVerify = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'backups verify',
    summary: 'Read every byte of a backup: checksums, decryption, decompression; what was seen stands in the list',
    inputs: tryInputs,
    outputs: {},
    examples: [{ command: 'backups verify --environment production --identity-file key.txt', does: 'verifies the newest backup' }],
    danger: 'write',
    isAction: false,
    lease: takeLease,
    observe: observeTry,
    plan: (values, facts) => planTry('verify', values, facts)
});
const backupsDrill = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .defineOperation */ .h9)({
    name: 'backups drill',
    summary: 'Prove that a backup can be restored: into a scratch database beside the live one, compared row by row, and removed again',
    inputs: tryInputs,
    outputs: {},
    examples: [{ command: 'backups drill --environment production', does: 'restores the newest backup for a trial' }],
    danger: 'write',
    isAction: false,
    lease: takeLease,
    observe: observeTry,
    plan: (values, facts) => planTry('drill', values, facts)
});
function takeLease(values, context) {
    const { kit } = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_14__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .normalizePath */ .Fd)(values.path), values.layout);
    return (0,_tools_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .deployLock */ .tK)(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: _tools_lock_js__WEBPACK_IMPORTED_MODULE_9__/* .SETTLE_SECONDS */ .Ej }, context);
}
async function observeTry(values, observer) {
    const [found, states] = await Promise.all([(0,_observe_js__WEBPACK_IMPORTED_MODULE_11__/* .observeBackups */ .C)(values, observer), (0,_tools_observe_states_js__WEBPACK_IMPORTED_MODULE_10__/* .observeStates */ .F)(values, observer)]);
    const hosts = await Promise.all(found.map(async ({ host, folder }) => {
        const backup = (0,_restore_observe_js__WEBPACK_IMPORTED_MODULE_6__/* .findBackup */ .SC)(folder, values.backup);
        const state = states.find((each) => each.host === host)?.state;
        const opened = backup === undefined ? { headers: '', key: undefined } : await (0,_restore_observe_js__WEBPACK_IMPORTED_MODULE_6__/* .openBackup */ .Tw)(host, { values, observer, manifest: backup.manifest });
        return { host, backup, folder, opened, project: state === undefined ? undefined : (0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .projectOf */ .v8)(state) };
    }));
    return { runId: observer.runId, hosts };
}
function planTry(kind, values, { runId, hosts }) {
    const paths = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_14__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .normalizePath */ .Fd)(values.path), values.layout);
    const problems = hosts.flatMap(({ host, backup, folder }) => {
        if (backup === undefined)
            return [(0,_show_js__WEBPACK_IMPORTED_MODULE_12__.noSuchBackup)(host, values.backup, folder)];
        if (kind === 'verify' || backup.manifest.recipients.length === 0 || values.identity !== undefined)
            return [];
        return [{ code: 'DK_INPUT_INVALID', host, message: `${backup.manifest.id} is sealed: restoring it needs the private key of one of its recipients`, remedy: 'Give it as identity' }];
    });
    const notes = hosts.flatMap(({ host, backup, opened }) => backup !== undefined && backup.manifest.recipients.length > 0 && opened.key === undefined && kind === 'verify'
        ? [`${host}: ${backup.manifest.id} is sealed, and no identity is given: its checksums are compared, and it is not opened`]
        : []);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__/* .sealPlan */ .tP)({
        operation: `backups ${kind}`,
        title: `${kind === 'verify' ? 'Verify' : 'Restore for a trial'} ${hosts.map(({ backup }) => backup?.manifest.id ?? 'nothing').join(', ')}`,
        hosts: hosts.map(({ host }) => host),
        tables: [],
        notes,
        problems,
        phases: ['verify', 'note'],
        steps: problems.length > 0 ? [] : hosts.flatMap((host) => planHost(kind, host, { values, runId })),
        onFailure: 'undo',
        journals: Object.fromEntries(hosts.map(({ host }) => [host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_14__/* .journalFolder */ .MT)(paths, runId)])),
        probes: [],
        live: {},
        outputs: {}
    }, [runId, ...hosts.map(({ opened }) => opened.headers)]);
}
function planHost(kind, { host, backup, opened, project }, { values, runId }) {
    if (backup === undefined)
        return [];
    const { manifest } = backup;
    const { kit, root } = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_14__/* .hostPaths */ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_8__/* .normalizePath */ .Fd)(values.path), values.layout);
    const folder = `${(0,_backup_observe_js__WEBPACK_IMPORTED_MODULE_2__/* .backupsFolder */ .a)(values)}/${manifest.id}`;
    const place = { host, manifest, folder, work: `${kit}/restores/${runId}`, opened, timeoutSeconds: values['backup-timeout'] };
    const sums = {
        kind: 'run',
        id: 'verify-sums',
        title: `Read all of ${manifest.id}, and compare its checksums`,
        host,
        phase: 'verify',
        effect: 'write',
        command: (0,_restore_verify_program_js__WEBPACK_IMPORTED_MODULE_7__/* .verifySums */ .q)(folder, manifest),
        timeoutSeconds: values['backup-timeout'],
        failures: _try_steps_js__WEBPACK_IMPORTED_MODULE_13__/* .DAMAGED */ .Ax
    };
    const isShut = manifest.recipients.length > 0 && opened.key === undefined;
    const suffix = (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_13__/* .suffixOfBackup */ .zs)(manifest);
    const tried = kind === 'verify'
        ? manifest.files.filter(() => !isShut).map(({ path, plainBytes }) => (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_13__/* .readFileStep */ .PN)(place, path, plainBytes))
        : (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_13__/* .planDrill */ .LI)(place, { kit, parts: manifest.components.map((component) => ({ name: component.name, part: (0,_backup_restore_component_js__WEBPACK_IMPORTED_MODULE_3__/* .restoredPart */ .y)(component, { ...place, suffix, runId, root, project }) })) });
    const words = kind === 'drill' ? 'restored beside what was live, and compared' : isShut ? 'checksums are right; it was not opened' : 'every file was opened and read';
    return [sums, ...tried, (0,_try_steps_js__WEBPACK_IMPORTED_MODULE_13__/* .notePassed */ .hs)(place, kind, words)];
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


/***/ }),

/***/ 86970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ observeStates)
/* harmony export */ });
/* harmony import */ var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
/* harmony import */ var _read_host_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82122);


async function observeStates(values, observer) {
    const root = (0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizePath */ .Fd)(values.path);
    return Promise.all(observer.hosts.map(async (host) => ({ host, state: await observer.ask(host, (0,_read_host_js__WEBPACK_IMPORTED_MODULE_1__/* .readHost */ .r)(root, values.layout)) })));
}


/***/ })

};
