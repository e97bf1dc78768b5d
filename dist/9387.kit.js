import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 9387;
export const ids = [9387];
export const modules = {
97220:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  preflight: () => ( preflight)
});
var core = __webpack_require__(28998);
var connection_inputs = __webpack_require__(95989);
var inputs = __webpack_require__(52205);
var systemd_inputs = __webpack_require__(99360);
var target_inputs = __webpack_require__(9426);
;
function parseToolRequirement(text) {
    const match = /^(?<name>[A-Za-z0-9_/][A-Za-z0-9_./+-]*(?: [a-z][a-z0-9-]*)?)\s*(?:>=\s*v?(?<minimum>\d+(?:\.\d+)*))?$/.exec(text);
    if (!match)
        throw new RangeError(`has ${JSON.stringify(text)}, which is no program: write tar, or python3>=3.9`);
    return { name: match.groups?.['name'] ?? '', minimum: match.groups?.['minimum'] };
}
function findVersion(text) {
    const dotted = /(?:^|[^A-Za-z0-9.])v?(\d+(?:\.\d+)+)/.exec(text) ?? /(\d+(?:\.\d+)+)/.exec(text);
    return dotted?.[1] ?? /(?:^|[^A-Za-z0-9.])v?(\d+)(?![A-Za-z0-9])/.exec(text)?.[1];
}
function isAtLeast(version, minimum) {
    const have = version.split('.').map(Number);
    const need = minimum.split('.').map(Number);
    for (let index = 0; index < Math.max(have.length, need.length); index++) {
        const difference = (have[index] ?? 0) - (need[index] ?? 0);
        if (difference !== 0)
            return difference > 0;
    }
    return true;
}

