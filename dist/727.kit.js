import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 727;
export const ids = [727];
export const modules = {
56974:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
H: () => ( cutoverOutputs),
l: () => ( readCutoverOutputs)
});
const cutoverOutputs = {
    live: {
        description: 'What is live at the end, also when the run failed: the id of the release, or `host=id` for each host where they differ. ' +
            'Empty when that is nothing, or not known.'
    },
    'downtime-ms': {
        description: 'The longest time without a good answer during the cutover, in milliseconds. Only set when `probe-url` was asked.'
    }
};
function readCutoverOutputs({ live, probes }) {
    const gaps = probes.filter(({ requests }) => requests > 0).map(({ longestGapMs }) => Math.round(longestGapMs));
    return {
        live: renderLive(live),
        ...(gaps.length === 0 ? {} : { 'downtime-ms': String(Math.max(...gaps)) })
    };
}
function renderLive(live) {
    const ids = new Set(Object.values(live));
    if (ids.size <= 1)
        return [...ids][0] ?? '';
    return Object.entries(live)
        .map(([host, id]) => `${host}=${id ?? ''}`)
        .join(',');
}
}),
4365:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Jp: () => ( listBuilt),
LB: () => ( THEIRS_FUNCTION),
Vu: () => ( BUILT_FUNCTIONS),
j_: () => ( ENVIRONMENT_FUNCTION)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92359);
var _tree_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(721);




function listBuilt(paths, { release, environmentFile = '' }, protectedPaths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LIST_BUILT_PROGRAM, [paths.kit, (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .Uc)(paths, release), release, environmentFile, ...protectedPaths.map(_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .Y0)]);
}
const BUILT_FUNCTIONS = `
join_lines() { for line in "$@"; do printf '%s\\n' "$line"; done; }
hash_files() {
  cat >"$work/found"
  awk '/^f / { rest = substr($0, 3); for (i = 0; i < 3; i++) rest = substr(rest, index(rest, " ") + 1); print "./" rest }' "$work/found" >"$work/names"
  tr '\\n' '\\0' <"$work/names" | xargs -0 -r sha256sum -- | sed 's/^\\\\//; s/ .*//' >"$work/sums"
  if [ "$(wc -l <"$work/sums")" -ne "$(wc -l <"$work/names")" ]; then
    echo 'Not all that was built can be read' >&2
    return 1
  fi
  { cat "$work/sums"; echo '='; cat "$work/found"; } | awk '
    ${_tree_lines_js__WEBPACK_IMPORTED_MODULE_3__ .d}
    $0 == "=" { section++; next }
    !section { sums[++count] = $0; next }
    !/^f / { print; next }
    { rest = $0; cut(); mode = cut(); size = cut(); time = cut(); print "f " mode " " size " " sums[++used] " " rest; print "s " time }'
}
`;
const THEIRS_FUNCTION = `
  function is_theirs(path,  i) {
    if (!counted) { counted = 1; theirs = split(ENVIRON["PROTECTED"], their, "\\n") }
    if (path == ".deploy-kit" || index(path, ".deploy-kit/") == 1) return 1
    for (i = 1; i <= theirs; i++) if (their[i] != "" && (path == their[i] || index(path, their[i] "/") == 1)) return 1
    return 0
  }
`;
const ENVIRONMENT_FUNCTION = `
environment_line() {
  if [ -z "$2" ] || [ ! -f "$kit/env/$1.version" ]; then return 0; fi
  printf 'l %s//%s/env/%s.env\\n' "$2" "$kit" "$(cat "$kit/env/$1.version")"
}
`;
const LIST_BUILT_PROGRAM = `
set -eu
export LC_ALL=C
kit=$1 folder=$2 release=$3 environment=$4
shift 4
list=$kit/releases/$release.files.gz built=$kit/releases/$release.built.gz work=$folder.built.partial
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
${_tree_lines_js__WEBPACK_IMPORTED_MODULE_3__ .U}${ENVIRONMENT_FUNCTION}${BUILT_FUNCTIONS}
PROTECTED=$(join_lines "$@")
export PROTECTED
rm -rf "$work"
mkdir "$work"
cd "$folder"
# As the folders that are sent: else what they hold could not be replaced later.
find . -type d ! -perm -700 -exec chmod u+rwx {} \\;
newline=$(printf '\\n.')
if find . -name "*\${newline%.}*" | grep -q .; then
  echo 'The hook made a file whose name has a newline: it cannot be brought to the working folder' >&2
  exit 1
fi
{
  gzip -dc "$list"
  environment_line "$release" "$environment"
  echo '='
  list
} | awk '
  ${_tree_lines_js__WEBPACK_IMPORTED_MODULE_3__ .d}${THEIRS_FUNCTION}
  $0 == "=" { section++; next }
  section == 0 && /^s / { times[names[++stamped]] = substr($0, 3); next }
  section == 0 && /^tree / { next }
  section == 0 { read_wanted(); known[path] = what; if (kind == "f") names[++count] = path; next }
  {
    read_found()
    if (is_theirs(path) || kind !~ /^[fdl]$/) next
    if ((path in known) && known[path] == what && (kind != "f" || times[path] == time)) { delete known[path]; next }
    delete known[path]
    if (kind == "f") print "f " mode " " size " " time " " path
    else if (kind == "d") print what " " path
    else print "l " path "//" target
  }
  END { for (path in known) if (!is_theirs(path)) print "x " path }' >"$work/differs"
hash_files <"$work/differs" >"$work/lines"
gzip -1 <"$work/lines" >"$built.partial"
mv -f "$built.partial" "$built"
`;
}),
87081:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Fb: () => ( backSeconds),
Sl: () => ( backLink),
qG: () => ( leave),
tX: () => ( afterUndo),
v7: () => ( goBackCommand)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _command_place_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3608);
var _cutover_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(449);
var _hooks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(191);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28264);
var _ledger_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22126);
var _release_steps_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99676);
var _working_folder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57817);








