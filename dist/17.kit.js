import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 17;
export const ids = [17];
export const modules = {

/***/ 17:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  healthCheck: () => (/* binding */ healthCheck)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 33 modules
var core = __webpack_require__(5828);
// EXTERNAL MODULE: ./build/packages/operations/connection-inputs.js
var connection_inputs = __webpack_require__(5989);
// EXTERNAL MODULE: ./build/packages/operations/target-inputs.js
var target_inputs = __webpack_require__(9426);
;// CONCATENATED MODULE: ./build/packages/operations/health-check/inputs.js



const healthCheckInputs = (0,core/* defineInputs */.pf)({
    ...connection_inputs/* connectionInputs */.eu,
    host: (0,core/* list */.p_)({
        group: 'Connection',
        description: 'The hosts, one a line or separated by commas: `[user@]address[:port]`. Without it, `local`: the checks are made from this machine, without SSH.',
        default: 'local',
        example: 'deploy@web1.example.com',
        check: findHostProblem
    }),
    path: (0,core/* text */.Qq)({
        group: 'Target',
        description: 'The folder of the application on the hosts. Commands of checks start there, and relative files are looked for there.',
        example: '/srv/app',
        check: target_inputs/* findPathProblem */.W0
    }),
    'health-check': (0,core/* lines */.Mn)({
        group: 'Health',
        required: true,
        description: 'The checks, one a line: `[optional] <kind> <target> [option=value ...]` with the kinds http, tcp, command, process, file and log. `{release}`, `{host}` and `{path}` are replaced.',
        example: 'http https://app.example.com/health status=200 body={release} tls-days=14',
        check: core/* findHealthCheckProblem */.rY
    }),
    attempts: (0,core/* integer */.nd)({ group: 'Health', description: 'How often the checks are tried until all required ones pass.', default: '30', min: 1, max: 1000 }),
    delay: (0,core/* duration */.p0)({ group: 'Health', description: 'How long to wait between two attempts.', default: '2s' }),
    quick: (0,core/* boolean */.zM)({ group: 'Health', description: 'Give up after 5 attempts.', default: 'false' }),
    timeout: (0,core/* duration */.p0)({ group: 'Health', description: 'How long one check may take, unless its line says otherwise.', default: '5s' }),
    logs: (0,core/* list */.p_)({
        group: 'Health',
        description: 'Log files on the hosts (absolute, or relative to the path) whose end is shown when something is not healthy.',
        example: 'var/app.log'
    }),
    'log-lines': (0,core/* integer */.nd)({ group: 'Health', description: 'How many lines of each log are shown.', default: '50', min: 1, max: 1000 }),
    verbose: (0,core/* boolean */.zM)({
        group: 'Behaviour',
        description: 'Show every attempt, and on failure also the memory, disks and busiest processes of the hosts.',
        default: 'false'
    })
});
function findHostProblem(hosts) {
    try {
        connection_inputs/* connectionInputs */.eu.host.parse(hosts.join('\n'));
        return undefined;
    }
    catch (error) {
        return error instanceof RangeError ? error.message : String(error);
    }
}

// EXTERNAL MODULE: ./build/packages/operations/tools/host-paths.js
var host_paths = __webpack_require__(8264);
;// CONCATENATED MODULE: ./build/packages/operations/health-check/observe.js


async function observeHealthCheck(values, observer) {
    const { path } = values;
    if (path === undefined)
        return { hosts: observer.hosts, live: {} };
    const live = await Promise.all(observer.hosts.map(async (host) => [host, await observer.ask(host, readLiveRelease(path))]));
    return { hosts: observer.hosts, live: Object.fromEntries(live) };
}
function readLiveRelease(path) {
    const links = [(0,host_paths/* hostPaths */.tO)(path, 'releases').current, (0,host_paths/* hostPaths */.tO)(path, 'in-place').current];
    return (0,core/* query */.P)((0,core/* script */.K$)(LIVE_RELEASE_PROGRAM, links), ({ stdout }) => (stdout.trim() === '' ? undefined : stdout.trim()));
}
const LIVE_RELEASE_PROGRAM = `
live=$(readlink "$1" || readlink "$2") || exit 0
echo "\${live##*/}"
`;

;// CONCATENATED MODULE: ./build/packages/operations/health-check/plan.js


const QUICK_ATTEMPTS = 5;
function planHealthCheck(values, facts) {
    const parsed = facts.hosts.map((host) => ({ host, ...parseFor(host, values, facts) }));
    const attempts = values.quick ? QUICK_ATTEMPTS : values.attempts;
    return (0,core/* sealPlan */.tP)({
        operation: 'health-check',
        title: `Check the health of ${facts.hosts.join(', ')}`,
        hosts: facts.hosts,
        tables: [describeChecks(parsed.flatMap(({ checks }) => checks))],
        notes: [`At most ${attempts} attempts, ${(0,core/* renderDuration */.PP)(values.delay)} apart`],
        problems: parsed.flatMap(({ problems }) => problems),
        phases: ['verify'],
        steps: parsed.map(({ host, checks }) => ({
            kind: 'wait-healthy',
            id: 'wait-healthy',
            title: `Wait until ${host} is healthy`,
            host,
            phase: 'verify',
            effect: 'read',
            checks,
            attempts,
            delaySeconds: values.delay,
            evidence: gatherEvidence(host, values)
        })),
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: Object.fromEntries(facts.hosts.map((host) => [host, { before: facts.live[host], after: facts.live[host] }])),
        outputs: {}
    });
}
function parseFor(host, values, facts) {
    const path = values.path === undefined ? undefined : (0,target_inputs/* normalizePath */.Fd)(values.path);
    try {
        const checks = (0,core/* parseHealthChecks */.Pe)(values['health-check'], { host, path, release: facts.live[host], timeoutSeconds: values.timeout });
        return { checks: checks.map((check) => (check.kind === 'log' ? { ...check, recent: true } : check)), problems: [] };
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        return { checks: [], problems: [{ code: 'DK_INPUT_INVALID', host, message: `health-check ${error.message}`, remedy: 'Correct the check' }] };
    }
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
        const file = log.startsWith('/') || values.path === undefined ? log : `${(0,target_inputs/* normalizePath */.Fd)(values.path)}/${log}`;
        return { title: `End of ${log}`, host, command: (0,core/* exec */.m0)(['tail', '-n', String(values['log-lines']), file.startsWith('-') ? `./${file}` : file]) };
    });
    return values.verbose ? [...logs, { title: 'Memory, disks and processes', host, command: (0,core/* script */.K$)(SITUATION_PROGRAM) }] : logs;
}
const SITUATION_PROGRAM = `
free -m 2>/dev/null || head -n 5 /proc/meminfo 2>/dev/null
echo
df -Pk 2>/dev/null
echo
ps -A -o pid= -o pcpu= -o vsz= -o args= 2>/dev/null | sort -k 2 -r -n | head -n 15 | cut -c 1-160
exit 0
`;

;// CONCATENATED MODULE: ./build/packages/operations/health-check/index.js




const healthCheck = (0,core/* defineOperation */.h9)({
    name: 'health-check',
    summary: 'Check that an application is healthy: HTTP, TCP, commands, processes, heartbeat files and logs.',
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


/***/ }),

/***/ 8264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MT: () => (/* binding */ journalFolder),
/* harmony export */   Q: () => (/* binding */ guardFolder),
/* harmony export */   Uc: () => (/* binding */ releaseFolder),
/* harmony export */   gv: () => (/* binding */ workingFolder),
/* harmony export */   tO: () => (/* binding */ hostPaths)
/* harmony export */ });
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


/***/ })

};
