import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 2341;
export const ids = [2341];
export const modules = {
31015:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
OY: () => ( toDeploymentState),
Q6: () => ( openDeployment),
fT: () => ( setDeploymentState)
});
async function openDeployment(place, start, notice) {
    const id = await withoutFailing(notice, async () => {
        const { octokit, owner, repo } = await connect(place);
        const { data } = await octokit.rest.repos.createDeployment({
            owner,
            repo,
            ref: start.ref,
            environment: place.environment,
            description: fitDescription(start.description),
            payload: { ...start.payload },
            required_contexts: [],
            auto_merge: false,
            request: { signal: AbortSignal.timeout(TIMEOUT_MS) }
        });
        if (!('id' in data))
            throw new Error(data.message ?? 'GitHub made no deployment');
        return data.id;
    });
    if (id !== undefined)
        await setDeploymentState(place, { id, state: 'in_progress', description: start.description }, notice);
    return id;
}
async function setDeploymentState(place, end, notice) {
    return ((await withoutFailing(notice, async () => {
        await sendStatus(place, end);
        return true;
    })) ?? false);
}
function toDeploymentState({ outcome, error }) {
    if (outcome === 'succeeded' || outcome === 'unchanged')
        return 'success';
    if (outcome === 'planned')
        return 'inactive';
    if (error?.code === 'DK_CANCELLED')
        return outcome === 'undone' ? 'inactive' : 'error';
    return error?.code === 'DK_INTERNAL' || outcome === 'undo-failed' ? 'error' : 'failure';
}
const TIMEOUT_MS = 10_000;
async function connect({ apiUrl, token, repository }) {
    const { getOctokit } = await __webpack_require__.e( 1351).then(__webpack_require__.bind(__webpack_require__, 61351));
    const [owner = '', repo = ''] = repository.split('/');
    return { octokit: getOctokit(token, { baseUrl: apiUrl }), owner, repo };
}
async function sendStatus(place, { id, state, description }) {
    const { octokit, owner, repo } = await connect(place);
    await octokit.rest.repos.createDeploymentStatus({
        owner,
        repo,
        deployment_id: id,
        state,
        description: fitDescription(description),
        auto_inactive: true,
        ...(place.runUrl === undefined ? {} : { log_url: place.runUrl }),
        ...(place.environmentUrl === undefined ? {} : { environment_url: place.environmentUrl }),
        request: { signal: AbortSignal.timeout(TIMEOUT_MS) }
    });
}
async function withoutFailing(notice, action) {
    try {
        return await action();
    }
    catch (error) {
        notice(describeProblem(error));
        return undefined;
    }
}
function describeProblem(error) {
    const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
    if (status === 403 || status === 404) {
        return 'GitHub Deployment: the token lacks the permission `deployments: write`. Add it to `permissions` of the job, or leave out github-token';
    }
    if (status === 401)
        return 'GitHub Deployment: GitHub does not accept the token of the input github-token';
    return `GitHub Deployment: ${error instanceof Error ? error.message : String(error)}`;
}
function fitDescription(text) {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    return line.length <= 140 ? line : `${line.slice(0, 139)}…`;
}
}),
17590:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  r: () => ( RunnerLog)
});
var core = __webpack_require__(28998);
var workflow_commands = __webpack_require__(37660);
;
const LIMIT_PER_LEVEL = 10;
const LIMIT_CHARACTERS = 4096;
const CUT = '... (cut; the log has all of it)';
class Annotations {
    #counts = { error: 0, warning: 0, notice: 0 };
    #overflow = [];
    #write;
    constructor(write) {
        this.#write = write;
    }
    add(level, title, message) {
        this.#counts[level] += 1;
        if (this.#counts[level] > LIMIT_PER_LEVEL) {
            this.#overflow.push(`${title}: ${message}`);
            return;
        }
        this.#write((0,workflow_commands .b)(level, cut(message), { title: title.slice(0, 200) }));
    }
    get overflow() {
        return this.#overflow;
    }
}
function cut(message) {
    return message.length <= LIMIT_CHARACTERS ? message : message.slice(0, LIMIT_CHARACTERS - CUT.length) + CUT;
}