function goBackCommand(cutover) {
    const { paths, to, entry, onBad, data } = cutover;
    const aside = onBad === 'set-aside' ? [(0,_release_steps_js__WEBPACK_IMPORTED_MODULE_3__ .yq)(paths, to.id)] : [];
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['test', '!', '-e', `${(0,_cutover_js__WEBPACK_IMPORTED_MODULE_5__ .H)(cutover).folder}/switching`]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(...(data === undefined ? [] : [data.back]), ...restoreCommands(cutover), ...aside, (0,_ledger_js__WEBPACK_IMPORTED_MODULE_2__ .x3)(paths.ledger, { ...entry, outcome: 'undone' })), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)((0,_ledger_js__WEBPACK_IMPORTED_MODULE_2__ .x3)(paths.ledger, { ...entry, outcome: 'failed' }), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['false'])));
}
function restoreCommands(cutover) {
    const { paths, from, to, change } = cutover;
    const back = { folder: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_6__ .Q)(paths, cutover.runId), name: 'back' };
    if (from !== undefined) {
        const sync = (0,_working_folder_js__WEBPACK_IMPORTED_MODULE_4__ .FI)(paths, from.id, back);
        return [
            ...(change === undefined ? [] : [(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)(sync, (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)((0,_working_folder_js__WEBPACK_IMPORTED_MODULE_4__ .q2)(paths, back), sync))]),
            (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)((0,_release_steps_js__WEBPACK_IMPORTED_MODULE_3__ ._1)(paths, backLink(cutover)), (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_3__ .m1)(paths, from.id)),
            ...leave(to, from),
            ...toCommand(from.control.activate),
            ...(isBeside(cutover) ? toCommand(to.control.deactivate) : [])
        ];
    }
    return [
        ...toCommand(to.control.deactivate),
        ...(change === undefined ? [] : [(0,_working_folder_js__WEBPACK_IMPORTED_MODULE_4__ .FI)(paths, to.id, back)]),
        (0,_release_steps_js__WEBPACK_IMPORTED_MODULE_3__ ["in"])(paths)
    ];
}
function backLink(cutover) {
    return `${(0,_cutover_js__WEBPACK_IMPORTED_MODULE_5__ .H)(cutover).folder}/current`;
}
function toCommand(action) {
    return action === undefined ? [] : [action.command];
}
function isBeside({ to }) {
    return to.control.startBeside !== undefined || to.control.keepsOther;
}
function backSeconds({ from, to, data }) {
    return (data?.backSeconds ?? 0) + (from ?? to).control.timeoutSeconds + (from === undefined ? 0 : to.control.timeoutSeconds);
}
function leave(left, next) {
    return left.control.strategy === next.control.strategy ? [] : toCommand(left.control.withdraw);
}
function afterUndo(cutover, whenNotSwitched) {
    const { paths, to, entry, hooks } = cutover;
    const { folder } = (0,_cutover_js__WEBPACK_IMPORTED_MODULE_5__ .H)(cutover);
    const place = { ...(0,_command_place_js__WEBPACK_IMPORTED_MODULE_7__ .N)({ paths, ...to }), cwd: paths.root };
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['test', '!', '-d', paths.kit]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['test', '-e', `${folder}/switching`]), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(...whenNotSwitched, (0,_ledger_js__WEBPACK_IMPORTED_MODULE_2__ .x3)(paths.ledger, { ...entry, outcome: 'failed' }))), ...(hooks.onFailure === undefined ? [] : [(0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .bz)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['test', '-e', `${folder}/told`]), (0,_hooks_js__WEBPACK_IMPORTED_MODULE_1__ .D)(hooks.onFailure, place), (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['true']))]));
}
}),
42784:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  c: () => ( hookStep),
  K: () => ( planCutover)
});
var core = __webpack_require__(28998);
var command_place = __webpack_require__(3608);
var built_files = __webpack_require__(4365);
var shared_paths = __webpack_require__(92359);
var tree_lines = __webpack_require__(721);
var working_folder = __webpack_require__(57817);
;
function completeChange(paths, { folder, from, to, protectedPaths }) {
    const ends = [from?.release ?? '', from?.environmentFile ?? '', to.release, to.environmentFile ?? ''];
    return (0,core .K$)(COMPLETE_PROGRAM, [paths.kit, paths.releases, paths.root, folder, ...ends, ...protectedPaths.map(shared_paths .Y0)]);
}
const HELD_FUNCTION = `
held() {
  if [ -f "$kit/releases/$1.files.gz" ]; then
    gzip -dc "$kit/releases/$1.files.gz"
  elif [ -n "$1" ]; then
    # Its list was lost: the planned change was made of what is staged, too.
    (cd "$trees/$1" && list) | awk '${tree_lines .d}
      { read_found(); if (kind == "f") print what " ? " path; else if (kind == "d") print what " " path; else if (kind == "l") print "l " path "//" target }'
  fi
  environment_line "$1" "$2"
  echo '='
  [ ! -f "$kit/releases/$1.built.gz" ] || gzip -dc "$kit/releases/$1.built.gz"
  echo '='
}
`;
const READ_HELD = `
  function is_content(held) { return held != "" && held !~ /^d/ }
  $0 == "=" { section++; next }
  section < 4 && /^(s |tree |[+]s )/ { next }
  section < 4 {
    side = section < 2 ? "a " : "b "
    kept = sub(/^[+]/, "")
    if (/^x /) { path = substr($0, 3); held = "" } else { read_wanted(); held = kind == "f" ? what " " sum : what }
    if (is_theirs(path)) next
    holds[side path] = held
    if (kept) keeps[side path] = 1
    if (section % 2) built[path] = 1
    if (section > 1) wanted[path] = 1
    if (section == 2) sent[path] = 1
    next
  }
`;
const COMPLETE_PROGRAM = `
set -eu
export LC_ALL=C
kit=$1 trees=$2 root=$3 change=$4 from=$5 from_environment=$6 to=$7 to_environment=$8
shift 8
work=$change/work
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
${tree_lines .U}${built_files .j_}${built_files .Vu}${HELD_FUNCTION}${working_folder .zr}
PROTECTED=$(join_lines "$@")
export PROTECTED
rm -rf "$work"
mkdir "$work"
for file in "$kit/releases/$from.built.gz" "$kit/releases/$to.built.gz"; do [ ! -f "$file" ] || gzip -t "$file"; done
cd "$root"

if [ -n "$from" ]; then
  { held "$from" "$from_environment"; held "$to" "$to_environment"; } | awk '
    ${tree_lines .d}${built_files .LB}${READ_HELD}
    # What is seen through a link that goes is not there.
    function is_covered(path) {
      while (match(path, "/[^/]*$")) { path = substr(path, 1, RSTART - 1); if (is_content(holds["a " path] "")) return 1 }
      return 0
    }
    END { for (path in wanted) if (holds["b " path] != "" && holds["a " path] == "" && !is_covered(path)) print substr(holds["b " path], 1, 1) " ./" path }' >"$work/new"
  sed -n 's/^[fl] //p' "$work/new" | while IFS= read -r path; do
    if [ -L "$path" ] || [ -f "$path" ]; then printf '%s\\n' "$path"; fi
  done >"$work/kept"
  sed -n 's/^d //p' "$work/new" | while IFS= read -r path; do
    if [ -d "$path" ] && [ ! -L "$path" ]; then printf '%s\\0' "$path"; fi
  done | xargs -0 -r stat -c 'd %a %n' -- | sed 's|^d .*\\(...\\) \\./|d \\1 |' >"$work/folders"
  if [ -s "$work/kept" ] || [ -s "$work/folders" ]; then
    copy "$work/kept" "$trees/$from"
    (cd "$trees/$from" && { sed 's|^\\./||' "$work/kept"; echo './='; list; } | awk '
      ${tree_lines .d}
      $0 == "./=" { listed = 1; next }
      !listed { kept[$0]; next }
      { read_found() }
      !(path in kept) { next }
      kind == "f" { print "f " mode " " size " " time " " path }
      kind == "l" { print "l " path "//" target }') >"$work/differs"
    cat "$work/folders" >>"$work/differs"
    hash_files <"$work/differs" >"$work/lines"
    record=$kit/releases/$from.built.gz
    {
      [ ! -f "$record" ] || gzip -dc "$record"
      sed 's/^/+/' "$work/lines"
    } >"$work/record"
    gzip -1 <"$work/record" >"$record.partial"
    mv -f "$record.partial" "$record"
  fi
fi

{
  held "$from" "$from_environment"
  held "$to" "$to_environment"
  for name in forward back; do
    for kind in r d m c; do sed "s/^/$name $kind /" "$change/$name.$kind"; done
  done
} | awk '
  ${tree_lines .d}${built_files .LB}${READ_HELD}
  { rest = $0; cut(); if (cut() == "m") rest = substr(rest, 4); if (!(substr(rest, 3) in built)) print; next }
  function is_folder(held) { return held ~ /^d/ }
  function lead(name, path, before, after, stays) {
    if (before != "" && !stays && (after == "" || is_folder(before) != is_folder(after))) print name " " (is_folder(before) ? "d" : "r") " ./" path
    if (is_folder(after) && before != after) print name " m " substr(after, 3) "./" path
  }
  END {
    for (path in built) {
      # gawk 5.2 breaks down over an element that nobody has set, when it is handed from function to function.
      a = holds["a " path] ""; b = holds["b " path] ""; was_kept = ("a " path) in keeps; is_kept = ("b " path) in keeps
      lead("forward", path, a, b, was_kept)
      lead("back", path, b, a, is_kept)
      if (is_kept && a == "") print "missing ./" path
      # With the times of the build: by them it is known whether somebody changed it.
      else if (is_content(b) && (path in sent)) { print "forward c ./" path; if (a == b) print "back c ./" path }
      else if (is_content(b)) print "candidate " (a == b ? "=" : "!") " " (b ~ /^l/ ? "l - - -" : b) " ./" path
      if (is_content(a) && a != b && !(was_kept && b == "")) print "back c ./" path
    }
  }' >"$work/all"

sed -n 's/^candidate //p' "$work/all" >"$work/candidates"
cut -d ' ' -f 6- "$work/candidates" | while IFS= read -r path; do
  if [ -L "$path" ]; then printf 'l %s\\n' "$path"; elif [ -f "$path" ]; then printf 'f %s\\n' "$path"; fi
done >"$work/there"
sed -n 's/^f //p' "$work/there" >"$work/names"
tr '\\n' '\\0' <"$work/names" | xargs -0 -r sha256sum -- | sed 's/^\\\\//; s/ .*//' >"$work/sums"
tr '\\n' '\\0' <"$work/names" | xargs -0 -r stat -c '%a %s' -- >"$work/modes" || true
{
  sed -n 's/^l //p' "$work/there"
  for file in names sums modes candidates; do echo '='; cat "$work/$file"; done
} | awk '
  ${tree_lines .d}
  $0 == "=" { section++; next }
  !section { links[$0]; next }
  section == 1 { names[++count] = $0; next }
  section == 2 { sums[++summed] = $0; next }
  section == 3 { told++; found[names[told]] = "f " $0 " " sums[told]; next }
  {
    rest = $0; is_same = cut() == "="; held = cut() " " cut() " " cut() " " cut(); path = rest
    # A file that came or went meanwhile: the answers may be of others.
    if (count == summed && count == told && found[path] == held) next
    if (is_same && (path in links) && held ~ /^l/) next
    print "forward c " path
    if (is_same) print "back c " path
  }' >>"$work/all"
sed -n 's/^missing //p' "$work/all" | while IFS= read -r path; do
  if [ -L "$path" ] || [ -e "$path" ]; then continue; fi
  printf 'forward c %s\\nback r %s\\n' "$path" "$path"
done >"$work/again"
cat "$work/again" >>"$work/all"
for name in forward back; do
  for kind in r m c; do sed -n "s/^$name $kind //p" "$work/all" >"$change/$name.$kind"; done
  # Inner ones first.
  sed -n "s/^$name d //p" "$work/all" | sort -r >"$change/$name.d"
done
`;
var cutover_back = __webpack_require__(87081);
var tools_cutover = __webpack_require__(449);
var tools_guard = __webpack_require__(14138);
var tools_hooks = __webpack_require__(191);
var host_paths = __webpack_require__(28264);
var ledger = __webpack_require__(22126);
var release_steps = __webpack_require__(99676);
;
const SWITCH_TIMEOUT_SECONDS = 300;
const WITH_DATA_FAILURES = {
    1: { code: 'DK_UNDO_INCOMPLETE', remedy: 'Look at the host; the next deploy-kit run that takes the lock tries it once more' }
};
function planCutover(cutover) {
    return [
        ...storeChangeSteps(cutover),
        ...hookStep(cutover, 'before-cutover', cutover.hooks.beforeCutover),
        armStep(cutover),
        ...dataSteps(cutover),
        ...startBesideStep(cutover),
        ...besideHealthStep(cutover),
        switchStep(cutover),
        ...activateStep(cutover),
        ...hookStep(cutover, 'after-cutover', cutover.hooks.afterCutover).map((step) => unlessDecided(cutover, step)),
        ...healthStep(cutover),
        ...measureStep(cutover),
        confirmStep(cutover),
        ...retireStep(cutover)
    ];
}
function hookStep(cutover, point, hook) {
    if (hook === undefined)
        return [];
    return [
        {
            kind: 'run',
            id: point,
            title: `Run the ${point} hook`,
            host: cutover.host,
            phase: point.endsWith('cutover') ? 'cutover' : 'prepare',
            effect: 'write',
            command: (0,tools_hooks .D)(hook, (0,command_place .N)({ paths: cutover.paths, ...cutover.to })),
            timeoutSeconds: cutover.hookTimeoutSeconds
        }
    ];
}
function storeChangeSteps({ change, host, paths, runId, from, to }) {
    if (change === undefined)
        return [];
    const folder = (0,host_paths .Q)(paths, runId);
    const { environmentFiles: files, protectedPaths } = change;
    const step = (id, title, command) => ({
        kind: 'run',
        id,
        title,
        host,
        phase: 'prepare',
        effect: 'write',
        command,
        timeoutSeconds: SWITCH_TIMEOUT_SECONDS
    });
    const stores = ['forward', 'back'].map((name) => step(`store-${name}`, `Store the list of changes of the working folder (${name})`, (0,working_folder .u$)(folder, name, change[name])));
    const complete = completeChange(paths, {
        folder,
        from: from === undefined ? undefined : { release: from.id, environmentFile: files.from },
        to: { release: to.id, environmentFile: files.to },
        protectedPaths
    });
    return [...stores, step('complete-changes', 'Add what was built on the host to the changes', complete)];
}
function armStep(cutover) {
    const { host, from, confirmTimeoutSeconds, hooks, paths, to, data } = cutover;
    const guard = (0,tools_cutover .H)(cutover);
    const onFailure = hooks.onFailure === undefined ? undefined : (0,tools_hooks .D)(hooks.onFailure, { ...(0,command_place .N)({ paths, ...to }), cwd: paths.root });
    return {
        kind: 'run',
        id: 'arm-guard',
        title: `Arm the guard: without confirmation the host goes back by itself after ${Math.ceil(confirmTimeoutSeconds)} s`,
        host,
        phase: 'cutover',
        effect: 'write',
        command: (0,core .Q7)((0,tools_guard .gw)(guard, { timeoutSeconds: confirmTimeoutSeconds, goBack: (0,cutover_back .v7)(cutover), onFailure }), ...(from === undefined ? [] : [(0,release_steps ._h)(paths, from.id, (0,cutover_back .Sl)(cutover))]), ...(data === undefined ? [] : [data.armed])),
        timeoutSeconds: 30,
        undo: {
            title: from === undefined ? `Take ${to.id} out of service (nothing to return to)` : `Go back to ${from.id}`,
            command: (0,tools_guard .kx)(guard),
            timeoutSeconds: (0,tools_guard .HF)((0,cutover_back .Fb)(cutover)),
            ...(data === undefined ? {} : { failures: WITH_DATA_FAILURES }),
            ...(cutover.healthBefore === undefined ? {} : { health: cutover.healthBefore })
        }
    };
}
function dataSteps(cutover) {
    const { host, data } = cutover;
    return (data?.swap ?? []).map((step) => ({ kind: 'run', host, phase: 'cutover', effect: 'write', ...step, command: (0,core .Q7)((0,tools_guard .Ww)((0,tools_cutover .H)(cutover)), step.command) }));
}
function switchStep(cutover) {
    const { host, paths, to, change, from } = cutover;
    const forward = { folder: (0,host_paths .Q)(paths, cutover.runId), name: 'forward' };
    return {
        kind: 'run',
        id: 'switch',
        title: `Switch ${paths.layout === 'releases' ? 'current' : paths.root} from ${from?.id ?? 'nothing'} to ${to.id}`,
        host,
        phase: 'cutover',
        effect: 'write',
        command: (0,core .Q7)(...(change === undefined ? [] : [(0,working_folder .Yu)(paths, forward)]), (0,tools_guard .Ww)((0,tools_cutover .H)(cutover)), ...(change === undefined ? [] : [(0,working_folder .FI)(paths, to.id, forward)]), (0,release_steps .m1)(paths, to.id)),
        timeoutSeconds: SWITCH_TIMEOUT_SECONDS,
        failures: { [working_folder .$R]: { code: 'DK_COMMAND_FAILED', remedy: 'Move it away, or protect it and take it out of the source; nothing has been switched' } }
    };
}
function retireStep({ host, from }) {
    if (from?.control.retire === undefined)
        return [];
    const { title, command } = from.control.retire;
    return [{ kind: 'run', id: 'retire', title, host, phase: 'finish', effect: 'write', optional: true, command, timeoutSeconds: from.control.timeoutSeconds }];
}
function startBesideStep(cutover) {
    const { startBeside } = cutover.to.control;
    if (startBeside === undefined)
        return [];
    return controlStep(cutover, 'start-beside', { ...startBeside, command: (0,core .Q7)((0,tools_guard .Ww)((0,tools_cutover .H)(cutover)), startBeside.command) });
}
function besideHealthStep({ host, to, health }) {
    if (health === undefined || to.control.startBeside === undefined)
        return [];
    const checks = to.control.checksBeside(health.checks);
    if (checks.length === 0)
        return [];
    return [{ kind: 'wait-healthy', id: 'wait-beside', title: 'Wait until it is healthy beside what is live', host, phase: 'cutover', effect: 'read', ...health, checks }];
}
function activateStep(cutover) {
    const { from, to } = cutover;
    const { activate } = to.control;
    const left = from === undefined ? [] : (0,cutover_back .qG)(from, to);
    const action = activate === undefined || left.length === 0 ? activate : { ...activate, command: (0,core .Q7)(...left, activate.command) };
    return controlStep(cutover, 'restart', action).map((step) => unlessDecided(cutover, step));
}
function unlessDecided(cutover, step) {
    return { ...step, command: (0,core .Q7)((0,tools_guard .Tb)((0,tools_cutover .H)(cutover)), step.command) };
}
function controlStep({ host, to }, id, action) {
    if (action === undefined)
        return [];
    const { title, command } = action;
    return [{ kind: 'run', id, title, host, phase: 'cutover', effect: 'write', command, timeoutSeconds: to.control.timeoutSeconds }];
}
function healthStep({ host, health, paths, to, onBad }) {
    if (health === undefined || health.checks.length === 0)
        return [];
    const onUnhealthy = onBad === 'mark-bad' ? { onUnhealthy: (0,release_steps .vJ)(paths, to.id, 'bad') } : {};
    return [{ kind: 'wait-healthy', id: 'wait-healthy', title: 'Wait until it is healthy', host, phase: 'verify', effect: 'read', ...health, ...onUnhealthy }];
}
function measureStep(cutover) {
    const { host, downtime } = cutover;
    if (downtime === undefined)
        return [];
    const { maxFailedRequests } = downtime;
    return [
        {
            kind: 'measure-downtime',
            id: 'measure-downtime',
            title: maxFailedRequests === undefined ? 'Note the downtime' : `Check that at most ${maxFailedRequests} requests failed`,
            host,
            phase: 'measure',
            effect: 'write',
            maxFailedRequests,
            record: (0,core .K$)(NOTE_PROGRAM, [downtimeFile(cutover)]),
            timeoutSeconds: 30
        }
    ];
}
const NOTE_PROGRAM = `
umask 077
tr -d '\\n' >"$1.partial" && mv -f "$1.partial" "$1"
`;
function downtimeFile(cutover) {
    return `${(0,tools_cutover .H)(cutover).folder}/downtime.json`;
}
function confirmStep(cutover) {
    const { host, paths, to, from, marksFromBad, entry } = cutover;
    return {
        kind: 'run',
        id: 'confirm',
        title: `Confirm ${to.id} and disarm the guard`,
        host,
        phase: 'confirm',
        effect: 'write',
        command: (0,core .Q7)((0,tools_guard .kN)((0,tools_cutover .H)(cutover)), (0,release_steps .vJ)(paths, to.id, 'good'), ...(marksFromBad && from !== undefined ? [(0,release_steps .vJ)(paths, from.id, 'bad')] : []), (0,ledger .OC)(paths.ledger, entry, downtimeFile(cutover))),
        timeoutSeconds: 30,
        failures: {
            [tools_guard .aL]: {
                code: 'DK_GUARD_FIRED',
                remedy: 'The previous release is live. Make the health check faster or confirm-timeout longer, and deploy again'
            }
        }
    };
}
}),
449:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
H: () => ( guardOf),
Z: () => ( PHASES)
});
var _host_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28264);

