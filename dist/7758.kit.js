import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 7758;
export const ids = [7758];
export const modules = {
99879:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
T: () => ( controlByCommands),
X: () => ( settingsOfCommands)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_command_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3608);


function settingsOfCommands(values) {
    return {
        strategy: 'commands',
        restart: values['restart-command'],
        stop: values['stop-command'],
        timeoutSeconds: values['command-timeout']
    };
}
function controlByCommands({ restart, stop, timeoutSeconds }, place) {
    const action = (word, argv) => argv === undefined ? undefined : { title: `${word}: ${argv.join(' ')}`, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .m0)(argv, (0,_tools_command_place_js__WEBPACK_IMPORTED_MODULE_1__ .N)(place)) };
    return {
        strategy: 'commands',
        startBeside: undefined,
        activate: action('Restart', restart),
        deactivate: action('Stop', stop),
        checksBeside: () => [],
        withdraw: undefined,
        retire: undefined,
        keepsOther: false,
        checks: [],
        services: undefined,
        evidence: [],
        running: undefined,
        logs: () => [],
        timeoutSeconds
    };
}
}),
87556:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Fl: () => ( liveFolder),
Kb: () => ( projectFolder),
RM: () => ( recordsFolder),
XA: () => ( stagedFolder),
pg: () => ( composeLive),
uQ: () => ( composeIn)
});
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28264);

function recordsFolder(paths) {
    return `${paths.kit}/compose`;
}
function liveFolder(paths) {
    return paths.layout === 'releases' ? paths.current : paths.root;
}
function composeIn(folder, { project, files }, override) {
    const all = [...files.map((file) => `${folder}/${file}`), ...(override === undefined ? [] : [override])];
    return { cwd: folder, env: { COMPOSE_PROJECT_NAME: project, COMPOSE_FILE: all.join(':'), COMPOSE_PATH_SEPARATOR: ':' } };
}
function projectFolder(folder, [first = '']) {
    const slash = first.lastIndexOf('/');
    return slash === -1 ? folder : `${folder}/${first.slice(0, slash)}`;
}
function composeLive(paths, release, settings) {
    return composeIn(liveFolder(paths), settings, `${recordsFolder(paths)}/${release}/override.yaml`);
}
function stagedFolder(paths, release) {
    return (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_0__ .Uc)(paths, release);
}
}),
51353:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Ov: () => ( STOP_FUNCTION),
T4: () => ( PROVEN_FUNCTIONS),
Us: () => ( LIST_FUNCTION),
ar: () => ( JUDGE_FUNCTIONS),
uL: () => ( EXPECTED_FUNCTION)
});
const LIST_FUNCTION = `
list() {
  docker ps --all --no-trunc --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.oneoff=False \\
    --format '{{.ID}} {{.Names}} {{.Label "com.docker.compose.service"}} {{or (.Label "deploy-kit.config") "-"}} {{.State}} {{.Status}}'
}
`;
const EXPECTED_FUNCTION = `
expected() { awk -v service="$1" '$1 == service { print $2 }' "$records/services"; }
`;
const JUDGE_FUNCTIONS = `
# shellcheck disable=SC2016 # a program for awk
judge='
  function judge() {
    if ($5 == "created") return "wait"
    if ($5 != "running" || /[(]unhealthy[)]/) return "bad"
    if (/[(]health: starting[)]/ || /[(]starting[)]/) return "wait"
    if (!/[(]/ && / Up (Less than a second|[0-4] seconds?)$/) return "wait"
    return "ready"
  }
  function status() { text = ""; for (i = 6; i <= NF; i++) text = text " " $i; return $2 ":" text }
'
`;
const PROVEN_FUNCTIONS = `
list_proven() {
  kit=\${records%/compose/*}
  for state in "$kit"/releases/*.state; do
    id=\${state##*/}
    ! grep -qx good "$state" || awk '{ print $1 " " $2 }' "$kit/compose/\${id%.state}/services"
  done 2>/dev/null
}
is_proven() { list_proven | grep -qxF "$1 $(expected "$1")"; }
`;
const STOP_FUNCTION = `
stop_containers() {
  ids=$(cat)
  [ -n "$ids" ] || return 0
  # shellcheck disable=SC2086 # ids are hexadecimal
  docker stop $ids >/dev/null && docker rm --force --volumes $ids >/dev/null
}
`;
}),
82109:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
O9: () => ( TIMES_FUNCTION),
Vp: () => ( timesFile),
w8: () => ( parseTimes)
});
var _compose_place_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87556);

function timesFile(paths) {
    return `${(0,_compose_place_js__WEBPACK_IMPORTED_MODULE_0__ .RM)(paths)}/times`;
}
function parseTimes(lines) {
    const times = {};
    for (const line of lines) {
        const [, service, what, seconds] = /^(\S+) (replaced|healthy) (\d+(?:\.\d+)?)$/.exec(line) ?? [];
        if (service === undefined)
            continue;
        times[service] = { ...times[service], ...(what === 'replaced' ? { replacedSeconds: Number(seconds) } : { healthySeconds: Number(seconds) }) };
    }
    return times;
}
const TIMES_FUNCTION = `
note_times() {
  known=" $1 "
  shift
  [ "$#" -gt 0 ] || return 0
  {
    # shellcheck disable=SC2016 # a template for docker
    docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}} {{.Created}} {{.State.StartedAt}}{{if .State.Health}} {{len .State.Health.Log}}{{range .State.Health.Log}} {{.ExitCode}} {{.End.UTC.Format "15:04:05.000"}}{{end}}{{end}}' "$@" | awk -v known="$known" '
      function moment(text) { sub(/^.*T/, "", text); return substr(text, 1, 2) * 3600 + substr(text, 4, 2) * 60 + substr(text, 7, 6) }
      function between(from, to) { from = moment(to) - moment(from); return from < 0 ? from + 86400 : from }
      function note(what, seconds) { if (seconds >= most[$1 " " what]) most[$1 " " what] = seconds }
      {
        if (index(known, " " $1 " ")) note("replaced", between($2, $3))
        for (at = 5; at < NF; at += 2) if ($at == 0) {
          # The first one of five may have passed often before.
          if (at > 5 || $4 < 5) note("healthy", between($3, $(at + 1)))
          break
        }
      }
      END { for (key in most) printf "%s %.2f\\n", key, most[key] }' >"$times.seen"
    touch "$times" && awk 'NR == FNR { seen[$1 " " $2]; print; next } !(($1 " " $2) in seen)' "$times.seen" "$times" >"$times.next" && mv -f "$times.next" "$times"
    rm -f "$times.seen" "$times.next"
  } 2>/dev/null
  return 0
}
`;
}),
13371:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  H: () => ( listLasting),
  r: () => ( settingsOfCompose)
});

;
function orderServices(services, { oneShots, startFirst }) {
    const byName = new Map(services.map((service) => [service.name, service]));
    const started = services.filter(({ name, profiles }) => profiles.length === 0 || startFirst.some(({ service }) => service === name)).map(({ name }) => name);
    const special = new Set([...oneShots, ...startFirst.map(({ service }) => service)]);
    const done = new Set();
    const plain = (names) => {
        const left = names.filter((name) => !special.has(name) && !done.has(name) && byName.has(name));
        for (const name of left)
            done.add(name);
        return splitByDepth(left, byName).map((level) => ({ kind: 'up', services: level }));
    };
    const orderedFirst = splitByDepth(startFirst.map(({ service }) => service), byName).flat();
    return [
        ...plain(oneShots.flatMap((name) => listNeeded(name, byName))),
        ...oneShots.map((service) => ({ kind: 'one-shot', service })),
        ...plain(orderedFirst.flatMap((name) => listNeeded(name, byName))),
        ...orderedFirst.flatMap((name) => startFirst.filter(({ service }) => service === name).map((item) => ({ kind: 'start-first', ...item, replicas: byName.get(name)?.replicas ?? 1 }))),
        ...plain(started)
    ];
}
function listNeeded(name, services, seen = new Set()) {
    const direct = (services.get(name)?.dependsOn ?? []).filter((needed) => !seen.has(needed) && needed !== name);
    const more = new Set([...seen, ...direct]);
    return [...new Set([...direct, ...direct.flatMap((needed) => listNeeded(needed, services, more))])];
}
function splitByDepth(names, services) {
    const left = new Set(names);
    const levels = [];
    while (left.size > 0) {
        const free = [...left].filter((name) => !listNeeded(name, services).some((needed) => left.has(needed)));
        const level = free.length > 0 ? free : [...left];
        levels.push(level.toSorted());
        for (const name of level)
            left.delete(name);
    }
    return levels;
}
var traefik = __webpack_require__(28484);
;
function settingsOfCompose(values, files, services) {
    return {
        strategy: 'compose',
        project: values['compose-project'] ?? nameProject(values.path),
        files,
        steps: orderServices(services, { oneShots: values['one-shot'] ?? [], startFirst: (values['start-first'] ?? []).map((item) => parseStartFirst(item, services)) }),
        proxy: values.proxy,
        upstreams: values.upstreams.replace(/\/+$/, ''),
        drainSeconds: values.drain,
        timeoutSeconds: values['command-timeout']
    };
}
function listLasting({ steps }) {
    return steps.flatMap((step) => (step.kind === 'one-shot' ? [] : step.kind === 'up' ? step.services : [step.service]));
}
function nameProject(path) {
    const last = path.split('/').findLast((part) => part !== '') ?? '';
    const name = last.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
    return name === '' ? 'app' : name;
}
function parseStartFirst(item, services) {
    const [, service = item, port] = /^(.*?)(?::(\d+))?$/.exec(item) ?? [];
    if (port !== undefined)
        return { service, port: Number(port) };
    const found = services.find(({ name }) => name === service);
    return found !== undefined && (0,traefik .h)(found, services) !== undefined ? { service, port: undefined, byLabels: true } : { service, port: undefined };
}
}),
90250:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
$: () => ( retireOthers),
i: () => ( deactivateRelease)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _compose_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87556);
var _container_functions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51353);
var _replacement_times_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(82109);




