import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 5940;
export const ids = [5940];
export const modules = {
14138:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
HF: () => ( goBackSeconds),
Tb: () => ( requireUndecided),
Ww: () => ( markSwitching),
Y9: () => ( settleGuards),
aL: () => ( GUARD_DECIDED_EXIT_CODE),
gw: () => ( armGuard),
kN: () => ( confirmGuard),
kx: () => ( goBackNow),
lb: () => ( endRun)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53811);


const GUARD_DECIDED_EXIT_CODE = 76;
function goBackSeconds(commandTimeoutSeconds) {
    return commandTimeoutSeconds + GO_BACK_SECONDS;
}
const GO_BACK_SECONDS = 360;
function armGuard({ folder, kit, runId }, { timeoutSeconds, goBack, onFailure }) {
    const onFailureLine = onFailure === undefined ? '' : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .XX)(onFailure).line;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(ARM_GUARD_PROGRAM, [folder, kit, runId, String(Math.ceil(timeoutSeconds)), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .XX)(goBack).line, onFailureLine, GUARD_PROGRAM]);
}
function markSwitching(guard) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(requireUndecided(guard), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['touch', `${guard.folder}/switching`]));
}
function requireUndecided({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(REQUIRE_UNDECIDED_PROGRAM, [folder]);
}
function confirmGuard({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(CONFIRM_GUARD_PROGRAM, [folder]);
}
function goBackNow({ folder }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(GO_BACK_PROGRAM, [folder]);
}
const STOP_STEPS_FUNCTION = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
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
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SETTLE_GUARDS_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const SETTLE_GUARDS_PROGRAM = `${STOP_STEPS_FUNCTION}${_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ .Lm}
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
# Whoever dies now starts what it stopped itself; this is for what the host forgot when it was restarted.
start_stopped "$1" >&2 || :
`;
function endRun(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(END_RUN_PROGRAM, [kit, runId, GO_BACK_PROGRAM]);
}
const END_RUN_PROGRAM = `${STOP_STEPS_FUNCTION}${_stopped_containers_js__WEBPACK_IMPORTED_MODULE_1__ .Lm}
guard=$1/guards/$2
stop_steps "$1/steps/$2"
start_stopped "$1" || :
[ -e "$guard/confirmed" ] || sh -c "$3" deploy-kit "$guard" </dev/null
`;
const ARM_GUARD_PROGRAM = `
set -eu${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
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
const GO_BACK_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${GO_BACK_FUNCTIONS}
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
}),
28264:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
MT: () => ( journalFolder),
Q: () => ( guardFolder),
Uc: () => ( releaseFolder),
gv: () => ( workingFolder),
tO: () => ( hostPaths)
});
function hostPaths(root, layout) {
    const kit = `${root}/.deploy-kit`;
    return {
        layout,
        root,
        releases: layout === 'releases' ? `${root}/releases` : `${kit}/trees`,
        current: layout === 'releases' ? `${root}/current` : `${kit}/current`,
        shared: `${root}/shared`,
        kit,
        ledger: `${kit}/ledger.jsonl`,
        manifests: `${kit}/releases`,
        environments: `${kit}/env`,
        failed: `${kit}/failed`
    };
}
function releaseFolder(paths, release) {
    return `${paths.releases}/${release}`;
}
function workingFolder(paths, release) {
    return paths.layout === 'releases' ? releaseFolder(paths, release) : paths.root;
}
function journalFolder(paths, runId) {
    return `${paths.kit}/steps/${runId}`;
}
function guardFolder(paths, runId) {
    return `${paths.kit}/guards/${runId}`;
}
}),
13336:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ej: () => ( SETTLE_SECONDS),
cm: () => ( LOCK_EXPIRY_SECONDS),
tK: () => ( deployLock),
x_: () => ( releaseLock),
xc: () => ( lockForData),
xi: () => ( lockForCutover)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9426);
var _guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14138);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28264);




const LOCK_EXPIRY_SECONDS = 90;
const RENEW_EVERY_SECONDS = 30;
const SETTLE_SECONDS = 900;
const LOCK_HELD_EXIT_CODE = 75;
function deployLock(kit, { waitSeconds, commandTimeoutSeconds }, { runId, owner }) {
    const timeoutSeconds = Math.max(SETTLE_SECONDS, (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__ .HF)(commandTimeoutSeconds));
    return {
        take: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(TAKE_LOCK_PROGRAM, [kit, runId, owner.replaceAll(/[\r\n]/g, ' '), String(LOCK_EXPIRY_SECONDS)]),
        settle: { title: 'Take back what an earlier run left unconfirmed', command: (0,_guard_js__WEBPACK_IMPORTED_MODULE_2__ .Y9)(kit, runId), timeoutSeconds },
        renew: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(RENEW_LOCK_PROGRAM, [kit, runId]),
        release: releaseLock(kit, runId),
        renewEverySeconds: RENEW_EVERY_SECONDS,
        waitSeconds
    };
}
function lockForCutover(values, context) {
    const { kit } = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Fd)(values.path), values.layout);
    return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: values['command-timeout'] }, context);
}
function lockForData(values, context) {
    const { kit } = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .Fd)(values.path), values.layout);
    return deployLock(kit, { waitSeconds: values['lock-wait'], commandTimeoutSeconds: SETTLE_SECONDS }, context);
}
function releaseLock(kit, runId) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(RELEASE_LOCK_PROGRAM, [kit, runId]);
}
const TAKE_LOCK_PROGRAM = `
set -u
${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
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
}),
82122:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
r: () => ( readHost)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);
var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80778);



