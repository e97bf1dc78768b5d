import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 7168;
export const ids = [7168];
export const modules = {
90351:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
g: () => ( findIdentity)
});
function findIdentity({ variables, user, machine, processId }) {
    const names = [variables['GITHUB_ACTOR'], variables['GITLAB_USER_LOGIN'], variables['SUDO_USER'], user];
    const person = names.find((name) => name !== undefined && name !== '') ?? user;
    return { who: `${person}@${machine}`, runUrl: findRunUrl(variables), machine, processId };
}
function findRunUrl(variables) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, CI_JOB_URL: gitlab } = variables;
    if (server !== undefined && repository !== undefined && run !== undefined)
        return `${server}/${repository}/actions/runs/${run}`;
    return gitlab;
}
}),
67168:
((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
var _engine_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44231);
var _identity_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90351);
var _run_cli_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67465);
var _terminal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83061);






const cancelling = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
        if (cancelling.signal.aborted)
            process.exit(130);
        cancelling.abort();
    });
}
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const cacheFolder = node_path__WEBPACK_IMPORTED_MODULE_1__.join(process.env['XDG_CACHE_HOME'] ?? node_path__WEBPACK_IMPORTED_MODULE_1__.join(node_os__WEBPACK_IMPORTED_MODULE_0__.homedir(), '.cache'), 'deploy-kit');
process.exitCode = await (0,_run_cli_js__WEBPACK_IMPORTED_MODULE_3__ .a)({
    argv: process.argv.slice(2),
    variables: process.env,
    terminal: (0,_terminal_js__WEBPACK_IMPORTED_MODULE_4__ .j)({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, variables: process.env }),
    ask: { input: process.stdin, output: process.stderr },
    identity: (0,_identity_js__WEBPACK_IMPORTED_MODULE_5__ .g)({ variables: process.env, user: findUser(), machine: node_os__WEBPACK_IMPORTED_MODULE_0__.hostname(), processId: process.pid }),
    local: (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_2__ .ZV)(process.cwd(), { cacheFolder, environment: process.env }),
    signal: cancelling.signal,
    now: Date.now
});
function findUser() {
    try {
        return node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo().username;
    }
    catch {
        return 'unknown';
    }
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);
}),
67465:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  a: () => ( runCli)
});
var core = __webpack_require__(28998);
var operations = __webpack_require__(88719);
var external_node_util_ = __webpack_require__(57975);
;
function splitCommand(argv) {
    const { tokens } = (0,external_node_util_.parseArgs)({ args: [...argv], options: toOptions(core .vP), strict: false, allowPositionals: true, tokens: true });
    const first = tokens.find((token) => token.kind === 'positional');
    if (first === undefined)
        return { command: undefined, rest: argv };
    return { command: first.value, rest: argv.filter((_, index) => index !== first.index) };
}
function parseCommandLine(argv, flags) {
    const all = [...flags, ...core .vP.filter((flag) => flags.every((known) => known.name !== flag.name))];
    const { tokens } = (0,external_node_util_.parseArgs)({ args: [...argv], options: toOptions(all), strict: false, allowPositionals: true, tokens: true });
    const found = { values: new Map(), problems: [] };
    for (const token of tokens) {
        if (token.kind === 'option')
            readOption(found, token, all);
        if (token.kind !== 'positional' || isUnknown(argv[token.index - 1] ?? '', all))
            continue;
        found.problems.push(`${token.value} is not expected here: inputs are flags${suggestFlag(token.value, all)}`);
    }
    checkRepeated(found);
    if (found.problems.length > 0)
        throw wrongFlags(found.problems);
    return { ...toInputs(found, flags), globals: toGlobals(found) };
}
function toOptions(flags) {
    const options = {};
    for (const { name, short, placeholder, negatable } of flags) {
        options[name] = { type: placeholder === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) };
        if (negatable)
            options[`no-${name}`] = { type: 'boolean' };
    }
    return options;
}
function isUnknown(word, flags) {
    if (!word.startsWith('--') || word.includes('='))
        return false;
    return flags.every(({ name, negatable }) => word !== `--${name}` && !(negatable && word === `--no-${name}`));
}
function readOption({ values, problems }, { name, rawName, value, inlineValue }, flags) {
    const flag = flags.find((known) => known.name === name || (known.negatable && `no-${known.name}` === name));
    if (flag === undefined) {
        problems.push(`${rawName} is not known${suggestFlag(name, flags)}`);
        return;
    }
    const text = flag.placeholder === undefined ? switchText(flag, name, value) : value;
    if (text === undefined || (flag.placeholder !== undefined && inlineValue !== true && /^--?[a-z]/.test(text))) {
        problems.push(flag.placeholder === undefined ? `${rawName} takes no value` : `${rawName} needs a value: ${rawName} ${flag.placeholder}`);
        return;
    }
    const earlier = values.get(flag.name);
    if (earlier === undefined)
        values.set(flag.name, { flag, texts: [text] });
    else
        earlier.texts.push(text);
}
function switchText(flag, name, value) {
    if (name !== flag.name)
        return value === undefined ? 'false' : undefined;
    if (value === undefined)
        return 'true';
    return flag.input === undefined ? undefined : value;
}
function checkRepeated({ values, problems }) {
    for (const { flag, texts } of values.values()) {
        if (flag.repeatable || new Set(texts).size < 2)
            continue;
        problems.push(flag.placeholder === undefined ? `--${flag.name} is given both ways` : `--${flag.name} is given more than once`);
    }
}
function suggestFlag(word, flags) {
    const secret = flags.find((flag) => flag.variable !== undefined && flag.input === word);
    if (secret !== undefined) {
        const ways = `--${secret.name} PATH or the environment variable ${secret.variable ?? ''}`;
        return `: a secret on the command line could be seen by others; use ${ways}`;
    }
    const meant = (0,core .kp)(word, flags.map((flag) => flag.name));
    return meant === undefined ? '' : `; did you mean --${meant}?`;
}
function toInputs({ values }, flags) {
    const texts = {};
    const files = {};
    for (const { flag, texts: given } of values.values()) {
        if (!flags.includes(flag) || flag.input === undefined)
            continue;
        if (flag.isFile)
            files[flag.input] = { path: given.at(-1) ?? '', flag: `--${flag.name}` };
        else
            texts[flag.input] = (flag.repeatable ? given : given.slice(-1)).join('\n');
    }
    return { texts, files };
}
function toGlobals({ values }) {
    const text = (name) => values.get(name)?.texts.at(-1);
    const isOn = (name) => text(name) === 'true';
    return {
        plan: isOn('plan'),
        json: isOn('json'),
        yes: isOn('yes'),
        verbose: isOn('verbose'),
        quiet: isOn('quiet'),
        version: isOn('version'),
        help: isOn('help'),
        config: text('config'),
        environment: text('environment'),
        approvedHash: text('approved-hash'),
        logFile: text('log-file')
    };
}
function wrongFlags(problems) {
    const list = problems.map((line) => `\n  - ${line}`).join('');
    const message = problems.length === 1 ? `Wrong flag: ${problems[0]}` : `${problems.length} flags are wrong:${list}`;
    return new core .mG('DK_INPUT_INVALID', { message, remedy: 'Add --help to the command to see its flags; nothing has been changed' });
}
var engine = __webpack_require__(44231);
var promises_ = __webpack_require__(26848);
;
function requireSomeoneToAsk({ operation, settings, values, hosts }, terminal) {
    const { yes, plan, environment } = settings;
    const isTyped = (0,core .wX)(operation, values);
    if (isTyped && !plan && (yes || values['confirm'] !== undefined)) {
        (0,core .ax)({ operation, values, environment, hosts, phrase: (name) => `deploy-kit ${operation.name} ... --yes --confirm ${name}` });
    }
    if (!needsConfirmation(operation, settings, values) || terminal.canAsk)
        return;
    const words = isTyped ? `--yes --confirm ${(0,core .vB)(environment, hosts)}` : '--yes';
    throw new core .mG('DK_CONFIRMATION_NEEDED', {
        message: `${operation.name} is destructive, and there is no terminal to ask for confirmation`,
        remedy: `Look at it with --plan first; then add ${words}: deploy-kit ${operation.name} ... ${words}`
    });
}
function needsConfirmation(operation, { yes, plan }, values) {
    const isTyped = (0,core .wX)(operation, values) && values['confirm'] !== undefined;
    return operation.danger === 'destructive' && !yes && !plan && !isTyped;
}
function phraseQuestion(operation, plan, { environment, values }) {
    const isTyped = (0,core .wX)(operation, values);
    if (plan.onFailure === 'undo' && !isTyped)
        return { text: `${plan.title}? Type y to go on: `, answers: ['y', 'Y', 'yes'] };
    const name = (0,core .vB)(environment, plan.hosts);
    const warning = isTyped ? 'It replaces data.' : 'This cannot be taken back.';
    return { text: `${plan.title}. ${warning} Type ${name} to go on: `, answers: [name] };
}
async function askQuestion({ text, answers }, { input, output }, signal) {
    const reader = (0,promises_.createInterface)({ input, output });
    const ended = new Promise((resolve) => reader.once('close', () => resolve('')));
    try {
        const answer = await Promise.race([reader.question(text, { signal }), ended]);
        return answers.includes(answer.trim());
    }
    finally {
        reader.close();
    }
}