const PHASES = ['prepare', 'cutover', 'verify', 'measure', 'confirm', 'finish'];
function guardOf({ paths, runId }) {
    return { folder: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_0__ .Q)(paths, runId), kit: paths.kit, runId };
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
}),
36467:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
b: () => ( readStagedTree),
w: () => ( readExistingTree)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92359);



function readExistingTree(paths, protectedPaths) {
    if (paths.layout === 'releases')
        return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(':'), () => undefined);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(EXISTING_PROGRAM, [paths.root, paths.current, ...protectedPaths.map(toPattern)]), ({ stdout }) => parseExisting(stdout));
}
function readStagedTree(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(EXISTING_PROGRAM, [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .Uc)(paths, release), '']), ({ stdout }) => parseExisting(stdout)?.tree);
}
function toPattern(path) {
    return (0,_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .Y0)(path).replaceAll(/[[\]\\]/g, '\\$&');
}
const EXISTING_PROGRAM = `
root=$1
[ ! -e "$2" ] && cd "$root" 2>/dev/null || exit 0
shift 2
count=$#
for path in "$@"; do set -- "$@" -o -path "./$path"; done
shift "$count"
entries() {
  kind=$1
  shift
  find . -mindepth 1 \\( -path ./.deploy-kit "$@" \\) -prune -o -type "$kind" -print0
}
entries f "$@" | xargs -0 -r stat -c 'file %a %s %n'
entries f "$@" | xargs -0 -r sha256sum -- | sed 's/^/hash /'
entries d "$@" | xargs -0 -r stat -c 'folder %a %n'
entries l "$@" | tr '\\0' '\\n' | while IFS= read -r link; do printf 'link %s//%s\\n' "$link" "$(readlink "$link")"; done
`;
function parseExisting(text) {
    const lines = text.split('\n');
    const hashes = parseHashes(lines);
    const entries = lines.map((line) => parseEntry(line, hashes)).filter((entry) => entry !== undefined && (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m5)(entry.path));
    const unreadable = lines.map((line) => ENTRY.exec(line)?.groups?.['file']).filter((file) => file !== undefined && !hashes.has(file));
    if (unreadable.length === 0 && entries.every((entry) => entry?.type === 'folder'))
        return undefined;
    return { tree: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .OW)(entries.filter((entry) => entry !== undefined)), unreadable: unreadable.filter((file) => file !== undefined) };
}
function parseHashes(lines) {
    const hashes = new Map();
    for (const line of lines) {
        const [, escaped, hash, path] = /^hash (\\?)([0-9a-f]{64}) [ *]\.\/(.+)$/.exec(line) ?? [];
        if (hash !== undefined && path !== undefined)
            hashes.set(escaped === '' ? path : path.replaceAll('\\\\', '\\'), hash);
    }
    return hashes;
}
function parseEntry(line, hashes) {
    const { mode = '', folderMode = '', size, file, folder, link, target } = ENTRY.exec(line)?.groups ?? {};
    const readMode = (octal) => Number.parseInt(octal, 8) & 0o777;
    const sha256 = hashes.get(file ?? '');
    if (file !== undefined && sha256 !== undefined)
        return { type: 'file', path: file, mode: readMode(mode), sizeBytes: Number(size), sha256 };
    if (folder !== undefined)
        return { type: 'folder', path: folder, mode: readMode(folderMode) };
    return link !== undefined && target !== undefined ? { type: 'link', path: link, target } : undefined;
}
const ENTRY = /^(?:file (?<mode>[0-7]+) (?<size>\d+) \.\/(?<file>.+)|folder (?<folderMode>[0-7]+) \.\/(?<folder>.+)|link \.\/(?<link>.+?)\/\/(?<target>.+))$/;
}),
191:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
D: () => ( runHook),
k: () => ( readHook)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