;
const preflightInputs = (0,core .pf)({
    ...connection_inputs .eu,
    ...target_inputs .lY,
    ...target_inputs .WL,
    source: (0,core .Qq)({
        group: 'Source',
        description: 'What will be deployed (a folder, or a `.tar.gz` package): its size says how much space the hosts need.',
        example: 'deployment_package.tar.gz'
    }),
    exclude: (0,core .p_)({ group: 'Source', description: 'Patterns in gitignore syntax of what will not be deployed.', example: 'node_modules/' }),
    include: (0,core .p_)({ group: 'Source', description: 'Files that are refused unless they are named here: `.env` files and private keys.' }),
    'disk-margin': (0,core .Ej)({
        group: 'Target',
        description: 'Space that must stay free besides what the deploy needs.',
        default: '200M',
        example: '1GiB'
    }),
    'require-tools': (0,core .p_)({
        group: 'Target',
        description: 'Programs that the hosts must have, with the least version where it matters.',
        default: 'sh, tar, gzip, sha256sum',
        example: 'tar, python3>=3.9, docker>=24, docker compose>=2.20',
        check: (items) => firstProblem(items, parseToolRequirement)
    }),
    ports: (0,core .p_)({
        group: 'Target',
        description: 'TCP ports that the application will listen on: who holds them now is told.',
        example: '8080, 5432',
        check: (items) => firstProblem(items, requirePort)
    }),
    strategy: (0,core .Yq)(['commands', 'systemd', 'compose'], {
        group: 'Strategy',
        description: 'How the application will be run: what that needs is looked at as well, for `systemd` also each command that runs by sudo.',
        default: 'commands'
    }),
    units: systemd_inputs .L.units,
    'nginx-site': systemd_inputs .L['nginx-site'],
    'python-requirements': systemd_inputs .L['python-requirements'],
    'compose-files': inputs .Y['compose-files'],
    'carry-images': inputs .Y['carry-images'],
    'require-variables': (0,core .p_)({
        group: 'Environment',
        description: 'Names that must have a value in `variables`, `secrets` or the env template.',
        example: 'DATABASE_URL, SECRET_KEY',
        check: (items) => firstProblem(items, requireName)
    }),
    'env-template': (0,core .Qq)({
        group: 'Environment',
        description: 'A committed template of the env file. Every name in it must have a value: there, in `variables`, or in `secrets`.',
        example: '.env.production.example'
    }),
    variables: (0,core .Qq)({ group: 'Environment', description: 'Variables for the env file, as KEY=VALUE lines.', example: 'PORT=8080' }),
    secrets: (0,core .rJ)({
        group: 'Environment',
        description: 'Secrets for the env file: a JSON object or KEY=VALUE lines. Only the names are looked at.'
    }),
    'repair-permissions': (0,core .zM)({
        group: 'Behaviour',
        description: 'Where the user may not write in the path, make it the owner by `sudo -n chown` (and make the path when it is missing).',
        default: 'false'
    })
});
function requirePort(item) {
    const port = /^\d{1,5}$/.test(item) ? Number(item) : 0;
    if (port < 1 || port > 65_535)
        throw new RangeError(`has a port that is not a number from 1 to 65535: ${item}`);
}
function requireName(item) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(item))
        throw new RangeError(`has a name that no variable can have: ${JSON.stringify(item)}`);
}
function firstProblem(items, require) {
    for (const item of items) {
        try {
            require(item);
        }
        catch (error) {
            return error instanceof RangeError ? error.message : String(error);
        }
    }
    return undefined;
}
var read_source = __webpack_require__(82479);
var read_verbs = __webpack_require__(44550);
;
const DEFAULT_REGISTRY = 'default';
async function readStrategyNeeds(values, local) {
    const source = values.source ?? '.';
    switch (values.strategy) {
        case 'commands':
            return undefined;
        case 'systemd':
            return {
                strategy: 'systemd',
                verbs: await (0,read_verbs .E)({ ...values, source }, local),
                hasSite: values['nginx-site'] !== undefined,
                hasPython: values['python-requirements'] !== undefined
            };
        case 'compose': {
            const { services } = await (0,read_source .J)({ ...values, source }, local);
            const carried = services.filter(({ name }) => values['carry-images']?.includes(name)).map(({ image }) => image);
            const images = services.flatMap(({ image, isBuilt }) => (image === undefined || isBuilt || carried.includes(image) ? [] : [image]));
            return { strategy: 'compose', registries: [...new Set(images.map(findRegistry))] };
        }
    }
}
function findRegistry(image) {
    const [first = '', ...rest] = image.split('/');
    return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : DEFAULT_REGISTRY;
}
var sudo_verbs = __webpack_require__(59687);
;
function askStrategyHost(needs) {
    switch (needs?.strategy) {
        case 'systemd':
            return (0,core .P)((0,core .K$)(SYSTEMD_PROGRAM, needs.verbs.map(({ words }) => words.join('\t'))), (answer) => parseSystemd(answer, needs.verbs));
        case 'compose':
            return (0,core .P)((0,core .K$)(COMPOSE_PROGRAM, needs.registries), parseCompose);
        case undefined:
            return (0,core .P)((0,core .K$)(':'), () => undefined);
    }
}
const SYSTEMD_PROGRAM = `
PATH=$PATH:/usr/sbin:/sbin
[ ! -d /run/systemd/system ] || echo systemd
! nginx=$(nginx -v 2>&1) || printf 'nginx\\t%s\\n' "\${nginx##* }"
if python3 -c 'import venv, ensurepip' 2>/dev/null; then printf 'python\\t%s\\n' "$(python3 -V)"; fi
${sudo_verbs .c}`;
function parseSystemd({ stdout }, verbs) {
    const fields = readFields(stdout);
    return {
        strategy: 'systemd',
        hasSystemd: fields('systemd').length > 0,
        nginx: fields('nginx')[0]?.[0],
        python: fields('python')[0]?.[0],
        refused: fields('refused').flatMap(([at]) => verbs[Number(at)] ?? [])
    };
}
const COMPOSE_PROGRAM = `
client=$(docker --version 2>/dev/null) || exit 0
printf 'client\\t%s\\n' "$client"
! compose=$(docker compose version --short 2>/dev/null) || printf 'compose\\t%s\\n' "$compose"
if ! engine=$(docker version --format '{{.Server.Version}}' 2>&1); then
  printf 'problem\\t%s\\n' "$(printf '%s' "$engine" | tr '\\t\\n' '  ')"
  exit 0
fi
printf 'engine\\t%s\\n' "$engine"
df -Pk "$(docker info --format '{{.DockerRootDir}}' 2>/dev/null)" 2>/dev/null | awk 'NR == 2 { printf "storage\\t%s\\t%s\\n", $4, $6 }'
proxy=$(docker info --format '{{.HTTPProxy}}{{.HTTPSProxy}}' 2>/dev/null)
connect() {
  if command -v python3 >/dev/null 2>&1; then
    python3 -c 'import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)' "$1" "$2" 2>/dev/null
  elif command -v bash >/dev/null 2>&1; then
    # shellcheck disable=SC2016 # bash expands them
    timeout 5 bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null
  else
    return 69
  fi
}
for name in "$@"; do
  address=$name
  if [ "$name" = default ]; then
    address=$(docker info --format '{{range .RegistryConfig.Mirrors}}{{.}} {{end}}{{.IndexServerAddress}}' 2>/dev/null)
    address=\${address%% *}
  fi
  port=443
  case $address in http://*) port=80 ;; esac
  address=\${address#*://}
  address=\${address%%/*}
  case $address in *:*) port=\${address##*:} address=\${address%:*} ;; esac
  reached=unknown
  if [ -z "$proxy" ]; then
    connect "$address" "$port"
    case $? in 0) reached=yes ;; 69) ;; *) reached=no ;; esac
  fi
  printf 'registry\\t%s\\t%s\\t%s\\n' "$name" "$address:$port" "$reached"
done
exit 0
`;
function parseCompose({ stdout }) {
    const fields = readFields(stdout);
    const [storage] = fields('storage');
    return {
        strategy: 'compose',
        client: fields('client')[0]?.[0],
        engine: fields('engine')[0]?.[0],
        problem: fields('problem')[0]?.[0]?.trim() ?? '',
        compose: fields('compose')[0]?.[0],
        storage: storage === undefined ? undefined : { freeBytes: /^\d+$/.test(storage[0] ?? '') ? Number(storage[0]) * 1024 : undefined, mountPoint: storage[1] ?? '' },
        registries: fields('registry').map(([name = '', address = '', reached]) => ({ name, address, isReachable: reached === 'unknown' ? undefined : reached === 'yes' }))
    };
}
function readFields(stdout) {
    const lines = stdout.split('\n').map((line) => line.split('\t'));
    return (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
}

;
function readPlace(path) {
    return (0,core .P)((0,core .K$)(PLACE_PROGRAM, [path]), parsePlace);
}
const PLACE_PROGRAM = `
root=$1
say() { word=$1; shift; printf '%s' "$word"; printf '\\t%s' "$@"; printf '\\n'; }
space() {
  df -Pk "$2" 2>/dev/null | tail -n 1 | {
    read -r _ _ _ free _ point
    mode=rw
    while read -r _ mount _ options _; do
      [ "$mount" = "$point" ] && case $options in ro | ro,*) mode=ro ;; *) mode=rw ;; esac
    done 2>/dev/null </proc/mounts
    say space "$1" "$free" "$mode" "$point"
  }
  df -Pi "$2" 2>/dev/null | tail -n 1 | {
    read -r _ total _ free _
    say inodes "$1" "$total" "$free"
  }
}
say user "$(id -un 2>/dev/null || id -u)"
at=$root
while [ ! -e "$at" ] && [ ! -L "$at" ] && [ -n "$at" ]; do at=\${at%/*}; done
at=\${at:-/}
say nearest "$at"
if [ -d "$root" ]; then say kind folder; elif [ -e "$root" ] || [ -L "$root" ]; then say kind other; else say kind absent; fi
for folder in "$at" "$root/.deploy-kit" "$root/releases" "$root/shared"; do
  [ -d "$folder" ] || continue
  [ -w "$folder" ] && [ -x "$folder" ] && continue
  say closed "$folder" "$(stat -c %U "$folder" 2>/dev/null)"
done
space path "$at"
space temporary "\${TMPDIR:-/tmp}"
if [ -e "$root/.deploy-kit/lock" ]; then
  { read -r _; IFS= read -r who; } 2>/dev/null <"$root/.deploy-kit/lock" || who=''
  say lock "$who"
fi
live=$(readlink "$root/current" || readlink "$root/.deploy-kit/current") && say live "\${live##*/}"
for entry in "$root"/releases/* "$root"/.deploy-kit/trees/*; do
  [ -d "$entry" ] || continue
  case $entry in *.partial) say partial ;; *) say release ;; esac
done
for entry in "$root"/* "$root"/.[!.]*; do
  [ -e "$entry" ] || [ -L "$entry" ] || continue
  case \${entry##*/} in .deploy-kit | releases | current | shared) ;; *) say foreign ;; esac
done
exit 0
`;
function parsePlace(answer) {
    const lines = splitFields(answer);
    const fieldsOf = (word) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
    const kind = fieldsOf('kind')[0]?.[0];
    const nearest = fieldsOf('nearest')[0]?.[0];
    if (nearest === undefined || (kind !== 'folder' && kind !== 'absent' && kind !== 'other'))
        throw notUnderstood('the deploy path');
    return {
        user: fieldsOf('user')[0]?.[0] ?? '',
        kind,
        nearest,
        closed: fieldsOf('closed').map(([folder = '', owner = '']) => ({ folder, owner })),
        path: parseSpace(lines, 'path'),
        temporary: parseSpace(lines, 'temporary'),
        lock: fieldsOf('lock')[0]?.[0],
        live: fieldsOf('live')[0]?.[0],
        releases: fieldsOf('release').length,
        partial: fieldsOf('partial').length,
        foreign: fieldsOf('foreign').length
    };
}
function parseSpace(lines, which) {
    const [, , kilobytes = '', mode = 'rw', mountPoint = ''] = lines.find(([word, name]) => word === 'space' && name === which) ?? [];
    const [, , total = '', free = ''] = lines.find(([word, name]) => word === 'inodes' && name === which) ?? [];
    return {
        freeBytes: /^\d+$/.test(kilobytes) ? Number(kilobytes) * 1024 : undefined,
        freeInodes: /^\d+$/.test(free) && Number(total) > 0 ? Number(free) : undefined,
        mountPoint,
        isReadOnly: mode === 'ro'
    };
}
function readTools(requirements) {
    const args = requirements.map(({ name, minimum }) => `${minimum === undefined && !name.includes(' ') ? '-' : 'v'}:${name}`);
    return (0,core .P)((0,core .K$)(TOOLS_PROGRAM, args), (answer) => Object.fromEntries(splitFields(answer).map(([name = '', there, text = '']) => [name, { isThere: there === 'yes', text: text.trim() }])));
}
const TOOLS_PROGRAM = `
for item in "$@"; do
  name=\${item#?:}
  program=\${name%% *}
  part=\${name#"$program"}
  part=\${part# }
  there=no text=''
  command -v "$program" >/dev/null 2>&1 && there=yes
  if [ "$there" = yes ] && [ "\${item%%:*}" = v ]; then
    for flag in --version version -version -V; do
      text=$("$program" \${part:+"$part"} "$flag" </dev/null 2>&1) || { text=''; continue; }
      case $text in *[0-9]*) break ;; *) text='' ;; esac
    done
    [ -z "$part" ] || [ -n "$text" ] || there=no
  fi
  printf '%s\\t%s\\t%s\\n' "$name" "$there" "$(printf '%s' "$text" | head -n 2 | tr '\\t\\n' '  ' | cut -c 1-200)"
done
exit 0
`;
function readPorts(path, ports) {
    const hex = ports.map((port) => port.toString(16).toUpperCase().padStart(4, '0'));
    return (0,core .P)((0,core .K$)(PORTS_PROGRAM, [path, ...hex]), parsePorts);
}
const PORTS_PROGRAM = `
root=$(cd "$1" 2>/dev/null && pwd -P)
shift
[ $# -gt 0 ] || exit 0
[ -r /proc/net/tcp ] || { echo unknown; exit 0; }
cd / || exit
sockets=''
for table in /proc/net/tcp /proc/net/tcp6; do
  [ -r "$table" ] || continue
  while read -r _ local _ state _ _ _ uid _ inode _; do
    [ "$state" = 0A ] || continue
    for port in "$@"; do
      [ "\${local##*:}" = "$port" ] || continue
      [ -n "$sockets" ] || sockets=$(find /proc/[0-9]*/fd -type l -exec stat -c %N {} + 2>/dev/null | grep -F 'socket:[')
      pid=$(printf '%s\\n' "$sockets" | grep -F "socket:[$inode]" | head -n 1 | cut -d / -f 3)
      ours=no line=''
      if [ -n "$pid" ]; then
        line=$(tr '\\000\\t\\n' '   ' 2>/dev/null <"/proc/$pid/cmdline" | cut -c 1-120)
        folder=$(readlink "/proc/$pid/cwd" 2>/dev/null)
        case $folder/ in "\${root:-/nowhere}"/*) ours=yes ;; esac
      fi
      printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "$port" "$uid" "$pid" "$ours" "$line"
    done
  done <"$table"
done
exit 0
`;
function parsePorts(answer) {
    if (answer.stdout.trim() === 'unknown')
        return 'unknown';
    return splitFields(answer).map(([hex = '', uid = '', pid = '', ours, command = '']) => ({
        port: Number.parseInt(hex, 16),
        uid,
        pid: pid === '' ? undefined : pid,
        isOurs: ours === 'yes',
        command: command.trim()
    }));
}
function readNoise() {
    return (0,core .P)((0,core .K$)(NOISE_PROGRAM), ({ stdout }) => stdout.trim());
}
const NOISE_PROGRAM = `
env SHLVL=0 "\${SHELL:-/bin/sh}" -c : </dev/null 2>&1 | head -c 300
exit 0
`;
function readSudo(path) {
    return (0,core .P)((0,core .K$)(SUDO_PROGRAM, [path]), ({ stdout }) => {
        const word = stdout.trim();
        return word === 'ready' || word === 'missing' ? word : 'password';
    });
}
const SUDO_PROGRAM = `
command -v sudo >/dev/null 2>&1 || { echo missing; exit 0; }
if sudo -n true 2>/dev/null || sudo -n -l chown "$(id -un)" "$1" >/dev/null 2>&1; then echo ready; else echo password; fi
`;
function readClock() {
    return (0,core .P)((0,core .K$)('date +%s'), ({ stdout }) => {
        const seconds = Number(stdout.trim());
        if (!Number.isInteger(seconds) || seconds <= 0)
            throw notUnderstood('the clock');
        return seconds;
    });
}
function splitFields({ stdout }) {
    return stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t'));
}
function notUnderstood(what) {
    return new core .mG('DK_PREFLIGHT_FAILED', {
        message: `The host's answer about ${what} cannot be understood`,
        remedy: 'Check that the user has a POSIX shell and coreutils on the host, and run with --verbose'
    });
}

;
async function observePreflight(values, observer) {
    const template = values['env-template'];
    const source = values.source;
    const reading = orError(readStrategyNeeds(values, observer.local));
    const [strategy, sourceFacts, templateText, ...hosts] = await Promise.all([
        reading,
        source === undefined ? undefined : orError(measureSource(source, values, observer)),
        template === undefined ? undefined : orError(observer.local.readText(template)),
        ...observer.hosts.map(async (host) => orError(observeHost(host, { values, observer, strategy: await reading })))
    ]);
    return {
        hosts: observer.hosts,
        source: sourceFacts,
        strategy,
        template: templateText,
        byHost: Object.fromEntries(observer.hosts.flatMap((host, index) => (hosts[index] === undefined ? [] : [[host, hosts[index]]])))
    };
}
async function orError(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof core .mG && error.code !== 'DK_CANCELLED')
            return error;
        throw error;
    }
}
async function measureSource(source, { exclude = [], include = [] }, observer) {
    const { entries } = await observer.local.readTree(source, { exclude, include });
    const sizeBytes = entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0);
    return { sizeBytes, entries: entries.length };
}
async function observeHost(host, { values, observer, strategy }) {
    const path = (0,target_inputs .Fd)(values.path);
    const answers = await observer.askAll(host, {
        place: readPlace(path),
        tools: readTools(values['require-tools'].map(parseToolRequirement)),
        ports: readPorts(path, (values.ports ?? []).map(Number)),
        noise: readNoise(),
        strategy: askStrategyHost(strategy instanceof core .mG ? undefined : strategy),
        ...(values['repair-permissions'] ? { sudo: readSudo(path) } : {})
    });
    const clock = await measureClock(host, observer);
    return { ...answers, sudo: 'sudo' in answers ? answers.sudo : undefined, ...clock };
}
async function measureClock(host, observer) {
    if (observer.now === undefined)
        return { roundTripMs: undefined, clockAheadSeconds: undefined };
    const askedAt = observer.now();
    const clock = await observer.ask(host, readClock());
    const roundTripMs = observer.now() - askedAt;
    return { roundTripMs, clockAheadSeconds: Math.round(clock - (askedAt + roundTripMs / 2) / 1000) };
}