;
function findExitCode({ outcome, error, plan }) {
    switch (outcome) {
        case 'succeeded':
        case 'unchanged':
            return 0;
        case 'planned':
            return error?.processExitCode ?? (plan.problems[0] === undefined ? 0 : core .OP[plan.problems[0].code].exitCode);
        case 'undone':
            return error?.code === 'DK_CANCELLED' ? core .OP.DK_CANCELLED.exitCode : core .OP.DK_DEPLOY_UNDONE.exitCode;
        case 'undo-failed':
            return core .OP.DK_UNDO_INCOMPLETE.exitCode;
        case 'failed':
            return error?.processExitCode ?? 1;
    }
}
var external_node_path_ = __webpack_require__(76760);
;
async function readInputs(request) {
    const { operation, commandLine, variables, local } = request;
    const { texts, files, globals } = commandLine;
    const told = [
        { texts, describe: (name) => `--${name}` },
        { texts: await readFiles(files, local), describe: (name) => files[name]?.flag ?? name },
        { texts: findSecretVariables(request), describe: (name) => (0,core .i7)(name, operation.inputs[name]) }
    ];
    await requireConfigFile(request);
    const config = await (0,operations .B9)({
        local,
        operations: operations .zU,
        variables,
        path: globals.config,
        environment: globals.environment,
        definitions: operation.inputs,
        given: told.flatMap((source) => Object.keys(source.texts))
    });
    const sources = [...told, ...config, await findMachineDefaults(request, [...told, ...config])];
    const definitions = operation.inputs;
    return { values: (0,core .TL)(definitions, sources), connection: (0,operations .dC)(definitions, sources) };
}
async function readFiles(files, local) {
    const read = Object.entries(files).map(async ([name, file]) => [name, await readFile(file, local)]);
    return Object.fromEntries(await Promise.all(read));
}
async function readFile({ path: file, flag }, local) {
    const refuse = (problem, cause) => new core .mG('DK_INPUT_INVALID', {
        message: `Wrong flag: ${flag} ${file} ${problem}`,
        remedy: 'Correct the path; nothing has been changed',
        cause
    });
    if ((await local.exists(file)) !== 'file')
        throw refuse('is not a file');
    const text = await local.readText(file).catch((error) => {
        throw refuse('cannot be read', error);
    });
    if (text.trim() === '')
        throw refuse('is empty');
    return text.trimEnd().includes('\n') ? text : text.replace(/\r?\n$/, '');
}
function findSecretVariables({ operation, variables }) {
    const names = Object.keys(operation.inputs).filter((name) => operation.inputs[name]?.kind === 'secret');
    const found = names.map((name) => [name, variables[(0,core .i7)(name, operation.inputs[name])] ?? '']);
    return Object.fromEntries(found.filter(([, text]) => text !== ''));
}
async function requireConfigFile({ commandLine, local }) {
    const { environment, config } = commandLine.globals;
    if (environment === undefined || config !== undefined || (await local.exists('deploy-kit.yml')) === 'file')
        return;
    throw new core .mG('DK_CONFIG_INVALID', {
        message: `The environment ${environment} is asked for, but there is no deploy-kit.yml in the working folder`,
        remedy: 'Go to the folder that holds it, or give --config FILE, or leave --environment out'
    });
}
async function findMachineDefaults({ operation, variables, local }, sources) {
    const isGiven = (name) => sources.some((source) => (source.texts[name] ?? '').trim() !== '');
    const isOpen = (name, instead) => Object.hasOwn(operation.inputs, name) && !isGiven(name) && !isGiven(instead);
    const texts = {};
    const agent = variables['SSH_AUTH_SOCK'] ?? '';
    if (agent !== '' && isOpen('agent-socket', 'private-key'))
        texts['agent-socket'] = agent;
    const knownHosts = external_node_path_.join(variables['HOME'] ?? '/', '.ssh', 'known_hosts');
    if (isOpen('known-hosts', 'fingerprint') && (await local.exists(knownHosts)) === 'file') {
        texts['known-hosts'] = await local.readText(knownHosts);
    }
    return { texts, describe: (name) => (name === 'known-hosts' ? knownHosts : 'SSH_AUTH_SOCK') };
}