function retireOthers(settings, place) {
    return sweep(settings, place, settings.drainSeconds);
}
function deactivateRelease(settings, place) {
    return sweep(settings, place, undefined);
}
function sweep({ project, upstreams }, { paths, id }, drainSeconds) {
    const folders = [(0,_compose_place_js__WEBPACK_IMPORTED_MODULE_1__ .RM)(paths), paths.current, `${(0,_compose_place_js__WEBPACK_IMPORTED_MODULE_1__ .Fl)(paths)}/${upstreams}`];
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(SWEEP_PROGRAM, [project, id, ...folders, (0,_replacement_times_js__WEBPACK_IMPORTED_MODULE_2__ .Vp)(paths), drainSeconds === undefined ? '' : String(Math.ceil(drainSeconds))]);
}
const SWEEP_PROGRAM = `
set -u
project=$1 release=$2 compose=$3 upstreams=$5 times=$6 drain=$7
${_container_functions_js__WEBPACK_IMPORTED_MODULE_3__ .Us}${_container_functions_js__WEBPACK_IMPORTED_MODULE_3__ .Ov}${_replacement_times_js__WEBPACK_IMPORTED_MODULE_2__ .O9}
live=$(readlink "$4" 2>/dev/null)
live=\${live%/}
live=\${live##*/}
if [ -z "$drain" ] && { [ -z "$live" ] || [ "$live" = "$release" ]; }; then
  docker ps --all --quiet --filter "label=com.docker.compose.project=$project" | stop_containers || exit 1
  docker network ls --quiet --filter "label=com.docker.compose.project=$project" | while IFS= read -r network; do
    docker network rm "$network" >/dev/null || exit 1
  done
  exit
fi
records=$compose/$live
if [ ! -f "$records/services" ]; then
  # What is live is not run by this strategy: only what is surely ours is stopped.
  records=$compose/$release
  [ -f "$records/services" ] || exit 0
  list | awk 'NR == FNR { ours[$1 " " $2]; next } ($3 " " $4) in ours { print $1 }' "$records/services" - | stop_containers
  exit
fi
if [ -n "$drain" ]; then
  before=$compose/$release/services
  if [ "$release" = "$live" ] || [ ! -f "$before" ]; then before=/dev/null; fi
  # shellcheck disable=SC2046 # ids are hexadecimal
  note_times "$(awk '{ printf "%s ", $1 }' "$before")" $(list | awk -v before="$before" '
    BEGIN { while ((getline line <before) > 0) { split(line, field, " "); old[field[1] " " field[2]] } }
    NR == FNR { live[$1 " " $2]; next }
    $5 == "running" && ($3 " " $4) in live && !(($3 " " $4) in old) { print $1 }' "$records/services" -)
fi
others=$(list | awk 'NR == FNR { live[$1 " " $2]; next } !(($3 " " $4) in live) { print $1 }' "$records/services" -)
[ -n "$others" ] || exit 0
wait_since() {
  if [ ! -f "$1" ]; then return 0; fi
  while [ "$(($(date +%s) - $(stat -c %Y "$1")))" -lt "$2" ]; do sleep 1; done
}
if [ -n "$drain" ]; then
  for file in "$upstreams"/*.conf; do wait_since "$file" "$drain"; done
  # Traefik takes in what Docker tells it every two seconds: until it knows of the new containers, the old ones are all that it has.
  for file in "$records"/found.*; do wait_since "$file" "$((drain > 3 ? drain : 3))"; done
fi
printf '%s\\n' "$others" | stop_containers
`;
}),
28484:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
h: () => ( findTraefikRoute)
});
function findTraefikRoute({ labels }, all) {
    const enabled = labels.find(({ value }) => isNamed(value, /^traefik\.enable$/));
    if (enabled?.value.value.toLowerCase() === 'false')
        return undefined;
    const found = enabled ?? labels.find(({ value }) => isNamed(value, /^traefik\.(http|tcp|udp)\.(routers|services)\./));
    return found === undefined ? undefined : { place: found.place, retryPlace: findRetry(labels, all.flatMap((service) => service.labels)) };
}
function isNamed({ name }, pattern) {
    return pattern.test(name.toLowerCase());
}
function findRetry(own, all) {
    const retries = new Map(all.flatMap((label) => nameRetry(label)));
    const places = new Map();
    for (const { value } of own) {
        const [, router, option] = /^traefik\.http\.routers\.([^.]+)\.(.+)$/.exec(value.name.toLowerCase()) ?? [];
        if (router === undefined)
            continue;
        const named = option === 'middlewares' ? value.value.split(',').map((name) => name.trim().toLowerCase().replace(/@docker$/, '')) : [];
        places.set(router, places.get(router) ?? named.map((name) => retries.get(name)).find((place) => place !== undefined));
    }
    return [...places.values()].includes(undefined) ? undefined : [...places.values()][0];
}
function nameRetry({ value: { name, value }, place }) {
    const [, middleware] = /^traefik\.http\.middlewares\.([^.]+)\.retry\.attempts$/.exec(name.toLowerCase()) ?? [];
    return middleware === undefined || Number(value) < 2 ? [] : [[middleware, place]];
}
}),
97758:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  r: () => ( controlOf),
  _: () => ( recordedStrategy)
});
var commands = __webpack_require__(99879);
var core = __webpack_require__(28998);
var compose_place = __webpack_require__(87556);
var container_functions = __webpack_require__(51353);
var replacement_times = __webpack_require__(82109);
;
const WORDS_SECONDS = 5;
function activateRelease(settings, place) {
    const { paths, id } = place;
    const { project, files, proxy = '', upstreams, steps, timeoutSeconds } = settings;
    const folder = (0,compose_place .Fl)(paths);
    const args = [`${(0,compose_place .RM)(paths)}/${id}`, project, (0,compose_place .Kb)(folder, files), String(Math.max(1, timeoutSeconds - WORDS_SECONDS)), proxy, `${folder}/${upstreams}`, (0,replacement_times .Vp)(paths)];
    return (0,core .K$)(ACTIVATE_PROGRAM, [...args, ...steps.map(renderStep)], (0,compose_place .pg)(paths, id, settings));
}
function renderStep(step) {
    if (step.kind === 'up')
        return `up:${step.services.join(' ')}`;
    if (step.kind === 'one-shot')
        return `one-shot:${step.service}`;
    return `start-first:${step.service} ${step.replicas} ${step.byLabels === true ? 'labels' : (step.port ?? '')}`;
}
const ACTIVATE_PROGRAM = `
set -u
records=$1 project=$2 directory=$3 proxy=$5 upstreams=$6 times=$7
deadline=$(($(date +%s) + $4))
shift 7
${container_functions .Us}${container_functions .uL}${container_functions .ar}${container_functions .T4}${container_functions .Ov}${replacement_times .O9}
if [ ! -f "$records/services" ]; then
  echo "$records/services is not there: this release cannot be started any more" >&2
  exit 1
fi
compose() { docker compose --progress quiet --project-directory "$directory" "$@" </dev/null; }

# Under the names that the override file has, whatever became of them since.
require_images() {
  for name in "$@"; do
    id=$(awk -v service="$name" '$1 == service { print $3 }' "$records/services")
    digest=$(awk -v service="$name" '$1 == service { print $5 }' "$records/services")
    tag=deploy-kit/$project:$name-$(printf %.12s "\${id#sha256:}")
    docker tag "$id" "$tag" 2>/dev/null && continue
    # Somebody has pruned it.
    if [ "$digest" = carried ]; then
      echo "The image of $name is no longer on the host, and no registry has it, because it was carried there: deploy this version again" >&2
      return 1
    fi
    if [ "$digest" = - ] || ! docker pull --quiet "$digest" >/dev/null || ! docker tag "$id" "$tag"; then
      echo "The image of $name is no longer on the host" >&2
      return 1
    fi
  done
}

tell() {
  list | awk -v service="$1" -v digest="$2" "$judge"'$3 == service && $4 == digest { print status() }' >&2
  for container in $(list | awk -v service="$1" -v digest="$2" '$3 == service && $4 == digest { print $1 }'); do
    docker logs --tail 20 "$container" >&2
  done
}

# Something else may have to come up first, so that a service restarts some times until it runs.
restarts_on() {
  ids=$(list | awk -v service="$1" -v digest="$2" '$3 == service && $4 == digest && $5 == "restarting" { print $1 }')
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -n "$ids" ] && docker inspect --format '{{.RestartCount}}' $ids | awk '$1 >= 5 { many = 1 } END { exit !many }'
}

# await SERVICE HOW: with "strict" no restart is waited for.
await() {
  digest=$(expected "$1")
  while :; do
    answer=$(list | awk -v service="$1" -v digest="$digest" -v how="$2" "$judge"'
      $3 == service && $4 == digest { seen = 1; answer = judge(); if (answer == "bad" && (how == "strict" || $5 != "restarting")) bad = 1; if (answer != "ready") waits = 1 }
      END { print bad ? "bad" : waits || !seen ? "wait" : "ready" }')
    [ "$answer" != ready ] || return 0
    if [ "$answer" = bad ] || [ "$(date +%s)" -ge "$deadline" ] || restarts_on "$1" "$digest"; then
      echo "$1 did not become healthy" >&2
      tell "$1" "$digest"
      return 1
    fi
    sleep 0.3 2>/dev/null || sleep 1
  done
}

# Those of the named services that do not run as the release says.
list_stale() {
  for name in "$@"; do
    printf '%s\\n' "$containers" | awk -v service="$name" -v digest="$(expected "$name")" '
      $3 == service { seen = 1; if ($4 != digest || $5 != "running") stale = 1 }
      END { if (!seen || stale) print service }'
  done
}

# What never was confirmed and is not well has nothing to end: without it what was there before is back the sooner.
stop_failed() {
  proven=$(list_proven)
  failed=$(for name in "$@"; do
    printf '%s\\n' "$containers" | awk -v service="$name" "$judge"'$3 == service && $5 == "running" && judge() == "bad" { print $3, $4, $1 }'
  done | while read -r name digest id; do printf '%s\\n' "$proven" | grep -qxF "$name $digest" || echo "$id"; done)
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ -z "$failed" ] || docker kill $failed >/dev/null
}

up() {
  containers=$(list) || return 1
  stale=$(list_stale "$@")
  if [ -n "$stale" ]; then
    # shellcheck disable=SC2086 # names of services have no spaces
    stop_failed $stale
    # shellcheck disable=SC2086 # names of services have no spaces
    require_images $stale && compose up --detach --no-deps --no-build --pull never $stale || return 1
  fi
}

# What was made anew just now tells how long that took.
await_all() {
  for name in "$@"; do
    await "$name" patient || is_proven "$name" || return 1
    printf '%s\\n' "$stale" | grep -qxF "$name" || continue
    # shellcheck disable=SC2046 # names of services have no spaces, ids are hexadecimal
    note_times "$(printf '%s\\n' "$containers" | awk '{ printf "%s ", $3 }')" $(list | awk -v service="$name" -v digest="$(expected "$name")" '$3 == service && $4 == digest { print $1 }')
  done
}

one_shot() {
  [ ! -e "$records/ran.$1" ] || return 0
  require_images "$1" || return 1
  docker ps --all --quiet --filter "label=com.docker.compose.project=$project" --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=True | stop_containers || return 1
  compose run --rm --no-deps -T "$1" && : >"$records/ran.$1" && return 0
  echo "The one-shot service $1 failed" >&2
  return 1
}

# Who finds the containers of the service by their labels needs some time to notice: what ends the old ones asks since when there was something to find.
mark_found() {
  { : >"$records/found.$1"; } 2>/dev/null || sleep 3
}

labels_of() {
  docker inspect --format '{{range $name, $value := .Config.Labels}}{{$name}}={{$value}}{{"\\n"}}{{end}}' "$@" | grep -i '^traefik\\.' | sort -u
}

# stop_if_relabelled SERVICE REPLICAS: Traefik drops a router that two containers define differently, and nobody is served.
stop_if_relabelled() {
  wanted=$(expected "$1")
  others=$(list | awk -v service="$1" -v digest="$wanted" '$3 == service && $4 != digest { print $1 }')
  ours=$(list | awk -v service="$1" -v digest="$wanted" '$3 == service && $4 == digest { print $1 }')
  if [ -z "$others" ] || [ -z "$ours" ]; then return 0; fi
  # shellcheck disable=SC2086 # ids are hexadecimal
  [ "$(labels_of $ours)" != "$(labels_of $others)" ] || return 0
  echo "The labels of $1 have changed: its old containers are stopped first"
  scale=$2
  printf '%s\\n' "$others" | stop_containers
}

scale_up() {
  compose up "$1" --no-deps --no-build --pull never --no-recreate --scale "$2=$scale" "$2"
}

start_first() {
  digest=$(expected "$1")
  # What has ended would be started again with the new ones.
  list | awk -v service="$1" -v digest="$digest" '$3 == service && $4 != digest && $5 != "running" { print $1 }' | stop_containers || return 1
  scale=$(list | awk -v service="$1" -v digest="$digest" -v wanted="$2" '
    $3 == service && $4 != digest { others++ }
    $3 == service && $4 == digest && $5 == "running" { ours++ }
    END { if (ours < wanted) print others + wanted }')
  if [ -n "$scale" ]; then
    require_images "$1" || return 1
    if [ "\${3-}" = labels ]; then scale_up --no-start "$1" && stop_if_relabelled "$1" "$2" || return 1; fi
    scale_up --detach "$1" || return 1
  fi
  # What already serves goes on, whatever its health check says at the moment: there is nothing better to go back to.
  await "$1" strict || { [ -z "$scale" ] && is_proven "$1"; } || return 1
  case \${3-} in
    '') ;;
    labels) [ -z "$scale" ] || mark_found "$1" ;;
    *) lead "$1" "$3" "$digest" ;;
  esac
}

# put FILE TEXT: in one move; where the disk is full, what is there has its space.
put() {
  if { printf '%s\\n' "$2" >"$1.next" && chmod 644 "$1.next" && mv -f "$1.next" "$1"; } 2>/dev/null; then return 0; fi
  rm -f "$1.next"
  [ -f "$1" ] && printf "%-$(wc -c <"$1")s\\n" "$2" 1<>"$1"
}

reload() {
  if docker exec "$1" sh -c 'command -v caddy' >/dev/null 2>&1; then
    docker exec "$1" caddy reload --config /etc/caddy/Caddyfile
  else
    docker exec "$1" nginx -t && docker exec "$1" nginx -s reload
  fi
}

# write_upstreams FILE SERVERS ADDRESS: by names that nginx asks for once, for Caddy, and by one that nginx asks for again.
write_upstreams() {
  put "$1.conf" "$2" && put "$1.caddy" "$(printf '%s\\n' "$2" | sed 's/^server \\(.*\\);$/to \\1/')" && put "$1.address.conf" "$3"
}

lead() {
  file=$upstreams/$1
  mkdir -p "$upstreams" || return 1
  containers=$(list)
  ours=$(printf '%s\\n' "$containers" | awk -v service="$1" -v digest="$3" '$3 == service && $4 == digest && $5 == "running" { print $1, $2 }')
  proxies=$(printf '%s\\n' "$containers" | awk -v service="$proxy" '$3 == service && $5 == "running" { print $1 }')
  servers=$(printf '%s\\n' "$ours" | awk -v port="$2" '{ print "server " $2 ":" port ";" }')
  # shellcheck disable=SC2046,SC2086 # ids are hexadecimal
  told=$(docker inspect --format '{{.Id}} {{.State.StartedAt}}' $proxies $(printf '%s\\n' "$ours" | cut -d ' ' -f 1)) || return 1
  # Each time that nginx is told something it closes the connections on which clients may be about to ask again.
  if [ "$(cat "$file.conf" 2>/dev/null)" = "$servers" ] && [ "$(cat "$file.told" 2>/dev/null)" = "$told" ]; then return 0; fi
  rm -f "$file.told"
  before_servers=$(cat "$file.conf" 2>/dev/null) before_address=$(cat "$file.address.conf" 2>/dev/null)
  variable=$(printf %s "$1" | tr -c 'A-Za-z0-9_' _)_address
  write_upstreams "$file" "$servers" "set \\$$variable $1-$(printf %.12s "$3"):$2;" || return 1
  for container in $proxies; do
    if ! words=$(reload "$container" 2>&1); then
      [ -z "$before_servers" ] || write_upstreams "$file" "$before_servers" "$before_address"
      printf '%s does not take the containers of %s:\\n%s\\n' "$proxy" "$1" "$words" >&2
      return 1
    fi
  done
  { printf '%s\\n' "$told" >"$file.told"; } 2>/dev/null || rm -f "$file.told"
}

left=$#
for step in "$@"; do
  left=$((left - 1))
  # shellcheck disable=SC2086 # names of services and numbers have no spaces
  case $step in
    up:*)
      up \${step#up:} || exit 1
      [ "$left" -eq 0 ] || await_all \${step#up:} || exit 1
      ;;
    one-shot:*) one_shot "\${step#one-shot:}" || exit 1 ;;
    start-first:*) start_first \${step#start-first:} || exit 1 ;;
  esac
done

# Services that the release no longer has.
list | awk -v known="$(awk '{ printf " %s ", $1 }' "$records/services")" 'index(known, " " $3 " ") == 0 { print $1 }' | stop_containers
`;
var compose_settings = __webpack_require__(13371);
;
const CHECK_SECONDS = 30;
function servicesCheck(settings, { host, paths, id }) {
    const { project } = settings;
    const names = (0,compose_settings .H)(settings);
    const { argv } = (0,core .K$)(CHECK_PROGRAM, [`${(0,compose_place .RM)(paths)}/${id}`, project, ...names]);
    return { kind: 'command', host, title: `compose services ${names.join(', ')}`, required: true, timeoutSeconds: CHECK_SECONDS, argv, tells: true };
}
function listEvidence({ project }, { host }) {
    return [
        { title: `Containers of ${project}`, host, command: (0,core .K$)(PS_PROGRAM, [project]) },
        { title: 'Logs of the containers that are not well', host, command: (0,core .K$)(LOGS_PROGRAM, [project]) }
    ];
}
function listAskedLogs({ project }, { host }, services) {
    return { title: `Logs of ${services.join(', ')}`, host, command: (0,core .K$)(ASKED_LOGS_PROGRAM, [project, ...services]) };
}
const CHECK_PROGRAM = `
set -u
# shellcheck disable=SC2034 # for the functions
records=$1 project=$2
shift 2
${container_functions .Us}${container_functions .uL}${container_functions .ar}
found=$(list) || exit 1
problems=$(
  for service in "$@"; do
    digest=$(expected "$service")
    image=$(awk -v service="$service" '$1 == service { print $3 }' "$records/services")
    ours=$(printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" '$3 == service && $4 == digest { print $1 }')
    if [ -z "$ours" ]; then
      echo "$service has no container of this release"
      continue
    fi
    printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" "$judge"'$3 == service && $4 == digest && judge() != "ready" { print status() }'
    # shellcheck disable=SC2086 # ids are hexadecimal
    docker inspect --format '{{.Name}} {{.Image}} {{.RestartCount}}' $ours |
      awk -v image="$image" '$2 != image { print substr($1, 2) " runs another image: " $2 }'
  done
)
if [ -z "$problems" ]; then
  echo "all $# services run"
  exit 0
fi
printf '%s\\n' "$problems" | awk 'NR > 1 { printf "; " } { printf "%s", $0 } END { print "" }' >&2
exit 1
`;
const PS_PROGRAM = `
docker ps --all --filter "label=com.docker.compose.project=$1" --format 'table {{.Names}}\t{{.Image}}\t{{.Status}}' 2>&1
`;
const LOGS_PROGRAM = `
# shellcheck disable=SC2034 # for the functions
project=$1
${container_functions .Us}${container_functions .ar}
list | awk "$judge"'judge() != "ready" { print $1, $2 }' | while read -r id name; do
  echo "== $name: $(docker inspect --format '{{.State.Status}}, exit code {{.State.ExitCode}}, restarted {{.RestartCount}} times, out of memory: {{.State.OOMKilled}}' "$id")"
  docker inspect --format '{{if .State.Health}}{{range .State.Health.Log}}health check ended with {{.ExitCode}}: {{.Output}}{{end}}{{end}}' "$id" | tail -n 5
  docker logs --tail 60 "$id" 2>&1
done
exit 0
`;
const ASKED_LOGS_PROGRAM = `
# shellcheck disable=SC2034 # for the functions
project=$1
shift
${container_functions .Us}${container_functions .ar}
list | awk -v wanted=" $* " "$judge"'index(wanted, " " $3 " ") && judge() == "ready" { print $1, $2 }' | while read -r id name; do
  echo "== $name"
  docker logs --tail 20 "$id" 2>&1 </dev/null
done
exit 0
`;