;
const ok = (check, found) => ({ check, result: 'ok', found, remedy: '' });
const warning = (check, found, remedy) => ({ check, result: 'warning', found, remedy });
function problem(check, found, remedy, code = 'DK_PREFLIGHT_FAILED') {
    return { check, result: 'problem', found, remedy, code };
}
function renderFindings(title, findings) {
    return {
        title,
        columns: ['check', 'result', 'found', 'needed'],
        rows: findings.map(({ check, result, found, remedy }) => [check, result, found, remedy])
    };
}
function toProblems(findings, host) {
    return findings
        .filter(({ result }) => result === 'problem')
        .map(({ check, found, remedy, code = 'DK_PREFLIGHT_FAILED' }) => ({
        code,
        ...(host === undefined ? {} : { host }),
        message: `${check}: ${found}`,
        remedy
    }));
}

;
function judgeHost(facts, needs) {
    return [
        judgeConnection(facts),
        ...judgeClock(facts),
        judgeNoise(facts.noise),
        judgeLayout(facts.place, needs),
        judgePermission(facts, needs),
        ...judgeSpace(facts.place, needs),
        ...needs.tools.map((tool) => judgeTool(tool, facts.tools[tool.name])),
        ...needs.ports.map((port) => judgePort(port, facts)),
        ...judgeLock(facts.place, needs)
    ];
}
function judgeConnection({ roundTripMs, place }) {
    return ok('connection', `logged in as ${place.user}${roundTripMs === undefined ? '' : `, round trip ${Math.round(roundTripMs)} ms`}`);
}
const CLOCK_WARNING_SECONDS = 30;
const CLOCK_PROBLEM_SECONDS = 300;
function judgeClock({ clockAheadSeconds }) {
    if (clockAheadSeconds === undefined)
        return [];
    const size = Math.abs(clockAheadSeconds);
    const found = size <= 1 ? 'agrees' : `${size} s ${clockAheadSeconds > 0 ? 'ahead of' : 'behind'} this machine`;
    const remedy = 'Synchronise the clock of the host, and of this machine: timedatectl set-ntp true';
    if (size > CLOCK_PROBLEM_SECONDS)
        return [problem('clock', found, remedy)];
    return [size > CLOCK_WARNING_SECONDS ? warning('clock', found, remedy) : ok('clock', found)];
}
function judgeNoise(noise) {
    if (noise === '')
        return ok('login profile', 'silent');
    const shown = JSON.stringify(noise.replaceAll(/\s+/g, ' ').slice(0, 80));
    const remedy = 'Print only in interactive shells: begin .bashrc with: case $- in *i*) ;; *) return ;; esac';
    return warning('login profile', `prints ${shown} for every command`, remedy);
}
function judgeLayout({ kind, live, releases, partial, foreign }, { path }) {
    if (kind === 'other')
        return problem('layout', `${path} is not a folder`, `Remove or rename ${path}, or deploy to another path`);
    if (kind === 'absent')
        return ok('layout', `${path} does not exist yet: first deploy`);
    const parts = [
        live === undefined ? 'nothing of ours is live' : `${live} is live`,
        releases === 0 ? '' : `${releases} releases`,
        partial === 0 ? '' : `${partial} unfinished uploads`,
        foreign === 0 ? '' : `${foreign} other entries`
    ];
    return ok('layout', parts.filter((part) => part !== '').join(', '));
}
function judgePermission({ place, sudo }, { path, repairs }) {
    const check = 'write permission';
    const { user, closed, nearest } = place;
    if (place.path.isReadOnly) {
        const remedy = `Mount ${place.path.mountPoint} writable: sudo mount -o remount,rw ${place.path.mountPoint}`;
        return problem(check, `the file system of ${nearest} is mounted read-only`, remedy, 'DK_PERMISSION_DENIED');
    }
    if (closed.length === 0)
        return ok(check, `${user} may write in ${nearest}`);
    const owners = closed.map(({ folder, owner }) => (owner === '' ? folder : `${folder} (of ${owner})`)).join(', ');
    const found = `${user} may not write in ${owners}`;
    const byHand = renderRepair(place, path);
    if (repairs && sudo === 'ready')
        return warning(check, found, `Repaired by: ${byHand.replaceAll('sudo ', 'sudo -n ')}`);
    const obstacle = sudo === 'missing' ? 'there is no sudo' : 'sudo asks for a password';
    const instead = repairs ? ` (repair-permissions cannot: ${obstacle})` : ', or use repair-permissions';
    return problem(check, found, `On the host: ${byHand}${instead}`, 'DK_PERMISSION_DENIED');
}
function renderRepair({ kind, closed, user }, path) {
    if (kind === 'absent')
        return `sudo mkdir -p ${path} && sudo chown ${user} ${path}`;
    return `sudo chown ${user} ${closed.map(({ folder }) => folder).join(' ')}`;
}
const TEMPORARY_BYTES = 10 * 1024 ** 2;
const TEMPORARY_INODES = 100;
function judgeSpace({ path, temporary }, { bytes, inodes }) {
    return [
        judgeDisk('disk', path, bytes),
        ...judgeInodes('inodes', path, inodes),
        judgeDisk('disk for temporary files', temporary, TEMPORARY_BYTES),
        ...judgeInodes('inodes for temporary files', temporary, TEMPORARY_INODES)
    ];
}
function judgeDisk(check, { freeBytes, mountPoint }, needed) {
    if (freeBytes === undefined)
        return warning(check, 'df does not tell', `At least ${(0,core .qI)(needed)} free`);
    const found = `${(0,core .qI)(freeBytes)} free on ${mountPoint}`;
    if (freeBytes >= needed)
        return ok(check, found);
    return problem(check, found, `At least ${(0,core .qI)(needed)}: remove what is not needed (old logs, images, releases)`, 'DK_DISK_FULL');
}
function judgeInodes(check, { freeInodes, mountPoint }, needed) {
    if (freeInodes === undefined)
        return [];
    const found = `${freeInodes} free on ${mountPoint}`;
    if (freeInodes >= needed)
        return [ok(check, found)];
    return [problem(check, found, `At least ${needed}: remove small files that are not needed (caches, old releases)`, 'DK_DISK_FULL')];
}
function judgeTool({ name, minimum }, facts) {
    const wanted = minimum === undefined ? name : `${name} ${minimum} or newer`;
    if (facts?.isThere !== true)
        return problem(name, 'not found', `Install ${wanted} on the host, in the PATH of non-interactive shells`);
    if (minimum === undefined)
        return ok(name, 'found');
    const version = findVersion(facts.text);
    if (version === undefined)
        return warning(name, 'does not tell its version', `Check that it is ${wanted}`);
    return isAtLeast(version, minimum) ? ok(name, version) : problem(name, version, `Install ${wanted}`);
}
function judgePort(port, { ports, place }) {
    const check = `port ${port}`;
    if (ports === 'unknown')
        return warning(check, 'cannot be told on this host', `Check that port ${port} is free`);
    const holders = ports.filter((holder) => holder.port === port);
    const holder = holders.find(({ pid }) => pid !== undefined) ?? holders[0];
    if (holder === undefined)
        return ok(check, 'free');
    const found = `held by ${describeHolder(holder)}`;
    if (holder.isOurs)
        return ok(check, `${found}, of this application`);
    const isForeign = holder.pid !== undefined && place.live === undefined && place.foreign === 0;
    if (isForeign)
        return problem(check, found, `Stop it (kill ${holder.pid}), or give the application another port`);
    return warning(check, found, 'Stop it, or give the application another port, unless it is the application itself');
}
function describeHolder({ pid, uid, command }) {
    return pid === undefined ? `a process of user id ${uid}` : `process ${pid}${command === '' ? '' : `: ${command}`}`;
}
function judgeLock({ lock }, { path }) {
    if (lock === undefined)
        return [ok('deploy lock', 'free')];
    const found = lock === '' ? 'held' : `held by ${lock}`;
    return [warning('deploy lock', found, `Wait for that run; if it is dead the lock expires, or: deploy-kit unlock --path ${path}`)];
}
var env_file = __webpack_require__(94131);
;
function judgeInputs(values, facts) {
    return [...judgeSource(facts), ...judgeNeeds(facts), ...judgeTemplate(facts), ...judgeVariables(values, facts)];
}
function judgeSource({ source }) {
    if (source === undefined)
        return [];
    if (source instanceof core .mG)
        return [ofError('source', source)];
    return [ok('source', `${source.entries} entries, ${(0,core .qI)(source.sizeBytes)}`)];
}
function judgeNeeds({ strategy }) {
    return strategy instanceof core .mG ? [ofError('strategy', strategy)] : [];
}
function judgeTemplate({ template }) {
    return template instanceof core .mG ? [ofError('env template', template)] : [];
}
function judgeVariables(values, facts) {
    const names = values['require-variables'] ?? [];
    const template = typeof facts.template === 'string' ? facts.template : undefined;
    if (names.length === 0 && template === undefined && values.variables === undefined && values.secrets === undefined)
        return [];
    try {
        const variables = (0,env_file .rf)(values.variables ?? '', 'The input variables');
        const secrets = (0,env_file .rf)(values.secrets?.reveal() ?? '', 'The input secrets');
        const preset = (0,env_file .rf)(template ?? '', 'The env template');
        return [judgeNames(names, [secrets, variables, preset]), ...judgeComposed(template, variables, secrets)];
    }
    catch (error) {
        if (error instanceof core .mG)
            return [ofError('variables', error)];
        throw error;
    }
}
function judgeNames(names, sources) {
    const missing = names.filter((name) => !sources.some((source) => (source.get(name) ?? '') !== ''));
    if (missing.length === 0)
        return ok('variables', names.length === 0 ? 'readable' : `all ${names.length} required ones have a value`);
    return problem('variables', `without a value: ${missing.join(', ')}`, 'Give them in `variables` or `secrets`', 'DK_ENV_INCOMPLETE');
}
function judgeComposed(template, variables, secrets) {
    if (template === undefined)
        return [];
    try {
        const composed = (0,env_file .EX)({ template, variables, secrets });
        return [ok('env template', `complete, ${composed.size} variables`)];
    }
    catch (error) {
        if (error instanceof core .mG)
            return [ofError('env template', error)];
        throw error;
    }
}
function ofError(check, { code, message, remedy }) {
    return problem(check, message, remedy, code);
}