const FILE_PREFIX = 'file:';
function findHookFile(argv) {
    return argv[0]?.startsWith(FILE_PREFIX) ? argv[0].slice(FILE_PREFIX.length) : undefined;
}
async function readHook(argv, local) {
    if (argv === undefined)
        return undefined;
    const file = findHookFile(argv);
    return file === undefined ? { argv, script: undefined } : { argv: [file, ...argv.slice(1)], script: await local.readText(file) };
}
function runHook(hook, place) {
    const { argv, script } = hook;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(script === undefined ? argv : ['sh', '-eu', '-c', script, ...argv], place);
}
}),
39475:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
J3: () => ( toBefore),
P2: () => ( listRefused),
oF: () => ( planHealth)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _service_checks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(95060);



const CONFIRM_MARGIN_SECONDS = 30;
function toBefore(from) {
    return from === undefined ? undefined : { release: from.id, control: from.control };
}
function planHealth(values, target) {
    const asked = bindLines(values, target);
    const checks = values['skip-health-check'] ? [] : listChecks(values, target);
    const rounds = target.control.startBeside === undefined ? 1 : 2;
    const budget = checks.length === 0 ? 0 : rounds * values.attempts * (values.delay + Math.max(...checks.map((check) => check.timeoutSeconds)));
    const health = {
        checks,
        attempts: values.attempts,
        delaySeconds: values.delay,
        evidence: [...target.control.evidence, ...asked.evidence, ...planEvidence(target, values.logs ?? [])]
    };
    return {
        health: checks.length === 0 ? undefined : health,
        healthBefore: checks.length === 0 || target.before === undefined ? undefined : planUndoHealth(values, { ...target, ...target.before }),
        confirmTimeoutSeconds: values['confirm-timeout'] ?? budget + CONFIRM_MARGIN_SECONDS
    };
}
const UNDO_ATTEMPTS = 5;
const UNDO_DELAY_SECONDS = 5;
const UNDO_CHECK_SECONDS = 30;
function planUndoHealth(values, target) {
    return {
        release: target.release,
        checks: listChecks(values, target).map((check) => ({ ...check, timeoutSeconds: Math.min(check.timeoutSeconds, UNDO_CHECK_SECONDS) })),
        attempts: Math.min(values.attempts, UNDO_ATTEMPTS),
        delaySeconds: Math.min(values.delay, UNDO_DELAY_SECONDS)
    };
}
function listRefused(values, target) {
    return bindLines(values, target).refused;
}
function bindLines(values, { host, paths, release, control }) {
    return (0,_service_checks_js__WEBPACK_IMPORTED_MODULE_1__ .R)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Pe)(values['health-check'] ?? [], { host, path: paths.root, release, timeoutSeconds: values.timeout }), control);
}
function listChecks(values, target) {
    const { host, paths, release, control } = target;
    const checks = [...control.checks, ...bindLines(values, target).checks];
    const status = values['status-command'];
    if (status === undefined)
        return checks;
    return [
        ...checks,
        {
            kind: 'command',
            title: status.join(' '),
            host,
            required: true,
            timeoutSeconds: values['command-timeout'],
            argv: status,
            cwd: (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .gv)(paths, release)
        }
    ];
}
function planEvidence({ host, paths }, logs) {
    return [
        ...logs.map((log) => ({ title: `End of ${log}`, host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOG_PROGRAM, [log.startsWith('/') ? log : `${paths.root}/${log}`]) })),
        { title: 'Disk', host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(DISK_PROGRAM, [paths.root]) },
        { title: 'Memory', host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(MEMORY_PROGRAM) }
    ];
}
const LOG_PROGRAM = 'tail -n 100 "$1" 2>&1';
const DISK_PROGRAM = 'df -Pk "$1" 2>&1; df -Pi "$1" 2>&1';
const MEMORY_PROGRAM = 'head -n 5 /proc/meminfo 2>&1; cat /proc/loadavg 2>&1';
}),
13706:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Po: () => ( isProbed),
R6: () => ( findUnmeasured),
RY: () => ( planProbes)
});
const LOOPBACK = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?#]|$)/;
function planProbes(url, hosts) {
    if (url === undefined)
        return [];
    const from = LOOPBACK.test(url) ? 'host' : 'runner';
    return (from === 'host' ? hosts : hosts.slice(0, 1)).map((host) => ({ host, url, from, fromPhase: 'prepare', cutoverPhase: 'cutover', toPhase: 'finish' }));
}
function isProbed(probes, host) {
    return probes.some((probe) => probe.host === host);
}
function findUnmeasured(values) {
    return values['max-failed-requests'] !== undefined && values['probe-url'] === undefined ? ['max-failed-requests needs a probe-url'] : [];
}
}),
99676:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Wx: () => ( linkEnvironment),
_1: () => ( putLink),
_J: () => ( storedTree),
_h: () => ( linkRelease),
"in": () => ( removeCurrent),
m1: () => ( switchCurrent),
rs: () => ( removeReleases),
ty: () => ( recordRelease),
vJ: () => ( markRelease),
wZ: () => ( makeFolders),
yq: () => ( setReleaseAside)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28264);