;
function askContainers(settings, { paths, id }) {
    return (0,core .P)((0,core .K$)(CONTAINERS_PROGRAM, [settings.project, `${(0,compose_place .RM)(paths)}/${id}/services`]), ({ stdout, exitCode }) => {
        const lines = stdout.split('\n').map((line) => line.split('\t'));
        const expected = new Map(lines.filter(([word]) => word === 'expected').map(([, service = '', digest = '']) => [service, digest]));
        const containers = lines.filter(([word]) => word === 'container').map(([, ...fields]) => parseContainer(fields));
        if (exitCode !== 0 && containers.length === 0)
            return [notWell(settings.project, `docker does not tell its containers (exit code ${exitCode})`)];
        const own = new Set(containers.filter(({ service, digest }) => expected.get(service) === digest).map(({ service }) => service));
        const missing = (0,compose_settings .H)(settings).filter((service) => !own.has(service));
        return [
            ...containers.map((container) => describeContainer(container, expected.get(container.service) === container.digest)),
            ...missing.map((service) => notWell(service, 'no container of this release'))
        ];
    });
}
function notWell(name, state) {
    return { name, isWell: false, state, since: undefined, restarts: undefined, serves: '' };
}
function listServiceLogs(settings, host, lines) {
    return (0,compose_settings .H)(settings).map((service) => ({
        title: `Logs of ${service}`,
        host,
        command: (0,core .K$)(SERVICE_LOGS_PROGRAM, [settings.project, service, String(lines)], { cwd: '/' })
    }));
}
function parseContainer([name = '', service = '', digest = '', status = '', health = '', restarts = '0', startedAt = '', finishedAt = '', ports = '']) {
    return { name: name.replace(/^\//, ''), service, digest, status, health, restarts: Number(restarts), startedAt, finishedAt, ports: ports.split(' ').filter((port) => port !== '') };
}
function describeContainer({ name, status, health, restarts, startedAt, finishedAt, ports }, isOwn) {
    const moment = Date.parse(status === 'running' ? startedAt : finishedAt);
    return {
        name,
        isWell: status === 'running' && (health === '' || health === 'healthy'),
        state: [status, health, isOwn ? '' : 'of another release'].filter((words) => words !== '').join(', '),
        since: moment > 0 ? Math.floor(moment / 1000) : undefined,
        restarts,
        serves: [...new Set(ports)].map((port) => `port ${port}`).join(', ')
    };
}
const CONTAINERS_PROGRAM = `
project=$1
[ ! -f "$2" ] || awk '{ print "expected\\t" $1 "\\t" $2 }' "$2"
ids=$(docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$project" --filter label=com.docker.compose.oneoff=False) || exit 1
[ -n "$ids" ] || exit 0
# shellcheck disable=SC2016,SC2086 # a template for docker; ids are hexadecimal
docker inspect --format 'container{{"\\t"}}{{.Name}}{{"\\t"}}{{index .Config.Labels "com.docker.compose.service"}}{{"\\t"}}{{index .Config.Labels "deploy-kit.config"}}{{"\\t"}}{{.State.Status}}{{"\\t"}}{{if .State.Health}}{{.State.Health.Status}}{{end}}{{"\\t"}}{{.RestartCount}}{{"\\t"}}{{.State.StartedAt}}{{"\\t"}}{{.State.FinishedAt}}{{"\\t"}}{{range $port, $bindings := .NetworkSettings.Ports}}{{range $bindings}}{{.HostPort}} {{end}}{{end}}' $ids
`;
const SERVICE_LOGS_PROGRAM = `
exec docker compose --project-name "$1" logs --no-color --tail "$3" "$2" 2>&1
`;

;
const POSTGRES_PROGRAM = `
setting() { if [ -n "$1" ]; then printf %s "$1"; elif [ -n "$2" ]; then cat "$2"; fi; }
user=\${1:-$(setting "\${POSTGRES_USER:-}" "\${POSTGRES_USER_FILE:-}")}
user=\${user:-postgres}
database=\${2:-$(setting "\${POSTGRES_DB:-}" "\${POSTGRES_DB_FILE:-}")}
database=\${database:-$user}
password=$(setting "\${POSTGRES_PASSWORD:-}" "\${POSTGRES_PASSWORD_FILE:-}")
if [ -n "$password" ]; then
  PGPASSWORD=$password
  export PGPASSWORD
fi
PGCONNECT_TIMEOUT=$3
export PGCONNECT_TIMEOUT
if ! words=$(pg_isready -h 127.0.0.1 -U "$user" -d "$database" -t "$3" 2>&1); then
  echo "is not ready: $(printf '%s\\n' "$words" | tail -n 1)"
  exit 1
fi
if ! answer=$(psql -X -w -q -A -t -h 127.0.0.1 -U "$user" -d "$database" -c 'select 1' 2>&1) || [ "$answer" != 1 ]; then
  echo "is up, but answers no query of $user in $database: $(printf '%s\\n' "$answer" | tail -n 1)"
  exit 1
fi
echo "answers a query of $user in $database"
`;
const REDIS_PROGRAM = `
password=\${REDIS_PASSWORD:-}
if [ -z "$password" ] && [ -n "\${REDIS_PASSWORD_FILE:-}" ]; then password=$(cat "$REDIS_PASSWORD_FILE"); fi
if [ -z "\${REDISCLI_AUTH:-}" ] && [ -n "$password" ]; then
  REDISCLI_AUTH=$password
  export REDISCLI_AUTH
fi
answer=$(redis-cli ping 2>&1)
case $answer in
  PONG | *'
PONG') echo 'answers PONG' && exit 0 ;;
  *LOADING*) echo 'still loads its data: give it time with attempts and delay' ;;
  *WRONGPASS*) echo 'refuses the password that its container has in REDISCLI_AUTH or REDIS_PASSWORD' ;;
  *NOAUTH*) echo 'asks for a password: give its service the environment variable REDISCLI_AUTH' ;;
  *) printf 'does not answer PONG: %s\\n' "$(printf '%s\\n' "$answer" | tail -n 1)" ;;
esac
exit 1
`;
const CELERY_PROGRAM = `
name=$(cat /proc/sys/kernel/hostname)
case $2 in *%h*) node=\${2%%%h*}$name\${2#*%h} ;; *) node=$2 ;; esac
if ! command -v celery >/dev/null 2>&1; then
  echo 'has no program celery in its PATH'
  exit 1
fi
if ! answer=$(celery -A "$1" inspect ping -d "$node" --timeout "$3" 2>&1); then
  printf '%s does not answer: %s\\n' "$node" "$(printf '%s\\n' "$answer" | grep . | tail -n 1)"
  exit 1
fi
echo "$node answers"
`;

;
const BEGIN = `
set -u
# shellcheck disable=SC2034 # for the functions
records=$1 project=$2 service=$3
shift 3
${container_functions .Us}${container_functions .uL}
found=$(list) || exit 1
digest=$(expected "$service")
ours=$(printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" '$3 == service && $4 == digest { print $1, $2 }' | sort -k 2)
if [ -z "$ours" ]; then
  echo "$service has no container of this release; docker ps --all --filter label=com.docker.compose.project=$project" >&2
  exit 1
fi
stopped=$(printf '%s\\n' "$found" | awk -v service="$service" -v digest="$digest" '
  $3 == service && $4 == digest && $5 != "running" { text = ""; for (i = 6; i <= NF; i++) text = text " " $i; printf "%s%s does not run:%s", sep, $2, text; sep = "; " }')
if [ -n "$stopped" ]; then
  echo "$stopped" >&2
  exit 1
fi
`;
const VERDICT_FUNCTIONS = `
goods='' bads=''
good() { goods="\${goods:+$goods; }$1: $2"; }
bad() { bads="\${bads:+$bads; }$1: $2 (docker logs $1)"; }
finish() {
  [ -z "$bads" ] || { printf '%s\\n' "$bads" >&2; exit 1; }
  printf '%s\\n' "$goods"
}
last() { printf '%s\\n' "$1" | tr -d '\\r' | awk 'NF { line = $0 } END { print substr(line, 1, 200) }'; }
`;
const EXEC_PROGRAM = `${BEGIN}${VERDICT_FUNCTIONS}
seconds=$1 wanted=$2 how=$3
shift 3
# shellcheck disable=SC2016 # for the shell of the container
limited='seconds=$1; shift; if timeout -k 2 1 true 2>/dev/null; then exec timeout -k 2 "$seconds" "$@"; fi; exec "$@"'
while read -r id name; do
  said=$(docker exec "$id" sh -c "$limited" sh "$seconds" "$@" 2>&1 </dev/null)
  code=$?
  # No shell in the image, or no such program: then these words say so.
  case $code in
    126 | 127)
      said=$(docker exec "$id" "$@" 2>&1 </dev/null)
      code=$?
      ;;
  esac
  words=$(last "$said")
  case $code in
    0)
      case $said in
        *"$wanted"*) good "$name" "\${words:-exit code 0}" ;;
        *) bad "$name" "output does not contain \\"$wanted\\"; it ends: \${words:-with nothing}" ;;
      esac
      ;;
    124 | 143) bad "$name" "did not end in $seconds s" ;;
    *) if [ "$how$code" = told1 ]; then bad "$name" "$words"; else bad "$name" "exit code $code\${words:+: $words}"; fi ;;
  esac
done <<LINES
$ours
LINES
finish
`;
const FILE_IN_SERVICE_PROGRAM = `${BEGIN}${VERDICT_FUNCTIONS}
file=$1 allowed=$2
# Of the first entry in an archive: the octal number behind its modification time. Entries x and g tell about the next one.
modified_of() {
  docker cp -L "$1:$file" - 2>/dev/null | od -A n -v -t u1 -N 8192 | awk '
    function octal(at, length_,   i, n) { n = 0; for (i = at; i < at + length_; i++) if (b[i] >= 48 && b[i] < 56) n = n * 8 + b[i] - 48; return n }
    { for (i = 1; i <= NF; i++) b[count++] = $i }
    END {
      at = 0
      while (b[at + 156] == 120 || b[at + 156] == 103) at += 512 + 512 * int((octal(at + 124, 12) + 511) / 512)
      if (at + 512 <= count) printf "%d\\n", octal(at + 136, 12)
    }'
}
while read -r id name; do
  modified=$(docker exec "$id" stat -L -c %Y "$file" 2>&1 </dev/null)
  case $? in
    0) ;;
    126 | 127) modified=$(modified_of "$id") ;;
    *)
      case $modified in *'No such file'*) modified="$file does not exist" ;; esac
      bad "$name" "$(last "$modified")"
      continue
      ;;
  esac
  case $modified in
    '' | *[!0-9]*) bad "$name" "$file does not exist, or cannot be looked at from outside" ;;
    *)
      age=$(($(date +%s) - modified))
      [ "$age" -ge 0 ] || age=0
      if [ -n "$allowed" ] && [ "$age" -gt "$allowed" ]; then
        bad "$name" "$file was changed $age s ago, allowed are $allowed s"
      else
        good "$name" "changed $age s ago"
      fi
      ;;
  esac
done <<LINES
$ours
LINES
finish
`;
const CRITICAL_FUNCTION = `
critical() {
  level='(FATAL|CRITICAL|EMERGENCY|EMERG|PANIC)'
  LC_ALL=C grep -E \\
    -e 'Traceback \\(most recent call last\\)' -e '^(panic|fatal error): ' -e "^thread '.*' panicked at" -e '^Exception in thread ' \\
    -e "^[^a-z]*(^|[^A-Za-z0-9_/])\${level}([^A-Za-z0-9_]|\\$)" -e "[])] +\${level}[ :]" -e " - $level - " -e "[|] *$level *[|]" \\
    -e '\\[(FATAL|CRITICAL|EMERGENCY|EMERG|PANIC|fatal|critical|emergency|emerg|crit|panic)\\]' \\
    -e '("(level|levelname|severity)": *"|(level|severity)="?)(fatal|critical|emergency|emerg|panic|FATAL|CRITICAL|EMERGENCY|EMERG|PANIC)([^A-Za-z]|$)' |
    LC_ALL=C grep -E -v -e "(^|[^0-9A-Za-z:.,+-])(0|[Nn]o|NO) +$level" -e "\${level}[A-Z ]*[=:] *0 *(\\$|[],;)|}])"
}
`;
const CONTAINER_LOG_PROGRAM = `${BEGIN}${VERDICT_FUNCTIONS}${CRITICAL_FUNCTION}
live=$(stat -c %Y "$1" 2>/dev/null) || live=0
if [ -n "$2" ] && [ "$live" -lt $(($(date +%s) - $2)) ]; then live=$(($(date +%s) - $2)); fi
live=$(date -u -d "@$live" +%Y-%m-%dT%H:%M:%SZ) || exit 1
shift 2
left=$#
while [ "$left" -gt 0 ]; do
  text=$1
  shift
  set -- "$@" -e "$text"
  left=$((left - 1))
done
search() { if [ $# -eq 0 ]; then critical; else LC_ALL=C grep -F "$@"; fi; }
while read -r id name; do
  if ! words=$(docker logs --tail 0 "$id" 2>&1); then
    bad "$name" "its log cannot be read: $(last "$words")"
    continue
  fi
  # The last words of one that Docker had to start again count; those of one that somebody has stopped and started do not.
  made=$(docker inspect --format '{{if .RestartCount}}{{.Created}}{{else}}{{.State.StartedAt}}{{end}}' "$id") || exit 1
  since=$(printf '%s\\n%s\\n' "$made" "$live" | LC_ALL=C sort | tail -n 1)
  line=$(docker logs --since "$since" "$id" 2>&1 </dev/null | tr -d '\\000\\r' | search "$@" | head -n 1 | cut -c 1-300)
  if [ -n "$line" ]; then bad "$name" "has written: $line"; else good "$name" "nothing found since $since"; fi
done <<LINES
$ours
LINES
finish
`;
const ADDRESSES_PROGRAM = `${BEGIN}
while read -r id name; do
  network() { docker inspect --format '{{.HostConfig.NetworkMode}}{{range .NetworkSettings.Networks}} {{.IPAddress}} {{.GlobalIPv6Address}}{{end}}' "$1"; }
  told=$(network "$id") || exit 1
  case $told in container:*) told=$(network "$(printf '%s\\n' "$told" | sed 's/^container:\\([^ ]*\\).*/\\1/')") || exit 1 ;; esac
  case $told in
    host*) echo "$name 127.0.0.1" ;;
    *) printf '%s\\n' "$told" | awk -v name="$name" '{ for (i = 2; i <= NF && address == ""; i++) if ($i ~ /^[0-9a-fA-F]*[.:][0-9a-fA-F.:]+$/) address = $i; print name, address }' ;;
  esac
done <<LINES
$ours
LINES
`;

;
const service_checks_WORDS_SECONDS = 2;
function servicesOf(settings, place) {
    return { names: (0,compose_settings .H)(settings), ask: (check) => askService(settings, place, check), logs: (services) => listAskedLogs(settings, place, services) };
}
function askService({ project }, { paths, id }, check) {
    const { title, host, required, timeoutSeconds, question } = check;
    const whose = [`${(0,compose_place .RM)(paths)}/${id}`, project, check.service];
    if (question.kind === 'http' || question.kind === 'tcp')
        return { ...question, containers: (0,core .K$)(ADDRESSES_PROGRAM, whose) };
    const by = ({ argv }, seconds) => ({ kind: 'command', title, host, required, timeoutSeconds: seconds, argv, tells: true });
    switch (question.kind) {
        case 'file':
            return by((0,core .K$)(FILE_IN_SERVICE_PROGRAM, [...whose, question.path, textOf(question.maxAgeSeconds)]), timeoutSeconds);
        case 'container-log':
            return by((0,core .K$)(CONTAINER_LOG_PROGRAM, [...whose, paths.current, textOf(question.maxAgeSeconds), ...question.without]), timeoutSeconds);
        default:
            return by((0,core .K$)(EXEC_PROGRAM, [...whose, textOf(timeoutSeconds), ...wordsInside(question, timeoutSeconds)]), timeoutSeconds + service_checks_WORDS_SECONDS);
    }
}
function wordsInside(question, timeoutSeconds) {
    const inside = ({ argv }) => ['', 'told', ...argv];
    switch (question.kind) {
        case 'command':
            return [question.output ?? '', 'plain', ...question.argv];
        case 'postgres':
            return inside((0,core .K$)(POSTGRES_PROGRAM, [question.user ?? '', question.database ?? '', textOf(timeoutSeconds / 2)]));
        case 'redis':
            return inside((0,core .K$)(REDIS_PROGRAM));
        case 'celery':
            return inside((0,core .K$)(CELERY_PROGRAM, [question.app, question.node, textOf(timeoutSeconds / 2)]));
    }
}
function textOf(seconds) {
    return seconds === undefined ? '' : String(Math.max(1, Math.ceil(seconds)));
}
var sweep = __webpack_require__(90250);
;
function controlByCompose(settings, place) {
    const { project, timeoutSeconds } = settings;
    const stop = { title: `Stop the containers of ${place.id}`, command: (0,sweep .i)(settings, place) };
    return {
        strategy: 'compose',
        startBeside: undefined,
        checksBeside: () => [],
        activate: { title: `Start the services of ${project} as ${place.id} has them`, command: activateRelease(settings, place) },
        deactivate: stop,
        withdraw: stop,
        retire: { title: `Stop the old containers of ${project}`, command: (0,sweep .$)(settings, place) },
        checks: [servicesCheck(settings, place)],
        services: servicesOf(settings, place),
        evidence: listEvidence(settings, place),
        running: askContainers(settings, place),
        logs: (lines) => listServiceLogs(settings, place.host, lines),
        keepsOther: true,
        timeoutSeconds
    };
}
var control = __webpack_require__(72201);
;
function controlOf(settings, place) {
    switch (settings.strategy) {
        case 'commands':
            return (0,commands .T)(settings, place);
        case 'systemd':
            return (0,control .Y)(settings, place);
        case 'compose':
            return controlByCompose(settings, place);
    }
}
function recordedStrategy(recorded, given) {
    if (recorded?.strategy !== 'commands' || given.strategy !== 'commands')
        return recorded ?? given;
    return { ...recorded, restart: recorded.restart ?? given.restart, stop: recorded.stop ?? given.stop };
}
}),
68842:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
t: () => ( choosePort)
});
function choosePort(ports, { id, live, served }) {
    const own = ports.find((port) => served[port] === id);
    const idle = ports.find((port) => live === undefined || served[port] !== live);
    const [first = 0] = ports;
    return own ?? (id === live ? first : (idle ?? first));
}
}),
72201:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  Y: () => ( controlBySystemd),
  G: () => ( listRunning)
});
var core = __webpack_require__(28998);
var host_paths = __webpack_require__(28264);
var choose_port = __webpack_require__(68842);
var shell_functions = __webpack_require__(15243);
var systemd_settings = __webpack_require__(51992);
var unit_paths = __webpack_require__(46994);
;
function askUnits(settings, { paths, id }) {
    const asked = listAsked(settings);
    const words = [(0,unit_paths .w7)(paths), id, settings.site?.name ?? '', ...asked.flatMap(({ name, port }) => [name, port === undefined ? '' : String(port)])];
    return (0,core .P)((0,core .K$)(UNITS_PROGRAM, words), ({ stdout }) => stdout.split('\n').filter((line) => line !== '').map(parseUnit).flatMap((unit) => {
        const found = asked.find(({ name }) => name === unit.name);
        return found === undefined || (found.isInstance && isStopped(unit)) ? [] : [describeUnit(settings, unit, found.port)];
    }));
}
function listAsked(settings) {
    const { units, ports } = settings;
    const template = (0,systemd_settings ._4)(settings);
    const own = units.filter(({ name }) => name !== template?.name && !name.includes('@.'));
    const services = (0,systemd_settings .vz)(settings).filter(({ name }) => (0,systemd_settings .kd)(name));
    const hasPort = (name) => ports.length === 1 && services.length === 1 && services[0]?.name === name && !units.some((unit) => unit.name.endsWith('.socket'));
    return [
        ...(template === undefined ? [] : ports.map((port) => ({ name: (0,systemd_settings .hR)(template.name, port), port, isInstance: true }))),
        ...own.map(({ name }) => ({ name, port: hasPort(name) ? ports[0] : undefined, isInstance: false }))
    ];
}
function parseUnit(line) {
    const [name = '', type = '', result = '', active = '', sub = '', restarts = '', since = '', listens = '', led = ''] = line.split('\t');
    return { name, type, result, active, sub, restarts, since, listens, isLedTo: led === 'yes' };
}
function isStopped({ active }) {
    return active === 'inactive' || active === '';
}
function describeUnit(settings, unit, port) {
    const { name, active, sub, restarts, since, listens, isLedTo } = unit;
    return {
        name,
        isWell: isWell(settings, unit),
        state: active === '' ? 'not known to systemd' : `${active} (${sub})`,
        since: since === '' ? undefined : Number(since),
        restarts: /^\d+$/.test(restarts) ? Number(restarts) : undefined,
        serves: [port === undefined ? listens : `port ${port}`, isLedTo && port !== undefined ? 'nginx leads to it' : ''].filter((words) => words !== '').join(', ')
    };
}
function isWell(settings, { name, type, result, active }) {
    if (active === 'active')
        return true;
    const isJob = (0,systemd_settings .kd)(name) && !(0,systemd_settings .vz)(settings).some((unit) => unit.name === name);
    return (isJob || type === 'oneshot') && result === 'success' && active !== 'failed';
}
const UNITS_PROGRAM = `
units=$1 release=$2 site=$3
shift 3
now=$(date +%s)
read -r up _ </proc/uptime
value() { printf '%s\\n' "$state" | sed -n "s/^$1=//p"; }
is_led_to() {
  [ -n "$site" ] && [ ! -e "$units/live/nginx/unread" ] && [ -e "${unit_paths .l5}/sites-enabled/$site" ] || return 1
  cmp -s "$units/$release/nginx/$1" "${unit_paths .l5}/sites-available/$site" || cmp -s "$units/$release/nginx/site" "${unit_paths .l5}/sites-available/$site"
}
while [ "$#" -gt 1 ]; do
  name=$1 port=$2 since='' led=''
  shift 2
  state=$(systemctl show -p Type -p Result -p ActiveState -p SubState -p NRestarts -p Listen -p ActiveEnterTimestampMonotonic -p StateChangeTimestampMonotonic "$name" 2>/dev/null)
  if [ "$(value ActiveState)" = active ]; then at=$(value ActiveEnterTimestampMonotonic); else at=$(value StateChangeTimestampMonotonic); fi
  [ "\${at:-0}" -eq 0 ] || since=$((now - \${up%.*} + at / 1000000))
  if [ -n "$port" ] && is_led_to "$port"; then led=yes; fi
  printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$name" "$(value Type)" "$(value Result)" "$(value ActiveState)" "$(value SubState)" "$(value NRestarts)" "$since" "$(value Listen | tr '\\n' ' ' | sed 's/ $//')" "$led"
done
`;