;
function judgeStrategy(needs, { strategy: found, place }, { host, margin }) {
    const remedy = `With the same configuration: deploy-kit init-host --host ${place.user}@${host} (it logs in as root; or add --print for a script)`;
    if (needs?.strategy === 'systemd' && found?.strategy === 'systemd')
        return judgeSystemd(needs, found, { user: place.user, isFirst: place.live === undefined, remedy });
    return needs?.strategy === 'compose' && found?.strategy === 'compose' ? judgeCompose(found, { user: place.user, remedy, margin }) : [];
}
function judgeSystemd(needs, found, rights) {
    return [
        found.hasSystemd ? ok('systemd', 'runs the host') : problem('systemd', 'does not run this host', 'Use strategy: commands'),
        ...(needs.hasSite ? [found.nginx === undefined ? problem('nginx', 'not found', 'Install it, or leave out nginx-site') : ok('nginx', found.nginx)] : []),
        ...(needs.hasPython ? [judgePython(found.python)] : []),
        ...judgeVerbs(needs.verbs, found.refused, rights)
    ];
}
function judgePython(python) {
    return python === undefined ? problem('python', 'none that can make environments', 'Install python3 and python3-venv') : ok('python', `${python}, with venv`);
}
function judgeVerbs(verbs, refused, { user, isFirst, remedy }) {
    if (refused.length === 0)
        return [ok('sudo', `${user} may run all ${verbs.length} commands`)];
    const isNeeded = ({ needed }) => needed === 'run' || (isFirst && needed !== 'remove' && needed !== 'journal' && needed !== 'pause');
    const list = (some) => `${user} may not run: ${some.map(({ words }) => words.join(' ')).join('; ')}`;
    const [needed, others] = [refused.filter(isNeeded), refused.filter((verb) => !isNeeded(verb))];
    return [
        ...(needed.length === 0 ? [] : [problem('sudo', list(needed), remedy, 'DK_SUDO_PASSWORD')]),
        ...(others.length === 0 ? [] : [warning('sudo for changed units', list(others), remedy)])
    ];
}
const OLDEST_COMPOSE = '2.24';
function judgeCompose(found, { user, remedy, margin }) {
    const { client, engine, compose, storage, registries } = found;
    if (client === undefined)
        return [problem('docker', 'not found', 'Install Docker and Docker Compose on the host')];
    const space = { freeBytes: storage?.freeBytes, freeInodes: undefined, mountPoint: storage?.mountPoint ?? '', isReadOnly: false };
    return [
        engine === undefined ? judgeRefusal(found.problem, user, remedy) : ok('docker', engine),
        judgeComposeVersion(compose),
        ...(engine === undefined ? [] : [judgeDisk('disk for images', space, margin), ...registries.map(judgeRegistry)])
    ];
}
function judgeRefusal(words, user, remedy) {
    return problem('docker', `${user} cannot use it: ${words}`, /permission denied/i.test(words) ? remedy : 'Start it on the host: sudo systemctl start docker');
}
function judgeComposeVersion(compose) {
    const version = findVersion(compose ?? '');
    if (version !== undefined && isAtLeast(version, OLDEST_COMPOSE))
        return ok('docker compose', version);
    return problem('docker compose', version ?? 'not found', `Install Docker Compose ${OLDEST_COMPOSE} or newer: the package docker-compose-plugin`);
}
function judgeRegistry({ name, address, isReachable }) {
    const check = name === DEFAULT_REGISTRY ? 'registry' : `registry ${name}`;
    if (isReachable === undefined)
        return ok(check, 'not asked: the host has no program for it, or goes through a proxy');
    return isReachable ? ok(check, `${address} answers`) : problem(check, `${address} does not answer`, 'Check the name, the network and the firewall between the host and it');
}