function makeFolders(paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(MAKE_FOLDERS_PROGRAM, [paths.root, paths.kit, paths.releases, paths.manifests, paths.failed]);
}
const MAKE_FOLDERS_PROGRAM = `
set -eu
mkdir -p "$1"
(umask 077 && mkdir -p "$2")
shift 2
mkdir -p "$@"
`;
function recordRelease(paths, manifest) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(RECORD_RELEASE_PROGRAM, [paths.manifests, manifest.id, JSON.stringify(manifest)]);
}
const RECORD_RELEASE_PROGRAM = `
set -eu
printf '%s\\n' "$3" > "$1/$2.json.partial"
mv -f "$1/$2.json.partial" "$1/$2.json"
echo prepared > "$1/$2.state"
`;
function markRelease(paths, release, state) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(MARK_RELEASE_PROGRAM, [paths.manifests, release, state]);
}
const MARK_RELEASE_PROGRAM = `
set -eu
echo "$3" > "$1/$2.state.partial"
mv -f "$1/$2.state.partial" "$1/$2.state"
`;
function switchCurrent(paths, release) {
    const next = `${paths.current}.next`;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .Q7)(linkRelease(paths, release, next), putLink(paths, next));
}
function linkRelease(paths, release, link) {
    const prefix = paths.layout === 'releases' ? `${paths.root}/` : `${paths.kit}/`;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['ln', '-sfn', (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .Uc)(paths, release).slice(prefix.length), link]);
}
function putLink(paths, link) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['mv', '-fT', link, paths.current]);
}
function removeCurrent(paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(['rm', '-f', `${paths.current}.next`, paths.current]);
}
function setReleaseAside(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SET_ASIDE_PROGRAM, [paths.releases, paths.current, paths.failed, paths.manifests, release]);
}
const SET_ASIDE_PROGRAM = `
set -u
releases=$1 current=$2 failed=$3 manifests=$4 release=$5
rm -rf "$releases/$release.partial"
live=$(readlink "$current" 2>/dev/null)
live=\${live%/}
if [ "\${live##*/}" = "$release" ]; then
  echo "$release is live and stays" >&2
  exit 1
fi
[ -d "$releases/$release" ] || exit 0
mkdir -p "$failed" || exit 1
rm -rf "\${failed:?}/$release"
mv "$releases/$release" "$failed/$release" || exit 1
rm -f "$manifests/$release.state" "$manifests/$release.files.gz" "$manifests/$release.built.gz"
mv "$manifests/$release.json" "$failed/$release.json" 2>/dev/null
exit 0
`;
function removeReleases(paths, removal) {
    const { releases, failed, keepJournals } = removal;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(REMOVE_PROGRAM, [paths.releases, paths.kit, String(keepJournals), releases.join(' '), failed.join(' ')]);
}
const REMOVE_PROGRAM = `
releases=$1 kit=$2 keep=$3 failed=0
for id in $4; do
  rm -f "$kit/releases/$id.state" "$kit/releases/$id.json" "$kit/releases/$id.files.gz" "$kit/releases/$id.built.gz" "$kit/env/$id.version"
  if mv "$releases/$id" "$releases/$id.partial"; then rm -rf "$releases/$id.partial" || failed=1; else failed=1; fi
done
for folder in "$releases"/*.partial; do [ ! -d "$folder" ] || rm -rf "$folder" || failed=1; done
for record in "$kit/releases"/*.json; do
  id=\${record##*/}
  id=\${id%.json}
  [ ! -f "$record" ] || [ -d "$releases/$id" ] || rm -f "$kit/releases/$id.state" "$record" "$kit/releases/$id.files.gz" "$kit/releases/$id.built.gz" "$kit/env/$id.version"
done
for id in $5; do rm -rf "$kit/failed/$id" "$kit/failed/$id.json" || failed=1; done
rm -f "$kit/env"/*.partial
for version in "$kit/env"/*.version; do
  id=\${version##*/}
  id=\${id%.version}
  [ ! -f "$version" ] || [ -d "$releases/$id" ] || [ -d "$kit/failed/$id" ] || rm -f "$version"
done
for file in "$kit/env"/*.env; do
  id=\${file##*/}
  [ ! -f "$file" ] || cat "$kit/env"/*.version 2>/dev/null | grep -qxF -- "\${id%.env}" || rm -f "$file" || failed=1
done
for kind in steps guards; do
  [ -d "$kit/$kind" ] || continue
  # shellcheck disable=SC2012 # run ids are hexadecimal
  ls -t "$kit/$kind" | tail -n "+$((keep + 1))" | while IFS= read -r run; do rm -rf "\${kit:?}/$kind/$run"; done
done
exit "$failed"
`;
function storedTree(paths, release) {
    return `${paths.manifests}/${release}.files.gz`;
}
function linkEnvironment(paths, release, link) {
    const folder = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_1__ .Uc)(paths, release);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LINK_ENVIRONMENT_PROGRAM, [paths.environments, release, link.version, `${folder}.partial/${link.file}`]);
}
const LINK_ENVIRONMENT_PROGRAM = `
set -eu
echo "$3" > "$1/$2.version"
mkdir -p "$(dirname "$4")"
rm -f "$4"
ln -s "$1/$3.env" "$4"
`;
}),
95060:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
R: () => ( bindChecks)
});
function bindChecks(asked, control) {
    const services = control?.services;
    const checks = [];
    const names = new Set();
    const refused = [];
    for (const check of asked) {
        if (check.kind !== 'service')
            checks.push(check);
        else if (services === undefined)
            refused.push(`${check.title} asks the containers of the service ${check.service}, which only a release of strategy compose has`);
        else if (!services.names.includes(check.service))
            refused.push(`${check.title}: no service ${check.service} is kept running; there are ${services.names.join(', ')}`);
        else {
            checks.push(services.ask(check));
            names.add(check.service);
        }
    }
    return { checks, evidence: services === undefined || names.size === 0 ? [] : [services.logs([...names])], refused };
}
}),
92359:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
EN: () => ( linkShared),
UO: () => ( isWithin),
WJ: () => ( listParents),
Y0: () => ( trimSlash),
td: () => ( withoutHostPaths),
yW: () => ( findInnerPathProblem)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);