;
const MARGIN_SECONDS = 10;
function checkUnits(settings, place) {
    const { paths, host, id } = place;
    const template = (0,systemd_settings ._4)(settings);
    const port = (0,choose_port .t)(settings.ports, place);
    const link = template === undefined ? (paths.layout === 'releases' ? paths.current : paths.root) : (0,unit_paths .kG)(paths, port);
    const settle = String(Math.ceil(settings.settleSeconds));
    const check = (name, { runsFromRelease }, through) => ({
        kind: 'command',
        title: `${name} runs ${runsFromRelease ? `from ${id} ` : ''}and stays up for ${settle} s`,
        host,
        required: true,
        timeoutSeconds: settings.settleSeconds + MARGIN_SECONDS,
        argv: (0,core .K$)(UNIT_CHECK_PROGRAM, [name, settle, runsFromRelease ? (0,host_paths .gv)(paths, id) : '', through]).argv
    });
    const services = (0,systemd_settings .vz)(settings).filter(({ name }) => (0,systemd_settings .kd)(name));
    return [
        ...(template === undefined ? [] : [check((0,systemd_settings .hR)(template.name, port), template, link)]),
        ...services.map((unit) => check(unit.name, unit, paths.layout === 'releases' ? paths.current : paths.root))
    ];
}
const UNIT_CHECK_PROGRAM = `
unit=$1 settle=$2 folder=$3 link=$4
look() {
  state=$(systemctl show -p Type -p Result -p ActiveState -p SubState -p MainPID -p NRestarts -p ActiveEnterTimestampMonotonic "$unit") || exit 1
  active=$(value ActiveState) pid=$(value MainPID) restarts=$(value NRestarts)
}
value() { printf '%s\\n' "$state" | sed -n "s/^$1=//p"; }
bad() {
  echo "$unit $1" >&2
  exit 1
}
look
if [ "$(value Type)" = oneshot ] && [ "$(value Result)" = success ] && [ "$active" != failed ] && [ "$active" != activating ]; then exit 0; fi
[ "$active" = active ] || bad "is $active ($(value SubState)), result: $(value Result), restarted by systemd $restarts times"
entered=$(value ActiveEnterTimestampMonotonic)
read -r up _ </proc/uptime
left=$((settle - (\${up%.*} - \${entered:-0} / 1000000)))
if [ "$left" -gt 0 ]; then
  pid_before=$pid restarts_before=$restarts
  sleep "$left"
  look
  [ "$active" = active ] || bad "did not stay up: it is $active ($(value SubState)), result: $(value Result)"
  [ "$restarts" = "$restarts_before" ] || bad "was restarted by systemd $restarts times, it does not stay up"
  [ "$pid" = "$pid_before" ] || bad 'has another process than before, it does not stay up'
fi
[ -n "$folder" ] && [ "\${pid:-0}" -gt 0 ] || exit 0
true_path() { cd -P "$1" 2>/dev/null && pwd; }
place=$(true_path "$folder")
[ "$(true_path "$link")" = "$place" ] || bad "would run from $(true_path "$link"), not from $folder"
is_inside() { case $1/ in "$place"/*) return 0 ;; esac; return 1; }
cwd=$(readlink "/proc/$pid/cwd" 2>/dev/null) && is_inside "$cwd" && exit 0
exe=$(readlink "/proc/$pid/exe" 2>/dev/null) && is_inside "$exe" && exit 0
words=$(tr '\\000' '\\n' 2>/dev/null <"/proc/$pid/cmdline")
named=''
for word in $words; do
  case $word in
    "$link"/* | "$folder"/*) exit 0 ;;
    "\${folder%/*}"/*) named=$word ;;
  esac
done
[ -z "$named" ] || bad "runs $named, not from $folder"
[ -z "$cwd" ] || bad "runs in $cwd, not in $folder"
exit 0
`;
var unit_logs = __webpack_require__(1979);
;
function controlBySystemd(settings, place) {
    const template = (0,systemd_settings ._4)(settings);
    const running = listRunning(settings, place);
    const evidence = running.map((unit) => ({ title: `Journal of ${unit}`, host: place.host, command: (0,core .K$)(JOURNAL_PROGRAM, [(0,unit_paths .w7)(place.paths), unit]) }));
    const common = {
        strategy: 'systemd',
        checks: checkUnits(settings, place),
        services: undefined,
        evidence,
        running: askUnits(settings, place),
        logs: (lines) => (0,unit_logs .I)(settings, place, lines),
        keepsOther: false,
        timeoutSeconds: settings.timeoutSeconds
    };
    if (template === undefined) {
        const stop = removeAll(settings, place);
        return { ...common, startBeside: undefined, checksBeside: () => [], activate: activateUnits(settings, place), deactivate: stop, withdraw: stop, retire: undefined };
    }
    const port = (0,choose_port .t)(settings.ports, place);
    const instance = (0,systemd_settings .hR)(template.name, port);
    const words = [instance, String(port), (0,unit_paths .kG)(place.paths, port), String(Math.ceil(settings.timeoutSeconds))];
    return {
        ...common,
        startBeside: { title: `Start ${instance} beside what is live`, command: (0,core .K$)(START_BESIDE_PROGRAM, [...placeWords(place), ...words]) },
        checksBeside: (asked) => [...common.checks.slice(0, 1), ...askBeside(asked, port)],
        activate: {
            title: `Lead nginx to ${instance}`,
            command: (0,core .K$)(LEAD_PROGRAM, [...placeWords(place), ...words, settings.site?.name ?? '', ...restartWords(settings)])
        },
        deactivate: removeAll(settings, place, words),
        withdraw: removeAll(settings, place, words),
        retire: {
            title: `Drain and stop ${instance}`,
            command: (0,core .K$)(RETIRE_PROGRAM, [...placeWords(place), ...words, String(Math.ceil(settings.drainSeconds))])
        }
    };
}
function askBeside(asked, port) {
    return asked.flatMap((check) => {
        if (check.kind !== 'http')
            return [];
        const { kind, host, required, timeoutSeconds, status, body, header, serverName } = check;
        const { pathname, search, hostname } = new URL(check.url);
        return [
            {
                ...{ kind, host, required, timeoutSeconds, status, title: `${check.title} on port ${port}` },
                ...{ from: 'host', url: `http://127.0.0.1:${port}${pathname}${search}`, serverName: serverName ?? hostname },
                ...(body === undefined ? {} : { body }),
                ...(header === undefined ? {} : { header })
            }
        ];
    });
}
function listRunning(settings, place) {
    const template = (0,systemd_settings ._4)(settings);
    const services = (0,systemd_settings .vz)(settings).map(({ name }) => name).filter(systemd_settings .kd);
    return template === undefined ? services : [(0,systemd_settings .hR)(template.name, (0,choose_port .t)(settings.ports, place)), ...services];
}
function placeWords({ paths, id }) {
    return [(0,unit_paths .w7)(paths), id];
}
function restartWords(settings) {
    const names = (units) => units.map(({ name }) => name).join(' ');
    const installable = settings.units.filter(({ name, isInstallable }) => isInstallable && !name.includes('@.'));
    return [names(installable), names((0,systemd_settings .zJ)(settings)), names((0,systemd_settings .vz)(settings))];
}
function activateUnits(settings, place) {
    const restarted = [...(0,systemd_settings .zJ)(settings), ...(0,systemd_settings .vz)(settings)].map(({ name }) => name);
    const python = settings.python !== undefined && place.paths.layout === 'in-place' ? [`${(0,host_paths .Uc)(place.paths, place.id)}/.venv`, `${place.paths.root}/.venv`] : ['', ''];
    return {
        title: `Restart ${restarted.join(', ')}`,
        command: (0,core .K$)(ACTIVATE_PROGRAM, [...placeWords(place), settings.site?.name ?? '', ...restartWords(settings), ...python])
    };
}
function removeAll(settings, place, instanceWords = ['', '', '', '']) {
    const command = (0,core .K$)(DEACTIVATE_PROGRAM, [...placeWords(place), ...instanceWords, settings.site?.name ?? '', place.paths.current]);
    return { title: `Stop ${listRunning(settings, place).join(', ')}`, command };
}
const JOURNAL_PROGRAM = `
units=$1
${shell_functions .WF}
tell_journal "$2"
`;
const PLACE_WORDS = `
set -eu
units=$1 release=$2
`;
const RESTART_FUNCTIONS = `
begin_units() {
  for name in $1; do enable_unit "$name"; done
  for name in $2; do
    case $changed_units in
      *" $name "*)
        # A socket is not changed while its service has it.
        root systemctl stop "\${name%.socket}.service"
        begin_unit restart "$name"
        ;;
      *) systemctl is-active -q "$name" || begin_unit start "$name" ;;
    esac
  done
  for name in $3; do begin_unit restart "$name"; done
}
`;
const ACTIVATE_PROGRAM = `${PLACE_WORDS}
site=$3 enabled=$4 sockets=$5 restarted=$6 linked=$7 python=$8
${shell_functions .rN}${shell_functions .S_}${shell_functions .mv}${RESTART_FUNCTIONS}
note_start
if [ -n "$python" ] && environment=$(readlink "$linked"); then
  ln -sfn "$environment" "$python.next"
  mv -fT "$python.next" "$python"
fi
install_units
# First, for they may have the port: a unit with another name.
remove_gone
begin_units "$enabled" "$sockets" "$restarted"
[ -z "$site" ] || lead_nginx "$units/$release/nginx/site" "$site"
remove_gone_sites "$site"
`;
const START_BESIDE_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6
${shell_functions .rN}${shell_functions .yq}
note_start
install_units
start_instance
`;
const LEAD_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6 site=$7
shift 7
${shell_functions .rN}${shell_functions .S_}${shell_functions .mv}${shell_functions .yq}${RESTART_FUNCTIONS}
install_units
start_instance
enable_unit "$instance"
lead_nginx "$units/$release/nginx/$port" "$site"
# Before the units: an old site of another name may still be the one that answers.
remove_gone_sites "$site"
begin_units "$1" "$2" "$3"
remove_gone
`;
const DEACTIVATE_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6 site=$7 current=$8
${shell_functions .rN}${shell_functions .S_}${shell_functions .yq}
if [ -n "$instance" ] && is_own; then end_instance; fi
live=$(readlink "$current" 2>/dev/null) || true
live=\${live%/}
live=\${live##*/}
if [ -n "$live" ] && [ "$live" != "$release" ] && [ -d "$units/$live" ]; then exit 0; fi
for file in "$units/live"/*; do
  [ -f "$file" ] || continue
  name=\${file##*/}
  if [ -f "$units/live/before/$name" ]; then give_back_unit "$name"; else remove_unit "$name"; fi