;
const UNDO = 'Undo: ';
const PROGRESS_WORDS = { 'write-package': 'packaged', download: 'received' };
const PROGRESS_MINIMUM_BYTES = 1024 * 1024;
const PROGRESS_STEP = 25;
class RunnerLog {
    annotations;
    #write;
    #group;
    #progress = new Map();
    constructor(write) {
        this.#write = write;
        this.annotations = new Annotations((line) => {
            this.#endGroup();
            write(line);
        });
    }
    listen = (event) => {
        switch (event.type) {
            case 'connecting':
                return this.info(`Connecting to ${event.host} (${event.address})`);
            case 'connected':
                return this.info(`Connected to ${event.host} in ${(0,core .PP)(event.durationMs / 1000)}`);
            case 'planned':
                return this.#showPlan(event.plan);
            case 'lease-waiting':
                return this.info(`Waiting for the deploy lock on ${event.host}, held by ${event.holder}`);
            case 'step-started':
                return this.#startStep(event.step);
            case 'step-output':
                return this.#lines(`  ${event.step.host} | ${event.line}`, `  ${event.step.host} | `);
            case 'step-progress':
                return this.#showProgress(event.step, event.doneBytes, event.totalBytes);
            case 'checked':
                return this.#showChecks(event);
            case 'step-finished':
                return this.#finishStep(event.result);
            case 'reconnecting':
                return this.info(`The connection to ${event.host} was lost: connecting again (attempt ${event.attempt})`, 'WARN ');
            case 'undo-started':
                return this.#beginGroup(`${UNDO}${event.reason}`);
            case 'warning':
                return this.annotations.add('warning', event.host === undefined ? 'deploy-kit' : `deploy-kit: ${event.host}`, event.message);
            case 'debug':
                return this.debug(event.host === undefined ? event.message : `${event.host}: ${event.message}`);
            case 'finished':
                return this.#finish(event.report);
        }
    };
    info(text, level = 'INFO ') {
        this.#lines(`${level} ${text}`, '      ');
    }
    fail(error) {
        this.#endGroup();
        const where = [error.step === undefined ? '' : ` in step ${error.step}`, error.host === undefined ? '' : ` on ${error.host}`].join('');
        const tail = error.stderrTail?.trimEnd() ?? '';
        if (tail !== '')
            this.#lines(`  ${error.host ?? ''} | ${tail}`, `  ${error.host ?? ''} | `);
        this.annotations.add('error', `${error.code}${where}`, `${error.message}\n-> ${error.remedy}`);
    }
    debug(text) {
        this.#write((0,workflow_commands .b)('debug', text));
    }
    #lines(text, indent) {
        const [first = '', ...rest] = (0,workflow_commands .i)(text);
        this.#write(first);
        for (const line of rest)
            this.#write(indent + line);
    }
    #beginGroup(title) {
        if (this.#group === title)
            return;
        this.#endGroup();
        this.#write((0,workflow_commands .b)('group', (0,workflow_commands .i)(title).join(' ')));
        this.#group = title;
    }
    #endGroup() {
        if (this.#group === undefined)
            return;
        this.#group = undefined;
        this.#write((0,workflow_commands .b)('endgroup', ''));
    }
    #showPlan(plan) {
        this.#beginGroup(`Plan: ${plan.title}`);
        for (const table of plan.tables.filter(({ rows }) => rows.length > 0))
            this.#lines((0,core .bo)(table), '');
        for (const note of plan.notes)
            this.info(note);
        const steps = plan.steps.map((step) => [step.host, step.phase, step.title]);
        if (steps.length > 0)
            this.#lines((0,core .bo)({ title: '', columns: ['Host', 'Phase', 'Step'], rows: steps }), '');
        this.info(`Plan hash ${plan.hash}`);
        this.#endGroup();
    }
    #startStep(step) {
        if (step.phase !== 'undo' || this.#group?.startsWith(UNDO) !== true)
            this.#beginGroup(step.phase);
        this.debug(`${step.host}: ${step.id} begins`);
    }
    #showProgress(step, doneBytes, totalBytes) {
        const key = `${step.host}/${step.id}`;
        const part = totalBytes === 0 ? 100 : Math.floor((doneBytes / totalBytes) * 100);
        const mark = part - (part % PROGRESS_STEP);
        if (totalBytes < PROGRESS_MINIMUM_BYTES || mark === 0 || mark <= (this.#progress.get(key) ?? 0))
            return;
        this.#progress.set(key, mark);
        this.info(`${step.host}: ${mark} % of ${(0,core .qI)(totalBytes)} ${PROGRESS_WORDS[step.kind] ?? 'sent'}`);
    }
    #showChecks(event) {
        const { attempt, attempts, results } = event;
        const healthy = results.every((result) => result.passed || !result.required);
        const show = attempt === 1 || attempt === attempts || attempt % 10 === 0 || healthy;
        for (const result of results) {
            const line = `${event.step.host}: check ${attempt} of ${attempts}: ${renderCheck(result)}`;
            if (show)
                this.info(line);
            else
                this.debug(line);
        }
    }
    #finishStep(result) {
        const detail = result.detail === '' ? '' : ` (${result.detail})`;
        const line = `${result.host}: ${result.title}${detail} ... ${OUTCOMES[result.outcome]}`;
        const took = result.outcome === 'skipped' ? '' : ` in ${(0,core .PP)(result.durationMs / 1000)}`;
        this.info(line + took, result.outcome === 'failed' || result.outcome === 'undo-failed' ? 'ERROR' : 'INFO ');
    }
    #finish(report) {
        this.#endGroup();
        for (const { title, host, text } of report.evidence) {
            this.#beginGroup(`Evidence: ${title} on ${host}`);
            this.#lines(`  ${host} | ${text.trimEnd()}`, `  ${host} | `);
            this.#endGroup();
        }
        for (const [host, release] of Object.entries(report.live))
            this.info(`Live now on ${host}: ${release ?? 'nothing, or not known'}`);
        for (const restored of report.restored)
            this.info((0,core .yX)(restored), restored.passed ? 'INFO ' : 'ERROR');
        for (const probe of report.probes) {
            this.info(`Downtime on ${probe.host}: ${probe.failures} of ${probe.requests} requests failed, longest gap ${Math.round(probe.longestGapMs)} ms`);
        }
        this.info(`${report.plan.title}: ${report.outcome} in ${(0,core .PP)(report.durationMs / 1000)}`);
    }
}
const OUTCOMES = {
    succeeded: 'done',
    failed: 'FAILED',
    skipped: 'skipped',
    undone: 'undone',
    'undo-failed': 'COULD NOT BE UNDONE'
};
function renderCheck({ passed, required, title, detail }) {
    return `${passed ? 'passed' : 'not passed'}${required ? '' : ' (optional)'}: ${title}: ${detail}`;
}
}),
30428:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  b: () => ( readActionValues),
  _: () => ( readRelatedValues)
});
var core = __webpack_require__(28998);
var operations = __webpack_require__(88719);
var workflow_commands = __webpack_require__(37660);
;
function deriveMasks(secret) {
    const parts = new Set();
    collectParts(secret, parts, 0);
    const masks = new Set([...parts].flatMap((part) => [part, ...splitLines(part), ...encode(part)]).filter(isUsefulMask));
    return [...masks].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
}
function deriveUrlMasks(text) {
    const parts = new Set();
    collectUrls(text, parts);
    return [...parts].filter(isUsefulMask);
}
function maskSecrets(masks, write) {
    for (const mask of masks)
        write((0,workflow_commands .b)('add-mask', mask));
}
const DEPTH_LIMIT = 4;
const LINE_MINIMUM = 9;
const INNER_MINIMUM = 12;
function collectParts(text, parts, depth) {
    const trimmed = text.trim();
    if (trimmed === '' || depth > DEPTH_LIMIT || parts.has(trimmed))
        return;
    parts.add(trimmed);
    if (text !== trimmed)
        parts.add(text);
    collectUrls(trimmed, parts);
    for (const inner of [...readJson(trimmed), ...readAssignments(trimmed), ...readBase64(trimmed), ...readKeyBody(trimmed)]) {
        collectParts(inner, parts, depth + 1);
    }
}
function splitLines(text) {
    const lines = text.split(/\r\n|\r|\n|\\n/).map((line) => line.trim());
    return lines.length === 1 ? [] : lines.filter((line) => line.length >= LINE_MINIMUM && !line.startsWith('-----'));
}
function readJson(text) {
    if (!/^[{["]/.test(text))
        return [];
    try {
        return findStrings(JSON.parse(text));
    }
    catch {
        return [];
    }
}
function findStrings(value) {
    if (typeof value === 'string')
        return [value];
    if (typeof value === 'number')
        return [String(value)];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(findStrings) : [];
}
function readAssignments(text) {
    const found = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*(.+)$/gm)].map(([, value]) => (value ?? '').trim());
    return found.flatMap((value) => [value, value.replace(/^(["'])(.*)\1$/, '$2')]).filter((value) => !/^=*$/.test(value));
}
function readBase64(text) {
    const compact = text.replaceAll(/\s+/g, '');
    if (compact.length < 16 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact))
        return [];
    const decoded = Buffer.from(compact, 'base64').toString('utf8');
    return /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\s]+$/u.test(decoded) && !decoded.includes('\ufffd') ? [decoded] : [];
}
function readKeyBody(text) {
    const body = /-----BEGIN [A-Z ]+-----([\s\S]+?)-----END/.exec(text)?.[1];
    return body === undefined ? [] : [body.replaceAll(/\\n|\s+/g, '')];
}
const CREDENTIALS = /[a-z][a-z0-9+.-]*:\/\/([^\s/?#@:]*):([^\s/?#]*)@[^\s"'<>]+/gi;
const SIGNED = /[?&](?:sig|signature|token|access_token|key|api_key|password|secret)=([^\s&#"'<>]+)/gi;
function collectUrls(text, parts) {
    for (const [url, user = '', password = ''] of text.matchAll(CREDENTIALS)) {
        for (const part of [url, `${user}:${password}`, password, decodePercent(password)])
            parts.add(part);
    }
    for (const [, value = ''] of text.matchAll(SIGNED)) {
        for (const part of [value, decodePercent(value)])
            parts.add(part);
    }
}
function decodePercent(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function encode(text) {
    if (!(0,core .QD)(text))
        return [];
    const bytes = Buffer.from(text, 'utf8');
    const base64 = bytes.toString('base64');
    const hex = bytes.toString('hex');
    const escaped = JSON.stringify(text).slice(1, -1);
    return [base64, base64.replace(/=+$/, ''), bytes.toString('base64url'), hex, hex.toUpperCase(), escaped, ...encodePercent(text), ...wrap(base64), ...wrap(text), ...encodeInner(bytes)];
}
function encodePercent(text) {
    const wellFormed = Buffer.from(text, 'utf8').toString('utf8');
    return [encodeURIComponent(wellFormed), new URLSearchParams({ '': wellFormed }).toString().slice(1)];
}
function encodeInner(bytes) {
    return [0, 1, 2]
        .map((shift) => {
        const skipped = (3 - shift) % 3;
        const whole = bytes.subarray(skipped, skipped + Math.floor((bytes.length - skipped) / 3) * 3);
        return whole.toString('base64');
    })
        .filter((form) => form.length >= INNER_MINIMUM);
}
function wrap(text) {
    if (text.length <= 64 || /[^A-Za-z0-9+/=]/.test(text))
        return [];
    return [64, 76].flatMap((width) => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).filter((line) => line.length >= LINE_MINIMUM);
}
function isUsefulMask(mask) {
    return (0,core .QD)(mask) && !/[\r\n]/.test(mask);
}
var runner_environment = __webpack_require__(7826);
;
async function readActionValues(request) {
    return readValuesFrom((0,runner_environment .Ui)(request.runner.env), request);
}
async function readRelatedValues(request, more) {
    const names = [...Object.keys(operations .eh), ...Object.keys(request.operation.inputs)];
    const given = (0,runner_environment .Ui)(request.runner.env);
    const texts = Object.fromEntries(Object.entries(given.texts).filter(([name]) => names.includes(name)));
    return readValuesFrom({ ...given, texts: { ...texts, ...more } }, request);
}
async function readValuesFrom(given, request) {
    const own = request.operation.inputs;
    const definitions = { ...own, ...operations .eh };
    maskSource(given, definitions, request.runner);
    const known = readKnownVariables(own, request.runner.env);
    maskSource(known, definitions, request.runner);
    const config = await readConfig(given, request);
    for (const source of config)
        maskSource(source, definitions, request.runner);
    const sources = [given, known, ...config];
    const all = (0,core .TL)(definitions, sources);
    return {
        front: (0,core .TL)(operations .eh, keepNames(sources, Object.keys(operations .eh))),
        values: Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(own, name))),
        connection: (0,operations .dC)(own, sources)
    };
}
function readKnownVariables(own, env) {
    const found = Object.entries(own).map(([name, { variable }]) => [name, variable === undefined ? '' : (env[variable] ?? '')]);
    return { texts: Object.fromEntries(found.filter(([, text]) => text !== '')), describe: (name) => own[name]?.variable ?? name };
}
function maskSource(source, definitions, runner) {
    for (const [name, text] of Object.entries(source.texts)) {
        maskSecrets(definitions[name]?.kind === 'secret' ? deriveMasks(text) : deriveUrlMasks(text), runner.write);
    }
}
function readConfig(given, { operation, runner, local }) {
    const present = (name) => given.texts[name]?.trim() || undefined;
    return (0,operations .B9)({
        local,
        operations: operations .zU,
        definitions: operation.inputs,
        path: present('config'),
        environment: present('environment'),
        variables: runner.env,
        given: Object.keys(given.texts).filter((name) => present(name) !== undefined)
    });
}
function keepNames(sources, names) {
    return sources.map((source) => ({ ...source, texts: Object.fromEntries(Object.entries(source.texts).filter(([name]) => names.includes(name))) }));
}
}),
7826:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
ET: () => ( readRunnerEnvironment),
Ui: () => ( readActionInputs),
uH: () => ( toIdentity),
un: () => ( readState)
});
function readRunnerEnvironment(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt = '1' } = env;
    const known = server !== undefined && repository !== undefined && run !== undefined;
    return {
        apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
        repository,
        sha: env['GITHUB_SHA'],
        runUrl: known ? `${server}/${repository}/actions/runs/${run}/attempts/${attempt}` : undefined,
        actor: env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'] ?? 'github-actions',
        machine: env['RUNNER_NAME'] ?? 'runner',
        isDebug: env['RUNNER_DEBUG'] === '1'
    };
}
function toIdentity({ actor, runUrl, machine }, processId) {
    return { who: actor, runUrl, machine, processId };
}
const INPUT = 'INPUT_';
function readActionInputs(env) {
    const texts = {};
    for (const [key, value] of Object.entries(env)) {
        if (key.startsWith(INPUT) && value !== undefined)
            texts[key.slice(INPUT.length).toLowerCase()] = value;
    }
    return { texts, describe: (name) => `input ${name}` };
}
function readState(env, name) {
    const value = env[`STATE_${name}`];
    return value === '' ? undefined : value;
}
}),
37660:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
b: () => ( renderWorkflowCommand),
i: () => ( renderLogLines)
});
function renderWorkflowCommand(name, message, properties = {}) {
    const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
    return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeMessage(message)}`;
}
function renderLogLines(text) {
    return text.split(/\r\n|\r|\n/).map((line) => line.replace(/^([\s\u0085]*):(?=:)/, '$1: ').replaceAll('##[', '# #['));
}
function escapeMessage(message) {
    return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
function escapeProperty(value) {
    return escapeMessage(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
})

};