function findInnerPathProblem(path) {
    const shown = JSON.stringify(path);
    if (/[\u0000-\u001f\u007f]/.test(path))
        return `must not contain control characters: ${shown}`;
    if (/[*?]/.test(path))
        return `must be a path, not a pattern: ${shown}`;
    if (path.startsWith('/'))
        return `must be relative to the deploy path, not ${shown}`;
    const parts = trimSlash(path).split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..'))
        return `must not contain empty, . or .. parts: ${shown}`;
    if (parts[0] === '.deploy-kit')
        return `belongs to deploy-kit itself: ${shown}`;
    return undefined;
}
function isWithin(path, paths) {
    return paths.map(trimSlash).some((outer) => path === outer || path.startsWith(`${outer}/`));
}
function linkShared(release, shared, paths) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LINK_SHARED_PROGRAM, [release, shared, ...paths]);
}
const LINK_SHARED_PROGRAM = `
set -eu
release=$1 shared=$2
shift 2
for path in "$@"; do
  name=\${path%/}
  target=$shared/$name
  inner=$release/$name
  mkdir -p "$(dirname "$target")" "$(dirname "$inner")"
  if [ ! -e "$target" ] && [ ! -L "$target" ]; then
    if [ -e "$inner" ] && [ ! -L "$inner" ]; then
      cp -Rp "$inner" "$target.partial"
      mv "$target.partial" "$target"
    elif [ "$name" != "$path" ]; then
      mkdir "$target"
    fi
  fi
  rm -rf "$inner"
  ln -s "$target" "$inner"
done
`;
function listParents(path) {
    const parts = path.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
function trimSlash(path) {
    return path.replace(/\/+$/, '');
}
function withoutHostPaths(tree, hostPaths) {
    return hostPaths.length === 0 ? tree : (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .OW)(tree.entries.filter((entry) => !isWithin(entry.path, hostPaths)));
}
}),
721:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
U: () => ( LIST_FUNCTION),
d: () => ( LINE_FUNCTIONS)
});
const LIST_FUNCTION = `
list() {
  if find . -maxdepth 0 -printf '' 2>/dev/null; then
    find . -mindepth 1 -printf '%y %m %s %T@ %P//%l\\n'
    return
  fi
  find . -type f -exec stat -c 'f %a %s %y %n//' {} + | sed 's|^\\(f [0-7]* [0-9]* [^ ]*\\) \\([^ ]*\\) [^ ]* \\./|\\1T\\2 |'
  find . -mindepth 1 -type d -exec stat -c 'd %a . . %n//' {} + | sed 's| \\./| |'
  find . -type l | while IFS= read -r link; do printf 'l 777 . . %s//%s\\n' "\${link#./}" "$(readlink "$link")"; done
  find . -mindepth 1 ! -type f ! -type d ! -type l | sed 's|^\\./|? . . . |'
}
`;
const LINE_FUNCTIONS = `
  function cut(  end) { end = index(rest, " "); word = substr(rest, 1, end - 1); rest = substr(rest, end + 1); return word }
  function split_path(  end) { end = index(rest, "//"); path = substr(rest, 1, end - 1); target = substr(rest, end + 2) }
  function read_wanted() {
    rest = $0; kind = cut()
    if (kind == "l") { split_path(); what = "l " target; return }
    mode = cut(); what = kind " " mode
    if (kind == "f") { what = what " " cut(); sum = cut() }
    path = rest
  }
  function read_found() {
    rest = $0; kind = cut(); mode = cut(); size = cut(); time = cut(); split_path()
    if (kind == "f") what = "f " mode " " size
    else if (kind == "d") what = "d " substr(mode, length(mode) - 2)
    else what = kind " " target
  }
`;
}),
7019:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Jr: () => ( readLiveTree),
aY: () => ( verifyTree),
yd: () => ( readTreeText)
});
var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
var _tree_lines_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(721);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);