done
reload_units
if [ -n "$site" ] && [ -f "$units/live/nginx/$site" ]; then
  give_back_site "$site"
  if root nginx -t 2>/dev/null && systemctl is-active -q nginx; then root systemctl reload-or-restart nginx; fi
fi
`;
const RETIRE_PROGRAM = `${PLACE_WORDS}
instance=$3 port=$4 link=$5 seconds=$6 drain=$7
${shell_functions .rN}${shell_functions .yq}
is_own || exit 0
has_clients() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$port")" '$4 == "01" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
waited=0
quiet=0
while [ "$waited" -lt "$drain" ] && [ "$quiet" -lt 2 ]; do
  sleep 1
  waited=$((waited + 1))
  if has_clients; then quiet=0; else quiet=$((quiet + 1)); fi
done
end_instance
`;
}),
51992:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
_4: () => ( findTemplate),
hR: () => ( instanceOf),
kd: () => ( isService),
vz: () => ( listRestarted),
zJ: () => ( listSockets)
});
function findTemplate({ cutover, units }) {
    return cutover === 'ports' ? units.find(({ name }) => name.endsWith('@.service')) : undefined;
}
function instanceOf(template, port) {
    return template.replace('@.', `@${port}.`);
}
function listRestarted({ units }) {
    const names = new Set(units.map(({ name }) => name));
    return units.filter(({ name }) => /\.(timer|path)$/.test(name) || (isService(name) && !names.has(name.replace('.service', '.timer'))));
}
function listSockets({ units }) {
    return units.filter(({ name }) => name.endsWith('.socket'));
}
function isService(name) {
    return name.endsWith('.service') && !name.endsWith('@.service');
}
}),
15243:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
S_: () => ( SITE_FUNCTIONS),
WF: () => ( JOURNAL_FUNCTIONS),
e7: () => ( ROOT_FUNCTION),
mv: () => ( GONE_SITES_FUNCTION),
rN: () => ( UNIT_FUNCTIONS),
yq: () => ( PORT_FUNCTIONS)
});
var _unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46994);

const ROOT_FUNCTION = `
root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
`;
const JOURNAL_FUNCTIONS = `${ROOT_FUNCTION}
note_start() { date +%Y-%m-%dT%H:%M:%S >"$units/since" || true; }
tell_journal() {
  since=$(cat "$units/since" 2>/dev/null)
  { root journalctl -q --no-pager -o short-iso -n 200 -u "$1" 2>/dev/null || journalctl -q --no-pager -o short-iso -n 200 -u "$1"; } |
    awk -v since="$since" '/^[0-9][0-9][0-9][0-9]-/ { on = substr($1, 1, 19) >= since } on'
}
fail() {
  tell_journal "$1"
  echo "$1 $2: $(systemctl show -p ActiveState -p SubState -p Result -p ExecMainStatus "$1" | tr '\\n' ' ')" >&2
  exit 1
}
`;
const UNIT_FUNCTIONS = `${JOURNAL_FUNCTIONS}
stage() {
  mkdir -p "$(dirname "$2")"
  rm -f "$2.partial"
  case $1 in "$units"/*) ln "$1" "$2.partial" 2>/dev/null || cp "$1" "$2.partial" ;; *) cp "$1" "$2.partial" ;; esac
  chmod 644 "$2.partial"
  mv -f "$2.partial" "$2"
}
reload_units() {
  [ -z "$changed" ] || root systemctl daemon-reload
  changed=''
}
changed=''
changed_units=' '
install_units() {
  if [ ! -d "$units/$release/units" ]; then
    echo "The units of $release are not in $units any more" >&2
    exit 1
  fi
  for file in "$units/$release/units"/*; do
    [ -f "$file" ] || continue
    name=\${file##*/}
    # What somebody else installed is kept, to be given back.
    if [ ! -f "$units/live/$name" ] && [ -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name" ]; then stage "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name" "$units/live/before/$name"; fi
    cmp -s "$file" "$units/live/$name" || stage "$file" "$units/live/$name"
    if cmp -s "$file" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name"; then continue; fi
    root install -o root -g root -m 0644 "$units/live/$name" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$name"
    changed=yes changed_units="$changed_units$name "
  done
  reload_units
}
list_instances() {
  case $1 in
    *@.*) systemctl list-units --all --plain --no-legend "\${1%@.*}@*.\${1##*.}" | sed 's/ .*//' ;;
    *) echo "$1" ;;
  esac
}
remove_unit() {
  for unit in $(list_instances "$1"); do root systemctl disable -q --now "$unit" || true; done
  root rm -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$1"
  rm -f "$units/live/$1"
  changed=yes
}
give_back_unit() {
  stage "$units/live/before/$1" "$units/live/$1"
  root install -o root -g root -m 0644 "$units/live/$1" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .yi}/$1"
  rm -f "$units/live/$1" "$units/live/before/$1"
  changed=yes
}
remove_gone() {
  for file in "$units/live"/*; do
    if [ ! -f "$file" ] || [ -f "$units/$release/units/\${file##*/}" ]; then continue; fi
    case $file in *.partial) rm -f "$file" ;; *) remove_unit "\${file##*/}" ;; esac
  done
  reload_units
}
enable_unit() { systemctl is-enabled -q "$1" 2>/dev/null || root systemctl enable -q "$1"; }
# What failed too often would not be started any more, and its count would be told of the new release.
begin_unit() {
  if ! words=$(root systemctl reset-failed "$2" 2>&1); then
    case $words in *'not loaded'*) ;; *) printf '%s\\n' "$words" >&2; exit 1 ;; esac
  fi
  root systemctl "$1" "$2" || fail "$2" 'did not start'
}
`;
const SITE_FUNCTIONS = `
install_site() {
  stage "$1" "$units/live/nginx/$2"
  root install -o root -g root -m 0644 "$units/live/nginx/$2" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2"
  [ -e "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$2" ] || root ln -sfn "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$2"
}
remove_site() {
  root rm -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$1"
  root rm -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$1"
}
keep_site() {
  rm -f "$units/live/nginx/$1.before"
  installed=${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$1
  if [ ! -f "$installed" ]; then return; fi
  if cmp -s "$installed" "$units/live/nginx/$1"; then installed=$units/live/nginx/$1; fi
  stage "$installed" "$units/live/nginx/$1.before"
}
restore_site() {
  if [ -f "$units/live/nginx/$1.before" ]; then
    install_site "$units/live/nginx/$1.before" "$1"
  else
    remove_site "$1"
    rm -f "$units/live/nginx/$1"
  fi
}
accept_site() {
  mkdir -p "$units/live/nginx"
  if [ ! -f "$units/live/nginx/$2" ] && [ -f "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" ]; then stage "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" "$units/live/before/$2"; fi
  keep_site "$2"
  install_site "$1" "$2"
  if root nginx -t 2>"$units/live/nginx/test"; then return; fi
  restore_site "$2"
  cat "$units/live/nginx/test" >&2
  if root nginx -t 2>/dev/null; then
    echo "nginx does not accept the site $2; the one of before is installed again" >&2
  else
    echo "nginx does not accept its configuration, with the site $2 nor without: repair it first (nginx -t)" >&2
  fi
  exit 1
}
give_back_site() {
  if [ -f "$units/live/before/$1" ]; then
    install_site "$units/live/before/$1" "$1"
    rm -f "$units/live/before/$1"
  else
    remove_site "$1"
  fi
  rm -f "$units/live/nginx/$1"
}
test_site() {
  accept_site "$1" "$2"
  restore_site "$2"
}
lead_nginx() {
  if cmp -s "$1" "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-available/$2" && [ -e "${_unit_paths_js__WEBPACK_IMPORTED_MODULE_0__ .l5}/sites-enabled/$2" ] && [ ! -e "$units/live/nginx/unread" ]; then return; fi
  mkdir -p "$units/live/nginx"
  touch "$units/live/nginx/unread" || true
  accept_site "$1" "$2"
  root systemctl reload-or-restart nginx
  rm -f "$units/live/nginx/unread"
}
`;
const PORT_FUNCTIONS = `
is_listening() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port=":$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}
is_own() { [ "$(readlink "$link" 2>/dev/null)" = "releases/$release" ]; }
wait_listening() {
  waited=0
  until is_listening "$port"; do
    case $(systemctl show -p ActiveState --value "$instance") in failed | inactive) fail "$instance" 'has ended' ;; esac
    [ "$waited" -lt "$seconds" ] || fail "$instance" "does not listen on port $port after $seconds s"
    waited=$((waited + 1))
    sleep 1
  done
}
start_instance() {
  if ! is_own || ! systemctl is-active -q "$instance"; then
    case $(systemctl show -p ActiveState --value "$instance") in inactive | failed) ;; *) root systemctl stop "$instance" ;; esac
    if is_listening "$port"; then
      echo "Port $port is taken by something else than $instance" >&2
      exit 1
    fi
    ln -sfn "releases/$release" "$link.next"
    mv -fT "$link.next" "$link"
    begin_unit start "$instance"
  fi
  wait_listening
}
end_instance() {
  # One that is still starting is neither active nor failed.
  if [ "$(systemctl show -p ActiveState --value "$instance")" != inactive ] || systemctl is-enabled -q "$instance" 2>/dev/null; then
    root systemctl disable -q --now "$instance"
    root systemctl reset-failed "$instance" 2>/dev/null || true
  fi
}
`;
const GONE_SITES_FUNCTION = `
remove_gone_sites() {
  for file in "$units/live/nginx"/*; do
    name=\${file##*/}
    case $name in "$1" | test | unread | *.before | *.partial) continue ;; esac
    [ -f "$file" ] || continue
    give_back_site "$name"
    : >"$units/live/nginx/unread"
  done
  [ -e "$units/live/nginx/unread" ] || return 0
  root nginx -t 2>"$units/live/nginx/test" || { cat "$units/live/nginx/test" >&2; exit 1; }
  root systemctl reload-or-restart nginx
  rm -f "$units/live/nginx/unread"
}
`;
}),
1979:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
I: () => ( listUnitLogs),
S: () => ( JOURNAL_LINES)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _choose_port_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68842);
var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51992);



const JOURNAL_LINES = 200;
function listUnitLogs(settings, place, lines) {
    const template = (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ ._4)(settings);
    const services = settings.units.map(({ name }) => name).filter(_settings_js__WEBPACK_IMPORTED_MODULE_1__ .kd);
    const units = template === undefined ? services : [(0,_settings_js__WEBPACK_IMPORTED_MODULE_1__ .hR)(template.name, (0,_choose_port_js__WEBPACK_IMPORTED_MODULE_2__ .t)(settings.ports, place)), ...services];
    return units.map((unit) => ({ title: `Journal of ${unit}`, host: place.host, command: (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(LOG_PROGRAM, [unit, String(lines), String(JOURNAL_LINES)]) }));
}
const LOG_PROGRAM = `
unit=$1 lines=$2 allowed=$3
case " $(id -un) $(id -nG) " in
  *' root '* | *' adm '* | *' systemd-journal '*) exec journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" ;;