function readHost(root, layout) {
    const paths = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .tO)(root, layout);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_HOST_PROGRAM, [root, paths.releases, paths.current]), (answer) => parseHostState(answer, paths));
}
const READ_HOST_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}
root=$1 releases=$2 current=$3 kit=$1/.deploy-kit
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ "$at" != / ]; do at=$(dirname "$at"); done
[ -d "$at" ] || printf 'blocked\\t%s\\n' "$at"
[ -d "$root" ] && printf 'exists\\n'
[ -d "$at" ] && [ -w "$at" ] && [ -x "$at" ] && { [ ! -d "$kit" ] || [ -w "$kit" ]; } && { [ ! -d "$releases" ] || [ -w "$releases" ]; } && printf 'writable\\n'
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case "\${entry##*/}" in .deploy-kit | releases | current | current-[0-9]* | shared) ;; *) printf 'foreign\\n' ;; esac
done
if [ -L "$kit/current" ]; then
  printf 'layout\\tin-place\\n'
elif [ -L "$root/current" ] && [ -d "$kit/releases" ]; then
  printf 'layout\\treleases\\n'
fi
place() { cd -P "$1" 2>/dev/null && pwd; }
if target=$(readlink "$current" 2>/dev/null); then
  live=\${target%/}
  live=\${live##*/}
  if [ "$(place "$current")" = "$(place "$releases/$live")" ]; then
    printf 'live\\t%s\\n' "$live"
  else
    printf 'foreign-current\\ta link to %s\\n' "$target"
  fi
elif [ -e "$current" ]; then
  if [ -d "$current" ]; then printf 'foreign-current\\ta folder\\n'; else printf 'foreign-current\\ta file\\n'; fi
fi
for link in "$root"/current-[0-9]*; do
  if [ -L "$link" ]; then printf 'served\\t%s\\t%s\\n' "\${link##*/current-}" "$(readlink "$link")"; fi
done
for folder in "$releases"/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  id=\${id##*/}
  case "$id" in *.partial) continue ;; esac
  record=$kit/releases/$id
  printf 'release\\t%s\\t%s\\t' "$id" "$(cat "$record.state" 2>/dev/null)"
  [ ! -e "$record.json" ] || printf 'recorded'
  printf '\\t%s\\n' "$(tr '\\n' ' ' 2>/dev/null <"$record.json")"
done
for folder in "$kit"/failed/*/; do
  [ -d "$folder" ] || continue
  id=\${folder%/}
  [ ! -e "$id.json" ] || printf 'failed\\t%s\\n' "\${id##*/}"