;
function createEventLines() {
    const lastChecks = new Map();
    return (event) => {
        if (event.type !== 'checked')
            return renderEvent(event);
        const seen = renderChecks(event.results);
        const key = `${event.step.host} ${event.step.id}`;
        const isNews = lastChecks.get(key) !== seen;
        lastChecks.set(key, seen);
        const text = `[${event.step.host}] Health check ${event.attempt} of ${event.attempts}: ${seen}`;
        return [isNews ? { level: 'INFO', text } : { level: 'DEBUG', text, isPassing: true }];
    };
}
function renderEvent(event) {
    switch (event.type) {
        case 'connecting':
            return [line('INFO', event.host, `Connecting to ${event.address}...`, true)];
        case 'connected':
            return [line('INFO', event.host, `Connected in ${(0,core .PP)(event.durationMs / 1000)}`)];
        case 'planned':
            return [line('DEBUG', undefined, `Planned: ${event.plan.title} (${event.plan.hash.slice(0, 12)})`)];
        case 'lease-waiting':
            return [line('INFO', event.host, `Waiting for the deploy lock, held by ${event.holder}`)];
        case 'step-started':
            return [line('INFO', event.step.host, `${event.step.title}...`, true)];
        case 'step-output':
            return [line('INFO', event.step.host, `  | ${event.line}`)];
        case 'step-progress':
            return [];
        case 'step-finished':
            return [renderFinished(event.result)];
        case 'reconnecting':
            return [line('WARN', event.host, `The connection broke; connecting again (attempt ${event.attempt})`)];
        case 'undo-started':
            return [line('WARN', undefined, `Undoing what was done: ${event.reason}`)];
        case 'warning':
            return [line('WARN', event.host, event.message)];
        case 'debug':
            return [line('DEBUG', event.host, event.message)];
        case 'finished':
            return [];
    }
}
const ENDINGS = {
    succeeded: { level: 'INFO', words: 'done' },
    failed: { level: 'ERROR', words: 'FAILED' },
    skipped: { level: 'INFO', words: 'skipped' },
    undone: { level: 'WARN', words: 'undone' },
    'undo-failed': { level: 'ERROR', words: 'COULD NOT BE UNDONE' }
};
function renderFinished({ host, title, outcome, durationMs, detail }) {
    const { level, words } = ENDINGS[outcome];
    const time = outcome === 'skipped' ? '' : ` in ${(0,core .PP)(durationMs / 1000)}`;
    return line(level, host, `${title}: ${words}${time}${detail === '' ? '' : ` (${detail})`}`);
}
function renderChecks(results) {
    const failing = results.filter((result) => !result.passed);
    if (failing.length === 0)
        return `all ${results.length} passed`;
    const told = failing.map(({ title, detail, required }) => `${title}: ${detail}${required ? '' : ' (optional)'}`);
    return `${results.length - failing.length} of ${results.length} passed; ${told.join('; ')}`;
}
function line(level, host, text, isPassing = false) {
    return { level, text: (0,core .mz)(`${host === undefined ? '' : `[${host}] `}${text}`), isPassing };
}
function renderProgress({ doneBytes, totalBytes, elapsedMs }) {
    const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
    const amount = `${percent} %, ${(0,core .qI)(doneBytes)} of ${(0,core .qI)(totalBytes)}`;
    const perSecond = elapsedMs < 200 ? 0 : (doneBytes * 1000) / elapsedMs;
    if (perSecond < 1)
        return amount;
    const left = doneBytes < totalBytes ? `, ${(0,core .PP)((totalBytes - doneBytes) / perSecond)} left` : '';
    return `${amount}, ${(0,core .qI)(Math.round(perSecond))}/s${left}`;
}