;
function planPreflight(values, facts) {
    const needs = estimateNeeds(values, facts);
    const ours = judgeInputs(values, facts);
    const byHost = facts.hosts.map((host) => ({ host, findings: judge(host, facts, needs) }));
    const problems = [...toProblems(ours), ...byHost.flatMap(({ host, findings }) => toProblems(findings, host))];
    const warnings = [...ours, ...byHost.flatMap(({ findings }) => findings)].filter(({ result }) => result === 'warning');
    return (0,core .tP)({
        operation: 'preflight',
        title: `Look whether ${facts.hosts.join(', ')} ${facts.hosts.length === 1 ? 'is' : 'are'} ready for ${needs.path}`,
        hosts: facts.hosts,
        tables: [
            ...(ours.length === 0 ? [] : [renderFindings('Preflight: inputs', ours)]),
            ...byHost.map(({ host, findings }) => renderFindings(`Preflight: ${host}`, findings))
        ],
        notes: [summarize(problems.length, warnings.length)],
        problems,
        phases: ['prepare'],
        steps: facts.hosts.flatMap((host) => repair(host, facts.byHost[host], needs)),
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: Object.fromEntries(facts.hosts.map((host) => [host, liveOf(facts.byHost[host])])),
        outputs: { ready: String(problems.length === 0), problems: JSON.stringify(problems) }
    });
}
function judge(host, { byHost, strategy }, needs) {
    const facts = byHost[host];
    if (facts === undefined)
        return [];
    if (facts instanceof core .mG)
        return [ofError('connection', facts)];
    return [...judgeHost(facts, needs), ...(strategy instanceof core .mG ? [] : judgeStrategy(strategy, facts, { host, margin: needs.margin }))];
}
const SPARE_INODES = 1000;
function estimateNeeds(values, { source }) {
    const { sizeBytes, entries } = source === undefined || source instanceof core .mG ? { sizeBytes: 0, entries: 0 } : source;
    return {
        path: (0,target_inputs .Fd)(values.path),
        bytes: sizeBytes * 2 + values['disk-margin'],
        margin: values['disk-margin'],
        inodes: entries * 2 + SPARE_INODES,
        tools: values['require-tools'].map(parseToolRequirement),
        ports: (values.ports ?? []).map(Number),
        repairs: values['repair-permissions']
    };
}
function repair(host, facts, { path, repairs }) {
    if (!repairs || facts === undefined || facts instanceof core .mG)
        return [];
    const { place, sudo } = facts;
    if (sudo !== 'ready' || place.closed.length === 0 || place.kind === 'other' || place.path.isReadOnly)
        return [];
    const folders = place.kind === 'absent' ? [path] : place.closed.map(({ folder }) => folder);
    return [
        {
            kind: 'run',
            id: 'repair-permissions',
            title: `Make ${place.user} the owner of ${folders.join(', ')}`,
            host,
            phase: 'prepare',
            effect: 'write',
            command: (0,core .K$)(REPAIR_PROGRAM, [path, ...folders]),
            timeoutSeconds: 60,
            repeatable: true
        }
    ];
}
const REPAIR_PROGRAM = `
user=$(id -un)
path=$1
shift
[ -d "$path" ] || sudo -n mkdir -p "$path" || exit
for folder in "$@"; do
  if [ -L "$folder" ] && [ "$folder" != "$path" ]; then
    echo "$folder is a link: repair it by hand" >&2
    exit 1
  fi
  sudo -n chown "$user" "$folder" || exit
  [ -w "$folder" ] && [ -x "$folder" ] || chmod u+rwx "$folder" || exit
  [ -w "$folder" ] || { echo "$folder cannot be written even by its owner" >&2; exit 1; }
done
`;
function liveOf(facts) {
    const live = facts === undefined || facts instanceof core .mG ? undefined : facts.place.live;
    return { before: live, after: live };
}
function summarize(problems, warnings) {
    const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
    if (problems === 0)
        return warnings === 0 ? 'Ready' : `Ready, with ${count(warnings, 'warning')}`;
    return `Not ready: ${count(problems, 'problem')}${warnings === 0 ? '' : ` and ${count(warnings, 'warning')}`}`;
}