esac
sudo -n journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" 2>/dev/null && exit
if text=$(sudo -n journalctl -q --no-pager -o short-iso -n "$allowed" -u "$unit" 2>/dev/null); then
  [ "$lines" -le "$allowed" ] || echo "(sudo on this host lets nobody read more than $allowed lines)"
  printf '%s\\n' "$text" | tail -n "$lines"
  exit
fi
exec journalctl -q --no-pager -o short-iso -n "$lines" -u "$unit" 2>&1
`;
}),
46994:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
AH: () => ( stagedSite),
kG: () => ( portLink),
l5: () => ( SITES_PLACE),
w7: () => ( unitsFolder),
yi: () => ( UNITS_PLACE),
z$: () => ( stagedUnit)
});
function unitsFolder(paths) {
    return `${paths.kit}/units`;
}
function stagedUnit(paths, name) {
    return `${unitsFolder(paths)}/live/${name}`;
}
function stagedSite(paths, name) {
    return `${unitsFolder(paths)}/live/nginx/${name}`;
}
function portLink(paths, port) {
    return `${paths.root}/current-${port}`;
}
const UNITS_PLACE = '/etc/systemd/system';
const SITES_PLACE = '/etc/nginx';
}),
3608:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
N: () => ( commandPlace)
});
var _host_paths_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28264);

function commandPlace({ paths, id, commit }) {
    const folder = (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_0__ .gv)(paths, id);
    return {
        cwd: folder,
        env: {
            DEPLOY_KIT_PATH: paths.root,
            DEPLOY_KIT_RELEASE: id,
            DEPLOY_KIT_RELEASE_PATH: folder,
            DEPLOY_KIT_CURRENT_PATH: paths.layout === 'releases' ? paths.current : paths.root,
            DEPLOY_KIT_SHARED_PATH: paths.shared,
            DEPLOY_KIT_COMMIT: commit ?? ''
        }
    };
}
})

};