function verifyTree(request) {
    const { folder, treeText, storeAs = '', previous = '' } = request;
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(VERIFY_PROGRAM, [folder, storeAs, previous], { stdin: treeText });
}
function readStoredTree(stored, folder) {
    return query(script(READ_STORED_PROGRAM, [stored, folder]), (answer) => parseStored(answer, stored));
}
function parseStored({ stdout, exitCode }, where) {
    if (exitCode === NOT_STORED)
        return undefined;
    const end = stdout.startsWith('\n') ? 0 : stdout.indexOf('\n\n') + 1;
    const lines = stdout.slice(0, end).split('\n');
    const pathsOf = (word) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
    return { text: unpack(stdout.slice(end), where), touched: pathsOf('touched'), rebuilt: pathsOf('rebuilt') };
}
function readTreeText(stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(READ_TEXT_PROGRAM, [stored]), ({ stdout, exitCode }) => (exitCode === NOT_STORED ? undefined : unpack(stdout, stored)));
}
const NOT_STORED = 66;
function readLiveTree(paths) {
    const running = paths.layout === 'in-place' ? paths.root : '';
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(READ_LIVE_PROGRAM, [paths.manifests, paths.releases, paths.current, running]), (answer) => parseStored(answer, `${paths.manifests}/<live release>.files.gz`));
}
function unpack(base64, where) {
    try {
        const text = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(Buffer.from(base64, 'base64')).toString('utf8');
        const end = text.indexOf('\ns ');
        return end < 0 ? text : text.slice(0, end + 1);
    }
    catch (cause) {
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_MANIFEST_CORRUPT', {
            message: `The stored file list ${where} cannot be unpacked`,
            remedy: 'Remove that file list on the host: the next deploy then sends every file again',
            cause
        });
    }
}
const COMPARE_FUNCTION = `
compare() {
  WORK=$work awk '
  ${_tree_lines_js__WEBPACK_IMPORTED_MODULE_2__ .d}
  function tell(text) { if (++told <= 20) print text }
  $0 == "=" { section++; next }
  section == 0 && /^f / { read_wanted(); names[++count] = path; previous[path] = what " " sum; next }
  section == 0 && /^s / { path = names[++stamped]; previous[path] = previous[path] " " substr($0, 3); next }
  section == 0 || /^tree / { next }
  section == 1 { read_wanted(); wanted[path] = what; if (kind == "f") { order[++files] = path; sums[path] = sum }; next }
  {
    read_found()
    if (!(path in wanted)) tell("should not be there: " path)
    else if (wanted[path] != what) tell("is different: " path " (" what " and not " wanted[path] ")")
    else if (kind == "f") { times[path] = time; found[path] = what " " sums[path] " " time }
    delete wanted[path]
  }
  END {
    for (path in wanted) tell("is missing: " path)
    if (told > 0) exit 1
    work = ENVIRON["WORK"]
    for (i = 1; i <= files; i++) {
      path = order[i]
      print "s " times[path] >(work "/times")
      if (found[path] != previous[path]) print sums[path] "  ./" path >(work "/hash" (i % 2))
    }
  }'
}
`;
const CHECK_FUNCTIONS = `
confirm() {
  sed 's/^[0-9a-f]*  //' "$1" | tr '\\n' '\\0' | xargs -0 openssl dgst -sha256 -r 2>/dev/null | sed 's/ \\*/  /' | cmp -s - "$1"
}
check() {
  [ -s "$1" ] || return 0
  if command -v openssl >/dev/null 2>&1 && confirm "$1"; then
    sed 's/$/: OK/' "$1"
  else
    sha256sum -c "$1" 2>/dev/null
  fi
}
`;
const VERIFY_PROGRAM = `
set -u
export LC_ALL=C
folder=$1 store=$2 previous=$3 work=$1.check.partial
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
rm -rf "$work"
mkdir "$work" && cat >"$work/tree" && : >"$work/times" && : >"$work/hash0" && : >"$work/hash1" || exit 2
read -r word version count <"$work/tree"
if [ "$word $version" != 'tree 1' ] || [ "$(wc -l <"$work/tree")" -ne "$((count + 1))" ]; then
  echo 'The file list was cut on its way' >&2
  exit 2
fi
cd "$folder" || exit 2
${_tree_lines_js__WEBPACK_IMPORTED_MODULE_2__ .U}${COMPARE_FUNCTION}${CHECK_FUNCTIONS}
{
  if [ -f "$previous" ]; then gzip -dc "$previous" 2>/dev/null; fi
  printf '\\n=\\n'
  cat "$work/tree"
  echo '='
  list
} | compare || exit

if [ -n "$store" ]; then cat "$work/tree" "$work/times" | gzip -1 >"$store.partial" & fi
storing=$!
check "$work/hash0" >"$work/answer0" &
checking=$!
check "$work/hash1" >"$work/answer1"
wait "$checking"
cat "$work/answer0" "$work/answer1" >"$work/answer"
wanted=$(cat "$work/hash0" "$work/hash1" | wc -l)
right=$(grep -c ': OK$' "$work/answer")
if [ "$right" -ne "$wanted" ]; then
  grep -v ': OK$' "$work/answer" | sed -n '1,20s/^/content differs: /p'
  echo "$right of $wanted files have the right content"
  exit 1
fi
[ -n "$store" ] || exit 0
wait "$storing" && mv -f "$store.partial" "$store" || exit 2
`;
const READ_STORED_PROGRAM = `
set -u
export LC_ALL=C
stored=$1 folder=$2 built=\${3:-}
[ -f "$stored" ] && cd "$folder" 2>/dev/null || exit 66
${_tree_lines_js__WEBPACK_IMPORTED_MODULE_2__ .U}
{
  gzip -dc "$stored"
  printf '\\n=\\n'
  if [ -f "$built" ]; then gzip -dc "$built"; fi
  echo '='
  list
} | awk '
  ${_tree_lines_js__WEBPACK_IMPORTED_MODULE_2__ .d}
  # Some tools copy whole seconds, or microseconds, only.
  function is_same_time(recorded, now) {
    if (now ~ /[.]/) sub(/[.]?0*$/, "", now)
    return index(recorded, now) == 1 && (now ~ /[.]/ || substr(recorded, length(now) + 1) ~ /^([.]|$)/)
  }
  $0 == "=" { section++; next }
  section == 0 && /^f / { read_wanted(); names[++count] = path; previous[path] = what; next }
  section == 0 && /^s / { times[names[++stamped]] = substr($0, 3); next }
  section == 0 { next }
  section == 1 && /^x / { path = substr($0, 3); if (path in previous) { delete previous[path]; rebuilt[path] }; next }
  section == 1 && /^s / { times[path] = substr($0, 3); next }
  section == 1 && /^[fl] / {
    read_wanted()
    if (path in previous) { rebuilt[path]; if (kind == "f") previous[path] = what; else delete previous[path] }
    else made[path]
    next
  }
  section == 1 { next }
  {
    read_found(); delete made[path]
    if (kind == "f" && (path in previous) && previous[path] == what && is_same_time(times[path], time)) delete previous[path]
  }
  END {
    if (stamped > 0) for (path in previous) print "touched " path
    for (path in made) print "touched " path
    for (path in rebuilt) print "rebuilt " path
  }'
echo
base64 "$stored"
`;
const READ_LIVE_PROGRAM = `
live=$(readlink "$3" 2>/dev/null) || exit 66
live=\${live%/}
set -- "$1/\${live##*/}.files.gz" "\${4:-$2/\${live##*/}}" "$1/\${live##*/}.built.gz"
${READ_STORED_PROGRAM}`;
const READ_TEXT_PROGRAM = `
[ -f "$1" ] || exit 66
base64 "$1"
`;
}),
57817:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$R: () => ( IN_THE_WAY_EXIT_CODE),
FI: () => ( syncWorkingFolder),
Yu: () => ( checkWorkingFolder),
lE: () => ( planInPlaceChanges),
q2: () => ( clearWorkingFiles),
q5: () => ( keepWorkingFiles),
u$: () => ( storeChange),
zr: () => ( COPY_FUNCTION)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92359);