;
const preflight = (0,core .h9)({
    name: 'preflight',
    summary: 'Look whether hosts are ready for a deploy: disk, permissions, tools, variables, ports, clock. All problems at once.',
    inputs: preflightInputs,
    outputs: {
        ready: { description: '`true` when a deploy would find everything that it needs, otherwise `false`.' },
        problems: { description: 'The problems as JSON: code, host, message, remedy.' }
    },
    examples: [
        {
            command: 'preflight --host deploy@web1 --path /srv/app --source . --require-tools "python3>=3.9, docker>=24"',
            does: 'Looks at the host, and estimates the space from the files of this folder.'
        },
        {
            command: 'preflight --host deploy@web1 --path /srv/app --repair-permissions',
            does: 'Makes the deploy user the owner of /srv/app by sudo -n chown, when it may not write there.'
        }
    ],
    danger: 'write',
    isAction: true,
    observe: observePreflight,
    plan: planPreflight,
    outputsAfter: (_values, { plan, outcome }) => ({
        ready: String(plan.problems.length === 0 && outcome !== 'failed')
    })
});
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
44550:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
E: () => ( readSudoVerbs)
});
var _target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9426);
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28264);
var _read_source_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54347);
var _sudo_verbs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59687);




async function readSudoVerbs(values, local) {
    const others = { 'python-requirements': undefined, 'pip-options': undefined, settle: 0, drain: 0, 'command-timeout': 0 };
    const { settings } = await (0,_read_source_js__WEBPACK_IMPORTED_MODULE_1__ .L)({ ...values, ...others }, local);
    return (0,_sudo_verbs_js__WEBPACK_IMPORTED_MODULE_2__ .o)(settings, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_3__ .tO)((0,_target_inputs_js__WEBPACK_IMPORTED_MODULE_0__ .Fd)(values.path), values.layout));
}
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
94131:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
Cp: () => ( renderEnvironment),
EX: () => ( composeEnvironment),
Uk: () => ( findVariablesProblem),
Up: () => ( readLiveEnvironment),
_J: () => ( digestEnvironment),
fB: () => ( writeEnvironment),
rf: () => ( parseVariables)
});
var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
var _core_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28998);