;
const CLEAR = '\r\u001b[2K';
class StatusLine {
    #terminal;
    #text = '';
    constructor(terminal) {
        this.#terminal = terminal;
    }
    show(text) {
        if (!this.#terminal.isLive)
            return;
        const room = Math.max(10, (this.#terminal.columns ?? 80) - 2);
        this.#text = (0,core .sc)(text) <= room ? text : `${(0,core .C1)(text.replaceAll(' ', '\u00a0'), room - 1)[0] ?? ''}…`;
        this.#terminal.err(`${CLEAR}${this.#text}`);
    }
    printAbove(line) {
        this.#terminal.err(this.#text === '' ? line : `${CLEAR}${line}${this.#text}`);
    }
    clear() {
        if (this.#text !== '')
            this.#terminal.err(CLEAR);
        this.#text = '';
    }
}
var cli_terminal = __webpack_require__(83061);
;
class RunOutput {
    #options;
    #status;
    #renderEvent = createEventLines();
    #isReadOnly = false;
    #stepStartedAt = new Map();
    constructor(options) {
        this.#options = options;
        this.#status = new StatusLine(options.terminal);
    }
    begin(operation) {
        this.#isReadOnly = operation.danger === 'read-only';
    }
    listen(event) {
        if (event.type === 'planned' && !this.#isReadOnly && !this.#options.settings.plan && event.plan.text === undefined)
            this.#showPlan(event.plan);
        if (event.type === 'step-started')
            this.#stepStartedAt.set(stepKey(event), this.#options.now());
        if (event.type === 'step-progress')
            this.#showProgress(event);
        if (event.type === 'step-output' && event.stream === 'stdout' && this.#isReadOnly && !this.#options.settings.json) {
            this.#status.clear();
            this.#options.terminal.out(`${event.line}\n`);
            return;
        }
        for (const line of this.#renderEvent(event))
            this.#show(line);
    }
    finish(report) {
        this.#status.clear();
        const { terminal, settings, log } = this.#options;
        for (const line of (0,core .Uv)(report).split('\n').filter((text) => text !== ''))
            log(renderLogLine(line, this.#options.now()));
        if (settings.json)
            this.#printJson({ plan: report.plan, report });
        else if (report.plan.text !== undefined && report.error === undefined)
            terminal.out(report.plan.text);
        else if (report.outcome === 'planned')
            terminal.out(`${(0,core .$D)(report.plan, { width: widthOf(terminal) })}\n`);
        else
            this.#showResult(report);
    }
    fail(error) {
        this.#status.clear();
        const { terminal, settings, log, now } = this.#options;
        const text = (0,core .Ui)(error, { withCauses: settings.verbose });
        for (const line of text.split('\n'))
            log(renderLogLine(`ERROR ${line}`, now()));
        terminal.err(`${(0,cli_terminal .V)('ERROR', text, terminal.colours)}\n`);
        if (settings.json)
            this.#printJson({ plan: undefined, report: undefined, error });
    }
    close() {
        this.#status.clear();
    }
    #show(line) {
        const { terminal, settings, log, now } = this.#options;
        const text = line.level === 'INFO' ? line.text : `${line.level} ${line.text}`;
        if (line.level !== 'DEBUG' || settings.verbose)
            log(renderLogLine(text, now()));
        if (settings.quiet && (line.level === 'INFO' || line.level === 'DEBUG'))
            return;
        if (line.isPassing === true && terminal.isLive && !settings.verbose)
            return this.#status.show(line.text);
        if (line.level === 'DEBUG' && !settings.verbose)
            return;
        this.#status.printAbove(`${(0,cli_terminal .V)(line.level, line.text, terminal.colours)}\n`);
    }
    #showPlan(plan) {
        const { terminal, settings } = this.#options;
        if (settings.quiet || settings.json)
            return;
        this.#status.clear();
        terminal.out(`${(0,core .$D)(plan, { width: widthOf(terminal) })}\n`);
    }
    #showResult(report) {
        const { terminal, settings } = this.#options;
        if (this.#isReadOnly)
            terminal.out(renderAnswer(report, terminal.columns ?? Infinity));
        if (this.#isReadOnly && report.error === undefined && report.checks.length === 0)
            return;
        const text = `\n${(0,core .Uv)(report, { width: widthOf(terminal), withCauses: settings.verbose })}\n`;
        if (report.error === undefined)
            terminal.out(text);
        else
            terminal.err(text);
    }
    #showProgress(event) {
        if (this.#options.settings.quiet)
            return;
        const elapsedMs = this.#options.now() - (this.#stepStartedAt.get(stepKey(event)) ?? this.#options.now());
        this.#status.show(`[${event.step.host}] ${event.step.title}: ${renderProgress({ ...event, elapsedMs })}`);
    }
    #printJson({ plan, report, error }) {
        const rest = report === undefined ? null : { ...report, plan: undefined };
        const document = { plan: plan ?? null, report: rest, error: error ?? report?.error ?? null };
        this.#options.terminal.out(`${JSON.stringify(document, undefined, 2)}\n`);
    }
}
function renderLogLine(text, now) {
    return `[${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}] ${text}`;
}
function stepKey({ step }) {
    return `${step.host} ${step.id}`;
}
function widthOf({ columns }) {
    return columns ?? 120;
}
function renderAnswer({ plan, warnings }, width) {
    const tables = plan.tables.map((table) => (0,core .bo)(table, { width }));
    const parts = [...tables, ...plan.notes, ...warnings.map((warning) => `Warning: ${warning}`)];
    return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
}

;
async function runCommand(run) {
    const { logFile } = run.commandLine.globals;
    const log = logFile === undefined ? undefined : (0,engine .YD)(logFile);
    const output = new RunOutput({
        terminal: run.terminal,
        settings: run.commandLine.globals,
        log: (line) => log?.write(line),
        now: run.now
    });
    try {
        return await perform(run, output);
    }
    catch (thrown) {
        const error = (0,core .RI)(thrown);
        output.fail(error);
        return error.processExitCode;
    }
    finally {
        closeAll(output, log);
    }
}
async function perform(run, output) {
    const { operation, commandLine, terminal, local, identity, signal } = run;
    const { globals } = commandLine;
    output.begin(operation);
    const { values, connection } = await readInputs(run);
    requireSomeoneToAsk({ operation, settings: globals, values, hosts: connection.hosts.map(({ name }) => name) }, terminal);
    const report = await (0,engine .xj)({
        operation,
        values,
        connection,
        local,
        identity,
        mode: globals.plan ? 'plan' : 'apply',
        approvedHash: globals.approvedHash,
        confirm: (plan) => confirmPlan(run, values, plan),
        signal,
        listen: (event) => output.listen(event)
    });
    output.finish(report);
    return findExitCode(report);
}
async function confirmPlan({ operation, commandLine, ask, signal }, values, plan) {
    const { globals } = commandLine;
    if (!needsConfirmation(operation, globals, values))
        return true;
    const agreed = await askQuestion(phraseQuestion(operation, plan, { environment: globals.environment, values }), ask, signal);
    if (agreed)
        return true;
    throw new core .mG(signal.aborted ? 'DK_CANCELLED' : 'DK_CONFIRMATION_NEEDED', {
        message: 'It was not confirmed',
        remedy: 'Nothing has been changed'
    });
}
function closeAll(output, log) {
    output.close();
    log?.close();
}

;
async function runCli(cli) {
    try {
        return await dispatch(cli);
    }
    catch (thrown) {
        const error = (0,core .RI)(thrown);
        const [first, ...rest] = `${error.code}: ${error.message}`.split('\n');
        const text = [first, ...rest, `-> ${error.remedy}`].join('\n');
        cli.terminal.err(`${(0,cli_terminal .V)('ERROR', text, cli.terminal.colours)}\n`);
        if (cli.argv.includes('--json'))
            cli.terminal.out(`${JSON.stringify({ plan: null, report: null, error }, undefined, 2)}\n`);
        return error.processExitCode;
    }
}
async function dispatch(cli) {
    const { command, rest } = splitName(cli.argv);
    if (command === 'help')
        return showHelp(cli.terminal, splitName(rest).command);
    if (command === undefined)
        return dispatchWithoutCommand(cli);
    const operation = await loadOperation(command);
    if (rest.includes('--help') || rest.includes('-h'))
        return showHelp(cli.terminal, command);
    const commandLine = parseCommandLine(rest, (0,core .GY)(operation.inputs));
    if (commandLine.globals.version)
        return showVersion(cli.terminal);
    return runCommand({ ...cli, operation, commandLine });
}
function splitName(argv) {
    const one = splitCommand(argv);
    let [found, name, rest] = [one, one.command ?? '', one.rest];
    for (const _ of ['second', 'third']) {
        const next = splitCommand(rest);
        [name, rest] = [`${name} ${next.command ?? ''}`, next.rest];
        if ((0,operations .F)(name))
            found = { command: name, rest };
    }
    return found;
}
async function dispatchWithoutCommand({ argv, terminal }) {
    const { globals } = parseCommandLine(argv, []);
    if (globals.version)
        return showVersion(terminal);
    if (argv.length === 0 || globals.help)
        return showHelp(terminal, undefined);
    throw new core .mG('DK_INPUT_INVALID', { message: 'No command is given', remedy: 'deploy-kit --help lists the commands' });
}
async function showHelp({ out }, command) {
    if (command !== undefined) {
        out(`${(0,core .fd)(await loadOperation(command))}\n`);
        return 0;
    }
    const all = await Promise.all(Object.values(operations .zU).map((load) => load()));
    out(`${(0,core .mp)(all)}\n`);
    return 0;
}
function showVersion({ out }) {
    out(`${core .rE}\n`);
    return 0;
}
async function loadOperation(name) {
    if ((0,operations .F)(name))
        return operations .zU[name]();
    const words = Object.keys(operations .zU).flatMap((known) => (known.startsWith(`${name} `) ? [known.slice(name.length + 1)] : []));
    if (words.length > 0) {
        throw new core .mG('DK_INPUT_INVALID', {
            message: `${name} needs a second word: ${words.join(', ')}`,
            remedy: `deploy-kit ${name} ${words[0] ?? ''} --help tells about one of them`
        });
    }
    const meant = (0,core .kp)(name, Object.keys(operations .zU));
    throw new core .mG('DK_INPUT_INVALID', {
        message: `There is no command ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
        remedy: 'deploy-kit --help lists the commands'
    });
}
}),
83061:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
V: () => ( renderLevelLine),
j: () => ( openTerminal)
});
function openTerminal({ stdin, stdout, stderr, variables }) {
    const isDumb = variables['TERM'] === 'dumb';
    const isLive = stderr.isTTY === true && !isDumb && (variables['CI'] ?? '') === '';
    return {
        out: (text) => void stdout.write(text),
        err: (text) => void stderr.write(text),
        isLive,
        canAsk: stdin.isTTY === true && stderr.isTTY === true,
        columns: stdout.columns,
        colours: stderr.isTTY === true && !isDumb && (variables['NO_COLOR'] ?? '') === ''
    };
}
const COLOURS = { DEBUG: 90, INFO: 36, WARN: 33, ERROR: 31 };
function renderLevelLine(level, text, colours) {
    const label = level.padEnd(5);
    return `${colours ? `\u001b[${COLOURS[level]}m${label}\u001b[0m` : label} ${text}`;
}
})

};