done
for guard in "$kit"/guards/*/; do
  if [ ! -f "\${guard}go-back" ] || [ -s "\${guard}status" ] || [ -e "\${guard}confirmed" ]; then continue; fi
  run=\${guard%/}
  if is_running "$run"; then printf 'armed\\t%s\\n' "\${run##*/}"; else printf 'abandoned\\t%s\\n' "\${run##*/}"; fi
done
command -v zstd >/dev/null 2>&1 && printf 'zstd\\n'
now=$(date +%s)
if [ -f "$kit/lock" ]; then
  holder='' who='' since=0
  { IFS= read -r holder; IFS= read -r who; IFS= read -r since; } < "$kit/lock"
  alive=no
  for folder in "$kit/steps/$holder"/*/ "$kit/guards/$holder"; do is_running "$folder" && alive=yes; done
  printf 'lock\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$holder" "$since" "$((now - $(stat -c %Y "$kit/lock" 2>/dev/null || echo "$now")))" "$alive" "$who"
fi
printf 'clock\\t%s\\n' "$now"
df -Pk "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'free\\t%s\\n' "$free"; done
df -Pi "$at" 2>/dev/null | tail -n 1 | while read -r _ _ _ free _; do printf 'inodes\\t%s\\n' "$free"; done
`;
function parseHostState({ stdout }, paths) {
    const lines = stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const single = (word) => fieldsOf(word)[0]?.[0];
    const inodes = single('inodes');
    const found = fieldsOf('release').map(readRelease);
    return {
        exists: fieldsOf('exists').length > 0,
        blockedBy: single('blocked'),
        isWritable: fieldsOf('writable').length > 0,
        foreignEntries: fieldsOf('foreign').length,
        layouts: fieldsOf('layout').map(([layout = '']) => layout),
        live: single('live'),
        served: Object.fromEntries(fieldsOf('served').map(([port, target = '']) => [Number(port), target.slice(target.lastIndexOf('/') + 1)])),
        foreignCurrent: single('foreign-current'),
        releases: found.map(({ release }) => release).sort(_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .c0),
        damagedManifests: found.filter(({ isDamaged }) => isDamaged).map(({ release }) => `${paths.manifests}/${release.id}.json`),
        failed: fieldsOf('failed').map(([id = '']) => id).filter((id) => _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .uX.test(id)).sort(),
        abandonedGuards: fieldsOf('abandoned').map(([id = '']) => id),
        armedGuards: fieldsOf('armed').map(([id = '']) => id),
        lock: parseLock(fieldsOf('lock')[0]),
        hasZstd: fieldsOf('zstd').length > 0,
        freeBytes: Number(single('free') ?? 0) * 1024,
        freeInodes: inodes === undefined || !/^\d+$/.test(inodes) ? undefined : Number(inodes),
        clock: Number(single('clock'))
    };
}
function readRelease([id = '', state = '', recorded = '', ...json]) {
    const manifest = _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .uX.test(id) ? (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ .Ng)(json.join('\t')) : undefined;
    return {
        release: { id, state: manifest !== undefined && isState(state) ? state : 'prepared', manifest },
        isDamaged: recorded !== '' && manifest === undefined
    };
}
function isState(text) {
    return text === 'prepared' || text === 'good' || text === 'bad';
}
function parseLock(fields) {
    if (fields === undefined)
        return undefined;
    const [runId = '', since = '0', age = '0', alive = 'no', ...owner] = fields;
    return { runId, owner: owner.join('\t'), since: Number(since), ageSeconds: Number(age), isAlive: alive === 'yes' };
}
}),
80778:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ng: () => ( parseManifest),
c0: () => ( compareReleases),
dc: () => ( renderMoment),
fm: () => ( nameRelease),
uX: () => ( RELEASE_ID)
});
function parseManifest(text) {
    try {
        const manifest = JSON.parse(text);
        const { schema, createdAt, strategy, run } = manifest;
        const isWhole = schema === 1 && typeof createdAt === 'number' && isRecord(strategy) && isRecord(run);
        return isWhole ? manifest : undefined;
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null;
}
function compareReleases(left, right) {
    const [before, after] = [left.manifest?.createdAt ?? 0, right.manifest?.createdAt ?? 0];
    return before === after ? (left.id < right.id ? -1 : 1) : before - after;
}
function renderMoment(milliseconds) {
    return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
function nameRelease(startedAt, revision, taken) {
    const stamp = new Date(startedAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
    const base = `${stamp}-${revision.slice(0, 7)}`;
    const candidates = [base, ...Array.from({ length: taken.length + 1 }, (_, index) => `${base}-${index + 2}`)];
    return candidates.find((candidate) => !taken.includes(candidate)) ?? base;
}
const RELEASE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
}),
49347:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
w: () => ( renderLock)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _release_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80778);


function renderLock(lock) {
    const running = lock.isAlive ? ', a step of it still runs' : '';
    return `held by ${lock.owner} since ${(0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_1__ .dc)(lock.since * 1000)} UTC, renewed ${(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .PP)(lock.ageSeconds)} ago${running}`;
}
}),
53811:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
AB: () => ( STOP_CONTAINERS_FUNCTIONS),
IJ: () => ( startStopped),
Lm: () => ( START_STOPPED_FUNCTIONS),
Z6: () => ( WATCH_STOPPED_PROGRAM)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const START_STOPPED_FUNCTIONS = `
is_alive() { find_process "\${1%% *}" && [ "$process" = "$1" ]; }
# Waits for who is at it; of those that died meanwhile the list is as before.
end_claims() {
  for claim in "$1"/.*@*; do
    while [ -e "$claim" ] && is_alive "\${claim##*@}"; do sleep 1; done
    claimed=\${claim##*/.}
    [ ! -e "$claim" ] || mv "$claim" "$1/\${claimed%@*}"
  done
}
claim_list() {
  find_process "$$" || return 1
  mine="\${1%/*}/.\${1##*/}@$process"
  mv "$1" "$mine" 2>/dev/null
}
start_listed() {
  claim_list "$1" || return 0
  wrong=''
  if known=$(docker ps --all --no-trunc --quiet); then
    while read -r id container; do
      case $known in *"$id"*) docker start "$id" >/dev/null || wrong="$wrong $container" ;; esac
    done <"$mine"
  else
    wrong=" $(cut -d ' ' -f 2 "$mine" | tr '\\n' ' ')"
  fi
  if [ -z "$wrong" ]; then
    rm -f "$mine"
  else
    mv "$mine" "$1"
    echo "What was stopped for a backup or a restore could not be started again:$wrong. Look at: docker logs$wrong. Then: docker start$wrong" >&2
    return 1
  fi
}
start_stopped() {
  [ -d "$1/stopped" ] || return 0
  end_claims "$1/stopped"
  bad=''
  for list in "$1"/stopped/*; do start_listed "$list" || bad=1; done
  helpers=$(docker ps --all --quiet --filter "label=deploy-kit.helper=$1")
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -z "$helpers" ] || docker rm --force $helpers >/dev/null
  [ -z "$bad" ]
}
`;
function startStopped(kit) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(START_STOPPED_PROGRAM, [kit]);
}
const START_STOPPED_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${START_STOPPED_FUNCTIONS}
start_stopped "$1"
`;
const WATCH_STOPPED_PROGRAM = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${START_STOPPED_FUNCTIONS}
trap '' HUP
while [ -f "$1" ] && is_alive "$2"; do sleep 1; done
start_listed "$1"
`;
const STOP_CONTAINERS_FUNCTIONS = `${_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .kl}${START_STOPPED_FUNCTIONS}
stopped_list='' stopped=''
take_over() {
  stopped_list=$kit/stopped/$1-$$
  mkdir -p "$kit/stopped" || exit 1
  for left in "$kit/stopped/$1"-*; do
    while end_claims "$kit/stopped" && [ -f "$left" ]; do
      ! claim_list "$left" || {
        keep_list "$(cat "$mine")"
        rm -f "$mine"
      }
    done
  done
}
keep_list() {
  is_watched=$stopped
  stopped=$(printf '%s\\n' "$stopped" "$1" | awk 'NF > 1 && !seen[$1]++')
  [ -n "$stopped" ] || return 0
  printf '%s\\n' "$stopped" >"$kit/stopped/.new" || exit 1
  { sync "$kit/stopped/.new" 2>/dev/null || sync; } && mv "$kit/stopped/.new" "$stopped_list" || exit 1
  [ -z "$is_watched" ] || return 0
  trap start_containers EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  find_process "$$" || exit 1
  if command -v setsid >/dev/null 2>&1; then
    setsid sh -c "$watch" deploy-kit-watch "$stopped_list" "$process" </dev/null >/dev/null 2>&1 &
  else
    nohup sh -c "$watch" deploy-kit-watch "$stopped_list" "$process" </dev/null >/dev/null 2>&1 &
  fi
}
stop_containers() {
  keep_list "$1"
  [ -z "$1" ] || printf '%s\\n' "$1" | cut -d ' ' -f 1 | xargs docker stop >/dev/null || fail "They could not be stopped: $(printf '%s\\n' "$1" | cut -d ' ' -f 2 | tr '\\n' ' ')"
}
start_containers() {
  trap - EXIT
  [ -z "$stopped" ] || start_listed "$stopped_list" || exit 1
  stopped=''
}
`;
}),
65940:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
unlock: () => ( unlock)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95989);
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9426);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28264);
var _tools_guard_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(14138);
var _tools_lock_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13336);
var _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86970);
var _tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49347);








const unlock = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'unlock',
    summary: 'End a run that is dead: stop its steps, take back what it did not confirm, release its deploy lock',
    inputs: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .pf)({
        ..._connection_inputs_js__WEBPACK_IMPORTED_MODULE_1__ .eu,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .lY,
        ..._target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .WL,
        'run-id': (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Qq)({
            group: 'Target',
            description: 'End this run, which must be dead: stop its steps, take back what it did not confirm, and release its lock before it expires.',
            check: (id) => (/^[0-9a-f]{6,64}$/.test(id) ? undefined : `is not a run id: ${JSON.stringify(id)}`)
        })
    }),
    outputs: {},
    examples: [{ command: 'unlock --environment production', does: 'releases a lock that was not renewed any more' }],
    danger: 'destructive',
    isAction: false,
    observe: _tools_observe_states_js__WEBPACK_IMPORTED_MODULE_5__ .F,
    plan: (values, states) => {
        const { kit } = (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_7__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .Fd)(values.path), values.layout);
        const held = states.filter(({ state }) => state.lock !== undefined && (values['run-id'] === undefined || state.lock.runId === values['run-id']));
        return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .tP)({
            operation: 'unlock',
            title: `Release the deploy lock of ${(0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .Fd)(values.path)}`,
            hosts: states.map(({ host }) => host),
            tables: [
                {
                    title: 'Deploy lock',
                    columns: ['host', 'lock'],
                    rows: states.map(({ host, state }) => [host, state.lock === undefined ? 'free' : (0,_tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__ .w)(state.lock)])
                }
            ],
            notes: [],
            problems: values['run-id'] === undefined ? held.flatMap(findProblem) : [],
            phases: ['unlock'],
            steps: held.map(({ host, state }) => ({
                kind: 'run',
                id: 'unlock',
                title: `End the run of ${state.lock?.owner ?? 'nobody'} and release its lock`,
                host,
                phase: 'unlock',
                effect: 'write',
                repeatable: true,
                command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)((0,_tools_guard_js__WEBPACK_IMPORTED_MODULE_3__ .lb)(kit, state.lock?.runId ?? ''), (0,_tools_lock_js__WEBPACK_IMPORTED_MODULE_4__ .x_)(kit, state.lock?.runId ?? '')),
                timeoutSeconds: _tools_lock_js__WEBPACK_IMPORTED_MODULE_4__ .Ej
            })),
            onFailure: 'stop',
            journals: {},
            probes: [],
            live: Object.fromEntries(states.map(({ host, state }) => [host, { before: state.live, after: state.live }])),
            outputs: {}
        });
    }
});
function findProblem({ host, state: { lock } }) {
    if (lock === undefined || (lock.ageSeconds >= _tools_lock_js__WEBPACK_IMPORTED_MODULE_4__ .cm && !lock.isAlive))
        return [];
    return [
        {
            code: 'DK_LOCK_HELD',
            host,
            message: `The deploy lock on ${host} is in use: ${(0,_tools_render_lock_js__WEBPACK_IMPORTED_MODULE_6__ .w)(lock)}`,
            remedy: `Cancel that run and wait until its lock has expired (${_tools_lock_js__WEBPACK_IMPORTED_MODULE_4__ .cm} s), or give its --run-id ${lock.runId}`
        }
    ];
}
})

};