const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PLACEHOLDER = /^(<.*>|change[-_ ]?me|todo|xxx+)$/i;
function composeEnvironment({ template, variables, secrets }) {
    const named = template === undefined ? new Map() : parseVariables(template, 'The env template');
    const composed = new Map();
    const missing = [];
    for (const [name, preset] of named) {
        const value = secrets.get(name) ?? variables.get(name) ?? (PLACEHOLDER.test(preset) ? undefined : preset);
        if (value === undefined || value === '')
            missing.push(name);
        else
            composed.set(name, value);
    }
    if (missing.length > 0)
        throw incomplete(missing);
    for (const [name, value] of [...variables, ...(template === undefined ? secrets : [])])
        composed.set(name, value);
    return composed;
}
function incomplete(missing) {
    return new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_ENV_INCOMPLETE', {
        message: `The env template names ${missing.length === 1 ? 'a variable that has' : `${missing.length} variables that have`} no value: ${missing.join(', ')}`,
        remedy: 'Give them in the inputs `variables` or `secrets`, or a default in the template'
    });
}
function parseVariables(text, origin) {
    try {
        return readVariables(text);
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        throw new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .mG('DK_INPUT_INVALID', { message: `${origin} ${error.message}`, remedy: 'Write KEY=VALUE lines, or a JSON object of texts' });
    }
}
function findVariablesProblem(text) {
    try {
        readVariables(text);
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? `${error.message}: write KEY=VALUE lines, or a JSON object of texts` : String(error);
    }
}
function readVariables(text) {
    return text.trimStart().startsWith('{') ? parseJsonVariables(text) : parseLines(text);
}
function parseJsonVariables(text) {
    const value = parseJson(text);
    const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
    return new Map(entries.map(([name, member]) => {
        if (!NAME.test(name))
            throw new RangeError(`has a name that no variable can have: ${JSON.stringify(name)}`);
        if (typeof member !== 'string' && typeof member !== 'number' && typeof member !== 'boolean')
            throw new RangeError(`has no text for ${name}`);
        if (String(member).includes('\0'))
            throw new RangeError(`has a NUL character in ${name}, which no file of variables can hold`);
        return [name, String(member)];
    }));
}
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        const [, line, column] = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
        throw new RangeError(`is not valid JSON${line === undefined ? '' : ` (line ${line}, column ${column})`}`);
    }
}
const LINE = /^(?:export\s+)?(?<name>[^=\s]+)\s*=\s*(?:'(?<single>[^']*)'(?:[ \t]+#.*)?|"(?<double>(?:[^"\\]|\\[\s\S])*)"(?:[ \t]+#.*)?|(?<plain>[^\n]*?))[ \t]*$/;
function parseLines(text) {
    const variables = new Map();
    for (const { line, number } of joinQuotedLines(text)) {
        if (line.trim() === '' || line.trimStart().startsWith('#'))
            continue;
        if (findOpenQuote(line) !== undefined)
            throw new RangeError(`has a quote that is not closed in line ${number}`);
        const groups = LINE.exec(line.trim())?.groups;
        const name = groups?.['name'];
        if (groups === undefined || name === undefined || !NAME.test(name))
            throw new RangeError(`is not KEY=VALUE in line ${number}`);
        variables.set(name, readValue(groups));
    }
    return variables;
}
function readValue({ single, double, plain }) {
    if (single !== undefined)
        return single;
    if (double !== undefined)
        return double.replaceAll(/\\([\s\S])/g, (_, character) => (character === 'n' ? '\n' : character));
    return (plain ?? '').replace(/(^|\s)#.*$/, '').trim();
}
function joinQuotedLines(text) {
    const entries = [];
    for (const [index, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
        const last = entries.at(-1);
        const isOpen = last !== undefined && findOpenQuote(last.line) !== undefined;
        if (isOpen)
            entries[entries.length - 1] = { ...last, line: `${last.line}\n${line}` };
        else
            entries.push({ line, number: index + 1 });
    }
    return entries;
}
function findOpenQuote(line) {
    const value = /^\s*(?:export\s+)?[^=\s#]+\s*=\s*(['"])([\s\S]*)$/.exec(line);
    const [, quote, rest = ''] = value ?? [];
    if (quote === undefined)
        return undefined;
    const closed = quote === "'" ? rest.includes("'") : /(^|[^\\])(\\\\)*"/.test(rest);
    return closed ? undefined : quote;
}
function renderEnvironment(variables) {
    return [...variables].map(([name, value]) => `${name}=${quoteValue(value)}\n`).join('');
}
function quoteValue(value) {
    if (/^[A-Za-z0-9_@%+:,./=-]*$/.test(value))
        return value;
    if (!value.includes("'"))
        return `'${value}'`;
    return `"${value.replaceAll(/[\\"$`]/g, '\\$&')}"`;
}
function readLiveEnvironment(environments, current) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(READ_ENVIRONMENT_PROGRAM, [environments, current]), ({ stdout }) => {
        const [sha256 = '', ...names] = stdout.split('\n').filter((line) => line !== '');
        return { sha256: sha256 === '' ? undefined : sha256, names };
    });
}
const READ_ENVIRONMENT_PROGRAM = `
live=$(readlink "$2" 2>/dev/null) || exit 0
live=\${live%/}
version=$(cat "$1/\${live##*/}.version" 2>/dev/null) || exit 0
[ -f "$1/$version.env" ] || exit 0
sha256sum < "$1/$version.env" | cut -d ' ' -f 1
sed -n 's/^\\([A-Za-z_][A-Za-z0-9_]*\\)=.*/\\1/p' "$1/$version.env"
`;
function digestEnvironment(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
function writeEnvironment(folder, version, { text, secrets }) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_1__ .K$)(WRITE_ENVIRONMENT_PROGRAM, [folder, version], { stdin: new _core_index_js__WEBPACK_IMPORTED_MODULE_1__ .zh('environment', text, secrets) });
}
const WRITE_ENVIRONMENT_PROGRAM = `
set -eu
umask 077
mkdir -p "$1"
chmod 700 "$1"
cat > "$1/$2.env.partial"
mv -f "$1/$2.env.partial" "$1/$2.env"
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
})

};
