import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 17;
export const ids = [17];
export const modules = {
50017:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  healthCheck: () => ( healthCheck)
});
var core = __webpack_require__(28998);
var connection_inputs = __webpack_require__(95989);
var input_checks = __webpack_require__(83085);
var target_inputs = __webpack_require__(9426);
;
const healthCheckInputs = (0,core .pf)({
    ...connection_inputs .eu,
    host: (0,core .p_)({
        group: 'Connection',
        description: 'The hosts, one a line or separated by commas: `[user@]address[:port]`. Without it, `local`: this machine, without SSH.',
        default: 'local',
        example: 'deploy@web1.example.com',
        check: findHostProblem
    }),
    path: (0,core .Qq)({
        group: 'Target',
        description: 'The folder of the application on the hosts. Commands of checks start there, and relative files are looked for there.',
        example: '/srv/app',
        check: target_inputs .W0
    }),
    'health-check': (0,core .Mn)({
        group: 'Health',
        description: 'The checks, one a line: `[optional|required] <kind> <target> [option=value ...]` with the kinds http, tcp, command, process, file and log; of a live release of strategy `compose` also with `service=NAME`, and postgres, redis, s3, celery, flower, prometheus and grafana. `{release}`, `{host}` and `{path}` are replaced. With `path`, the units or containers of the live release are checked as well. See docs/health-checks.md.',
        example: 'http https://app.example.com/health status=200 body={release} tls-days=14',
        check: core .rY,
        isCommand: core .UC
    }),
    attempts: (0,core .nd)({
        group: 'Health',
        description: 'How often the checks are tried until all required ones pass.',
        default: '30',
        min: 1,
        max: 1000
    }),
    delay: (0,core .p0)({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
    quick: (0,core .zM)({ group: 'Health', description: 'Give up after 5 attempts.', default: 'false' }),
    timeout: (0,core .p0)({ group: 'Health', description: 'How long one check may take, unless its line says otherwise.', default: '5s', check: input_checks .fG }),
    logs: (0,core .p_)({
        group: 'Health',
        description: 'Log files on the hosts (absolute, or relative to the path) whose end is shown when something is not healthy.',
        example: 'var/app.log'
    }),
    'log-lines': (0,core .nd)({ group: 'Health', description: 'How many lines of each log are shown.', default: '50', min: 1, max: 1000 }),
    verbose: (0,core .zM)({
        group: 'Behaviour',
        description: 'Show every attempt, and on failure also the memory, disks and busiest processes of the hosts.',
        default: 'false'
    })
});
function findHostProblem(hosts) {
    try {
        connection_inputs .eu.host.parse(hosts.join('\n'));
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? error.message : String(error);
    }
}
var live_control = __webpack_require__(67207);
var host_paths = __webpack_require__(28264);
var release_secrets = __webpack_require__(45938);
;
async function observeHealthCheck(values, observer) {
    const { path } = values;
    if (path === undefined)
        return { hosts: observer.hosts, live: {}, own: {} };
    await Promise.all(observer.hosts.map((host) => (0,release_secrets .u)(observer, host, (0,target_inputs .Fd)(path))));
    const found = await Promise.all(observer.hosts.map(async (host) => {
        const [live, own] = await Promise.all([observer.ask(host, readLiveRelease(path)), (0,live_control .H)(observer, host, (0,target_inputs .Fd)(path))]);
        return { host, live, own };
    }));
    return {
        hosts: observer.hosts,
        live: Object.fromEntries(found.map(({ host, live }) => [host, live])),
        own: Object.fromEntries(found.map(({ host, own }) => [host, own]))
    };
}
function readLiveRelease(path) {
    const links = [(0,host_paths .tO)(path, 'releases').current, (0,host_paths .tO)(path, 'in-place').current];
    return (0,core .P)((0,core .K$)(LIVE_RELEASE_PROGRAM, links), ({ stdout }) => (stdout.trim() === '' ? undefined : stdout.trim()));
}
const LIVE_RELEASE_PROGRAM = `
live=$(readlink "$1" || readlink "$2") || exit 0
echo "\${live##*/}"
`;
var service_checks = __webpack_require__(95060);
;
const QUICK_ATTEMPTS = 5;
function planHealthCheck(values, facts) {
    const parsed = facts.hosts.map((host) => ({ host, ...parseFor(host, values, facts) }));
    const attempts = values.quick ? QUICK_ATTEMPTS : values.attempts;
    return (0,core .tP)({
        operation: 'health-check',
        title: `Check the health of ${facts.hosts.join(', ')}`,
        hosts: facts.hosts,
        tables: [describeChecks(parsed.flatMap(({ checks }) => checks))],
        notes: [`At most ${attempts} attempts, ${(0,core .PP)(values.delay)} apart`],
        problems: parsed.flatMap(({ problems }) => problems),
        phases: ['verify'],
        steps: parsed.map(({ host, checks, evidence }) => ({
            kind: 'wait-healthy',
            id: 'wait-healthy',
            title: `Wait until ${host} is healthy`,
            host,
            phase: 'verify',
            effect: 'read',
            checks,
            attempts,
            delaySeconds: values.delay,
            evidence
        })),
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: Object.fromEntries(facts.hosts.map((host) => [host, { before: facts.live[host], after: facts.live[host] }])),
        outputs: {}
    });
}
function parseFor(host, values, facts) {
    const path = values.path === undefined ? undefined : (0,target_inputs .Fd)(values.path);
    try {
        const asked = (0,core .Pe)(values['health-check'] ?? [], { host, path, release: facts.live[host], timeoutSeconds: values.timeout });
        const own = facts.own[host];
        const bound = (0,service_checks .R)(asked, own);
        const checks = [...(own?.checks ?? []), ...bound.checks.map((check) => (check.kind === 'log' ? { ...check, recent: true } : check))];
        const evidence = [...(own?.evidence ?? []), ...bound.evidence, ...gatherEvidence(host, values)];
        if (bound.refused.length > 0)
            return { checks, evidence, problems: bound.refused.map((message) => notAsked(host, message, values)) };
        return { checks, evidence, problems: checks.length === 0 ? [nothingToCheck(host)] : [] };
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        const message = `health-check ${error.message}`;
        return { checks: [], evidence: [], problems: [{ code: 'DK_INPUT_INVALID', host, message, remedy: 'Correct the check' }] };
    }
}
function notAsked(host, message, { path }) {
    const where = path === undefined ? 'give the path of the application' : `deploy-kit status --path ${path} tells what is live on ${host}`;
    return { code: 'DK_INPUT_INVALID', host, message, remedy: `Correct the check, or ${where}` };
}
function nothingToCheck(host) {
    const message = `There is nothing to check on ${host}: no health-check is given, and nothing is live there that is run by systemd or compose`;
    return { code: 'DK_INPUT_INVALID', host, message, remedy: 'Give health-check, or the path of an application that such a strategy runs' };
}
function describeChecks(checks) {
    return {
        title: 'Health checks',
        columns: ['host', 'check', 'asked by', 'required'],
        rows: checks.map((check) => [check.host, check.title, 'from' in check ? check.from : 'host', check.required ? 'yes' : 'no'])
    };
}
function gatherEvidence(host, values) {
    const logs = (values.logs ?? []).map((log) => {
        const file = log.startsWith('/') || values.path === undefined ? log : `${(0,target_inputs .Fd)(values.path)}/${log}`;
        const safe = file.startsWith('-') ? `./${file}` : file;
        return { title: `End of ${log}`, host, command: (0,core .m0)(['tail', '-n', String(values['log-lines']), safe]) };
    });
    return values.verbose ? [...logs, { title: 'Memory, disks and processes', host, command: (0,core .K$)(SITUATION_PROGRAM) }] : logs;
}
const SITUATION_PROGRAM = `
free -m 2>/dev/null || head -n 5 /proc/meminfo 2>/dev/null
echo
df -Pk 2>/dev/null
echo
ps -A -o pid= -o pcpu= -o vsz= -o args= 2>/dev/null | sort -k 2 -r -n | head -n 15 | cut -c 1-160
exit 0
`;

;
const healthCheck = (0,core .h9)({
    name: 'health-check',
    summary: 'Check that an application is healthy: HTTP, TCP, commands, processes, heartbeat files, logs, and services of Compose.',
    inputs: healthCheckInputs,
    outputs: {
        healthy: { description: '`true` when every required check passed, otherwise `false`.' },
        passed: { description: 'How many checks passed in the last attempt.' },
        failed: { description: 'How many checks failed in the last attempt, optional ones included.' },
        results: { description: 'The checks of the last attempt as JSON: title, host, required, passed, detail, attempts.' }
    },
    examples: [
        {
            command: 'health-check --health-check "http https://app.example.com/health tls-days=14" --quick',
            does: 'Asks a public URL from this machine, at most five times.'
        },
        {
            command: 'health-check --host deploy@web1 --path /srv/app --health-check "file var/heartbeat max-age=60s" --logs var/app.log',
            does: 'Checks the heartbeat of a worker on its host, and shows the end of its log when it is stale.'
        },
        {
            command: 'health-check --host deploy@web1 --path /srv/video --health-check "postgres db" --health-check "log service=api max-age=1h"',
            does: 'Asks the database of a live Compose project a query, and looks for what is critical in the logs of its API.'
        }
    ],
    danger: 'read-only',
    isAction: true,
    observe: observeHealthCheck,
    plan: planHealthCheck,
    outputsAfter: summarizeHealth
});
function summarizeHealth(_values, { checks, outcome }) {
    const failed = checks.filter((check) => !check.passed);
    const isHealthy = outcome === 'succeeded' && checks.length > 0 && failed.every((check) => !check.required);
    return {
        healthy: String(isHealthy),
        passed: String(checks.length - failed.length),
        failed: String(failed.length),
        results: JSON.stringify(checks)
    };
}
}),
67207:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
F: () => ( controlOfLive),
H: () => ( findLiveControl)
});
var _tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);
var _tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82122);
var _strategy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97758);