function planWorkingFolderChange(from, to, distrusted = new Set()) {
    const before = new Map((from?.entries ?? []).map((entry) => [entry.path, entry]));
    const after = new Map((to?.entries ?? []).map((entry) => [entry.path, entry]));
    const isGone = (entry) => (after.get(entry.path)?.type === 'folder') !== (entry.type === 'folder') || !after.has(entry.path);
    const gone = [...before.values()].filter(isGone);
    const wanted = [...after.values()];
    return {
        remove: gone.filter((entry) => entry.type !== 'folder').map((entry) => entry.path),
        removeFolders: gone.filter((entry) => entry.type === 'folder').map((entry) => entry.path).reverse(),
        makeFolders: wanted.filter((entry) => entry.type === 'folder').filter((entry) => !isSameEntry(before.get(entry.path), entry)),
        copy: wanted
            .filter((entry) => entry.type !== 'folder' && (distrusted.has(entry.path) || !isSameEntry(before.get(entry.path), entry)))
            .map((entry) => entry.path)
    };
}
function planInPlaceChanges(from, to, { distrusted, protectedPaths }) {
    const before = listSide(from, protectedPaths);
    const after = listSide(to, protectedPaths);
    return {
        forward: planWorkingFolderChange(before, after, distrusted),
        back: planWorkingFolderChange(after, before, distrusted),
        environmentFiles: { from: from.environmentFile, to: to.environmentFile },
        protectedPaths
    };
}
function listSide(side, protectedPaths) {
    const { environmentFile } = side;
    const tree = side.tree === undefined ? undefined : (0,_shared_paths_js__WEBPACK_IMPORTED_MODULE_1__ .td)(side.tree, protectedPaths);
    if (environmentFile === undefined)
        return tree;
    const others = (tree?.entries ?? []).filter((entry) => entry.path !== environmentFile);
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .OW)([...others, { type: 'link', path: environmentFile, target: 'environment' }]);
}
function storeChange(folder, name, change) {
    const lines = [
        ...change.remove.map((path) => `r./${path}`),
        ...change.removeFolders.map((path) => `d./${path}`),
        ...change.makeFolders.map(({ mode, path }) => `m${mode.toString(8).padStart(3, '0')}./${path}`),
        ...change.copy.map((path) => `c./${path}`)
    ];
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(STORE_CHANGE_PROGRAM, [folder, name], { stdin: lines.map((line) => `${line}\n`).join('') });
}
const STORE_CHANGE_PROGRAM = `
set -eu
mkdir -p "$1"
cat > "$1/$2.all"
for kind in r d m c; do sed -n "s/^$kind//p" "$1/$2.all" > "$1/$2.$kind"; done
rm "$1/$2.all"
`;
const IN_THE_WAY_EXIT_CODE = 65;
function checkWorkingFolder(paths, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(CHECK_PROGRAM, [paths.root, `${stored.folder}/${stored.name}`]);
}
const CHECK_PROGRAM = `
set -eu
root=$1 change=$2
cd "$root"
gone_links() { while IFS= read -r path; do if [ -L "$path" ]; then printf '%s\\n' "$path"; fi; done < "$change.r"; }
# What is seen through a link that goes is not there any more.
without_gone() {
  { gone_links; echo '='; cat; } | awk '
    $0 == "=" { listed = 1; next }
    !listed { gone[$0]; next }
    { for (path = $0; match(path, "/[^/]*$"); ) { path = substr(path, 1, RSTART - 1); if (path in gone) next }; print }'
}
without_gone < "$change.c" | while IFS= read -r path; do
  if [ ! -d "$path" ] || [ -L "$path" ]; then continue; fi
  find "$path" | while IFS= read -r inner; do
    grep -qxF -- "$inner" "$change.r" "$change.d" && continue
    echo "$path is to become a file, but is a folder, and no release brought $inner" >&2
    exit 65
  done
done
cut -c 4- "$change.m" | without_gone | while IFS= read -r path; do
  if { [ ! -e "$path" ] && [ ! -L "$path" ]; } || { [ -d "$path" ] && [ ! -L "$path" ]; } || grep -qxF -- "$path" "$change.r"; then continue; fi
  echo "$path is to become a folder, but is a file or a link that no release brought" >&2
  exit 65
done
`;
const COPY_FUNCTION = `
copy() {
  list=$1
  if [ ! -s "$1" ]; then return 0; fi
  if cp --help 2>&1 | grep -q -- --remove-destination; then
    tr '\\n' '\\0' <"$1" | xargs -0 cp -dp --parents --remove-destination -t "$2" --
    return
  fi
  target=$2 folder=
  set --
  while IFS= read -r path; do
    if [ "\${path%/*}" != "$folder" ] || [ "$#" -ge 200 ]; then
      copy_files "$@" || return 1
      set --
      folder=\${path%/*}
    fi
    set -- "$@" "$path"
  done <"$list"
  copy_files "$@"
}
copy_files() {
  if [ "$#" -eq 0 ]; then return 0; fi
  make_folder "$folder" && (cd "$target" && rm -f -- "$@") && cp -pP -- "$@" "$target/$folder/"
}
make_folder() {
  if [ -d "$target/$1" ]; then return 0; fi
  make_folder "\${1%/*}" && mkdir -- "$target/$1" && chmod "$(stat -c %a -- "$1")" "$target/$1"
}
`;
function syncWorkingFolder(paths, release, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SYNC_PROGRAM, [paths.root, (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .Uc)(paths, release), `${stored.folder}/${stored.name}`]);
}
const SYNC_PROGRAM = `
set -eu
root=$1 tree=$2 change=$3
${COPY_FUNCTION}
folders() { cut -c 4- "$change.m" | tr '\\n' '\\0'; }
cd "$root"
while IFS= read -r path; do
  # What is a folder by now is someone else's.
  if [ ! -d "$path" ] || [ -L "$path" ]; then printf '%s\\0' "$path"; fi
done < "$change.r" | xargs -0 rm -f --
# Those that hold what no release brought stay.
if [ -s "$change.d" ]; then tr '\\n' '\\0' <"$change.d" | xargs -0 rmdir -- 2>/dev/null || true; fi
if [ -s "$change.m" ]; then
  folders | xargs -0 mkdir -p --
  folders | xargs -0 chmod u+rwx --
fi
if [ -s "$change.c" ]; then
  cd "$tree"
  copy "$change.c" "$root"
  cd "$root"
fi
cut -c 1-3 "$change.m" | sort -u | while IFS= read -r mode; do
  sed -n "s/^$mode//p" "$change.m" | tr '\\n' '\\0' | xargs -0 chmod "$mode" --
done
`;
function clearWorkingFiles(paths, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(CLEAR_PROGRAM, [paths.root, `${stored.folder}/${stored.name}.c`]);
}
const CLEAR_PROGRAM = `
cd "$1" || exit 1
tr '\\n' '\\0' < "$2" | xargs -0 rm -f -- || true
`;
function keepWorkingFiles(paths, adopted, stored) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(KEEP_PROGRAM, [paths.root, (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .Uc)(paths, adopted), `${stored.folder}/${stored.name}.c`]);
}
const KEEP_PROGRAM = `
set -eu
root=$1 kept=$2 list=$3
${COPY_FUNCTION}
rm -rf "$kept" "$kept.partial"
mkdir -p "$kept.partial"
cd "$root"
copy "$list" "$kept.partial"
mv "$kept.partial" "$kept"
`;
function isSameEntry(left, right) {
    if (left?.type === 'file' && right.type === 'file')
        return left.sha256 === right.sha256 && left.mode === right.mode;
    if (left?.type === 'link' && right.type === 'link')
        return left.target === right.target;
    return left?.type === 'folder' && right.type === 'folder' && left.mode === right.mode;
}
})

};