function controlOfLive(host, paths, { live, served, releases }) {
    const manifest = releases.find(({ id }) => id === live)?.manifest;
    return manifest === undefined ? undefined : (0,_strategy_js__WEBPACK_IMPORTED_MODULE_1__ .r)(manifest.strategy, { host, paths, id: manifest.id, commit: manifest.commit, live, served });
}
async function findLiveControl(observer, host, root) {
    const { releases, inPlace } = await observer.askAll(host, { releases: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ .r)(root, 'releases'), inPlace: (0,_tools_read_host_js__WEBPACK_IMPORTED_MODULE_0__ .r)(root, 'in-place') });
    return controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'releases'), releases) ?? controlOfLive(host, (0,_tools_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'in-place'), inPlace);
}
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
45938:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
n: () => ( readReleaseSecrets),
u: () => ( hideLiveSecrets)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _env_file_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94131);
var _host_paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28264);



function readReleaseSecrets(paths, release) {
    return (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .P)((0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .K$)(READ_SECRETS_PROGRAM, [release, paths.manifests, paths.environments]), ({ stdout }) => parseSecrets(stdout));
}
async function hideLiveSecrets(observer, host, root) {
    const [releases, inPlace] = [(0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'releases'), (0,_host_paths_js__WEBPACK_IMPORTED_MODULE_2__ .tO)(root, 'in-place')];
    const found = await observer.askAll(host, {
        releases: readReleaseSecrets(releases, releases.current),
        inPlace: readReleaseSecrets(inPlace, inPlace.current)
    });
    observer.hide?.([...found.releases, ...found.inPlace]);
}
const READ_SECRETS_PROGRAM = `
release=$1
case $release in /*) release=$(readlink "$release" 2>/dev/null) || exit 0 ;; esac
release=\${release%/}
release=\${release##*/}
version=$(cat "$3/$release.version" 2>/dev/null) || exit 0
cat "$2/$release.json" "$3/$version.env" 2>/dev/null
exit 0
`;
function parseSecrets(text) {
    const end = text.indexOf('\n');
    try {
        const { environmentSecrets = [] } = JSON.parse(text.slice(0, end));
        const variables = (0,_env_file_js__WEBPACK_IMPORTED_MODULE_1__ .rf)(text.slice(end + 1), 'the env file');
        return environmentSecrets.flatMap((name) => new _core_index_js__WEBPACK_IMPORTED_MODULE_0__ .zh(name, variables.get(name) ?? ''));
    }
    catch {
        return [];
    }
}
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
})

};
