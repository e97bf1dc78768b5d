import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 582;
export const ids = [582];
export const modules = {
20582:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  performAction: () => ( performAction)
});
var external_node_crypto_ = __webpack_require__(77598);
var core = __webpack_require__(28998);
var engine = __webpack_require__(44231);
var operations = __webpack_require__(88719);
var external_node_path_ = __webpack_require__(76760);
;
function requireArtifactService({ name, env }) {
    if (name === undefined)
        return;
    const problem = findServiceProblem(env);
    if (problem === undefined)
        return;
    throw new core .mG('DK_INPUT_INVALID', {
        message: `The artifact ${name} cannot be kept: ${problem}`,
        remedy: 'Leave artifact-name out; the package is a file of the job all the same (output path)'
    });
}
function findServiceProblem(env) {
    const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
    if (!isGitHubCom(server))
        return `${server} is an own GitHub server, which does not offer the artifacts that this needs`;
    const isThere = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].every((variable) => (env[variable] ?? '') !== '');
    return isThere ? undefined : 'this job has no artifact service (act has none that takes it)';
}
function isGitHubCom(server) {
    const host = URL.canParse(server) ? new URL(server).hostname : '';
    return host === 'github.com' || host.endsWith('.ghe.com') || host.endsWith('.ghe.localhost');
}
async function keepArtifact(report, { name, load }) {
    if (name === undefined || report.outcome !== 'succeeded')
        return report;
    try {
        const file = external_node_path_.resolve(report.outputs['path'] ?? '');
        const client = await load();
        const { id } = await client.uploadArtifact(name, [file], external_node_path_.dirname(file), { compressionLevel: 0 });
        return { ...report, outputs: { ...report.outputs, ...(id === undefined ? {} : { 'artifact-id': String(id) }) } };
    }
    catch (failure) {
        return { ...report, outcome: 'failed', error: notKept(name, failure) };
    }
}
function notKept(name, failure) {
    const reason = toReason(failure);
    const taken = /already exists|409/.test(reason);
    return new core .mG('DK_ARTIFACT_FAILED', {
        message: `The package was made, but the artifact ${name} could not be kept: ${reason}`,
        remedy: taken ? 'Give every artifact of a workflow run a name of its own' : 'Run the job again, or upload the file of the output path with actions/upload-artifact',
        cause: failure
    });
}
function toReason(failure) {
    if (!(failure instanceof Error))
        return String(failure);
    if (failure.message.trim() !== '')
        return failure.message;
    return 'statusCode' in failure ? `refused with HTTP status ${String(failure.statusCode)}` : failure.name;
}
async function loadArtifactClient() {
    const { DefaultArtifactClient } = await Promise.all( [__webpack_require__.e(1351), __webpack_require__.e(5690)]).then(__webpack_require__.bind(__webpack_require__, 35690));
    return new DefaultArtifactClient();
}
var deployment = __webpack_require__(31015);
var runner_environment = __webpack_require__(7826);
;
function findDeploymentPlace(operation, front, env) {
    const token = env['INPUT_GITHUB-TOKEN']?.trim();
    const { apiUrl, repository, runUrl } = (0,runner_environment .ET)(env);
    const wanted = operation.danger !== 'read-only' && !front['plan-only'];
    if (!wanted || token === undefined || token === '' || repository === undefined)
        return undefined;
    return { apiUrl, token, repository, environment: front.environment ?? 'production', environmentUrl: front['environment-url'], runUrl };
}
class DeploymentOfRun {
    #place;
    #links;
    #opening;
    constructor(place, links) {
        this.#place = place;
        this.#links = links;
    }
    begin(plan) {
        const makesLive = Object.values(plan.live).some(({ before, after }) => after !== undefined && after !== before);
        if (makesLive && plan.steps.length > 0 && plan.problems.length === 0)
            this.#opening ??= this.#open(plan);
    }
    async end(report) {
        const id = await this.#opening;
        if (this.#place === undefined || id === undefined)
            return;
        const description = report.error === undefined ? report.plan.title : describe(report.error);
        const closed = await (0,deployment .fT)(this.#place, { id, state: (0,deployment .OY)(report), description }, this.#links.notice);
        if (closed)
            await this.#links.saveState({ 'deployment-ended': 'true' });
    }
    async #open(plan) {
        const place = this.#place;
        const ref = plan.outputs['commit'] || this.#links.sha;
        if (place === undefined || ref === undefined)
            return undefined;
        const payload = { deployKit: core .rE, operation: plan.operation, plan: plan.hash, hosts: plan.hosts, outputs: plan.outputs, runUrl: place.runUrl ?? null };
        const id = await (0,deployment .Q6)(place, { ref, description: plan.title, payload }, this.#links.notice);
        if (id !== undefined)
            await this.#links.saveState({ 'deployment-id': String(id) });
        return id;
    }
}
function describe({ code }) {
    return `${code}: ${core .OP[code].meaning}`;
}

;
function renderEvidenceFiles(report) {
    const evidence = report.evidence.map(({ title, host, text }, index) => [nameFile(index + 1, `${title} ${host}`), (0,core .$Y)(text)]);
    return {
        'report.json': `${JSON.stringify(report, undefined, 2)}\n`,
        'summary.md': (0,core .Br)(report),
        ...Object.fromEntries(evidence)
    };
}
function nameFile(number, title) {
    const words = title.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 80);
    return `evidence-${String(number).padStart(2, '0')}-${words}.txt`;
}
var log = __webpack_require__(17590);
;
function toOutputs(report) {
    return {
        ...report.plan.outputs,
        ...report.outputs,
        outcome: report.outcome,
        ...(hasPlan(report) ? { 'plan-hash': report.plan.hash } : {}),
        ...toErrorOutputs(report.error)
    };
}
function hasPlan({ plan }) {
    return plan.steps.length + plan.tables.length + plan.notes.length > 0;
}
function toFailureOutputs(error) {
    return { outcome: 'failed', ...toErrorOutputs(error) };
}
function toErrorOutputs(error) {
    return error === undefined ? {} : { 'error-code': error.code, 'error-owner': core .OP[error.code].owner };
}
var read_values = __webpack_require__(30428);
;
function renderFileCommand(values) {
    return Object.entries(values)
        .map(([name, value]) => {
        const delimiter = `deploy_kit_${(0,external_node_crypto_.randomUUID)()}`;
        return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
        .join('');
}

;
class StepRecorder {
    #env;
    #append;
    constructor(env, append) {
        this.#env = env;
        this.#append = append;
    }
    async addOutputs(outputs) {
        await this.#write('GITHUB_OUTPUT', renderFileCommand(outputs));
    }
    async saveState(state) {
        await this.#write('GITHUB_STATE', renderFileCommand(state));
    }
    async addSummary(markdown) {
        await this.#write('GITHUB_STEP_SUMMARY', markdown);
    }
    async #write(variable, text) {
        const path = this.#env[variable];
        if (path !== undefined && path !== '')
            await this.#append(path, text);
    }
}

;
async function performAction(name, runner) {
    const step = {
        runner,
        log: new log .r(runner.write),
        recorder: new StepRecorder(runner.env, engine .IM),
        local: (0,engine .ZV)(process.cwd())
    };
    try {
        const operation = await operations .zU[name]();
        const inputs = await (0,read_values .b)({ operation, runner, local: step.local });
        const artifact = { name: readArtifactName(inputs), env: runner.env, load: loadArtifactClient };
        requireArtifactService(artifact);
        requireName(operation, inputs);
        const report = await keepArtifact(await applyOperation(operation, inputs, step), artifact);
        const evidence = isGood(report) ? {} : await keepEvidence(report, step);
        await tellReport(report, inputs.front.summary, { ...step, outputs: evidence });
        return isGood(report) ? 0 : 1;
    }
    catch (thrown) {
        await tellFailure(name, (0,core .RI)(thrown), step);
        return 1;
    }
}
function readArtifactName({ values }) {
    const name = values['artifact-name'];
    return typeof name === 'string' ? name : undefined;
}
function requireName(operation, { front, values, connection }) {
    if (!(0,core .wX)(operation, values) || front['plan-only'])
        return;
    const hosts = connection.hosts.map(({ name }) => name);
    (0,core .ax)({ operation, values, environment: front.environment, hosts, phrase: (name) => `confirm: ${name}` });
}
async function applyOperation(operation, inputs, step) {
    const { runner, log, recorder } = step;
    const { front, values, connection } = inputs;
    const environment = (0,runner_environment .ET)(runner.env);
    const deployment = new DeploymentOfRun(findDeploymentPlace(operation, front, runner.env), {
        notice: (message) => log.annotations.add('notice', 'deploy-kit', message),
        saveState: (state) => recorder.saveState(state),
        sha: environment.sha
    });
    const listen = (event) => {
        log.listen(event);
        if (event.type === 'planned')
            deployment.begin(event.plan);
    };
    const runId = (0,external_node_crypto_.randomBytes)(6).toString('hex');
    await recorder.saveState({ 'run-id': runId });
    const report = await (0,engine .xj)({
        operation,
        values,
        connection,
        local: step.local,
        runId,
        identity: (0,runner_environment .uH)(environment, runner.processId),
        mode: front['plan-only'] ? 'plan' : 'apply',
        approvedHash: front['approved-hash'],
        signal: runner.signal,
        listen
    });
    await deployment.end(report);
    if (report.error?.code !== 'DK_CONNECTION_LOST')
        await recorder.saveState({ 'run-ended': 'true' });
    return report;
}
async function tellReport(report, withSummary, { log, recorder, outputs }) {
    if (report.error !== undefined)
        log.fail(report.error);
    else
        for (const { code, message, remedy } of report.plan.problems)
            log.annotations.add('error', code, `${message}\n-> ${remedy}`);
    await recorder.addOutputs({ ...toOutputs(report), ...outputs });
    if (withSummary)
        await recorder.addSummary((0,core .Br)(report, { overflow: log.annotations.overflow }));
}
async function keepEvidence(report, { runner, log }) {
    const parent = runner.env['RUNNER_TEMP'] ?? '';
    if (parent === '')
        return {};
    const folder = `${parent}/deploy-kit-${report.plan.operation}-${report.startedAt}`;
    try {
        await (0,engine .hV)(folder, renderEvidenceFiles(report));
    }
    catch (problem) {
        log.info(`The evidence could not be written to ${folder}: ${String(problem)}`, 'WARN ');
        return {};
    }
    log.info(`Evidence, to upload as an artifact: ${folder}`);
    return { 'evidence-folder': folder };
}
async function tellFailure(name, error, { log, recorder }) {
    log.fail(error);
    const warn = (problem) => log.info(`The outputs or the summary could not be written: ${String(problem)}`, 'WARN ');
    await recorder.addOutputs(toFailureOutputs(error)).catch(warn);
    await recorder.addSummary((0,core .Fr)(name, error)).catch(warn);
}
function isGood({ outcome, plan }) {
    return outcome === 'succeeded' || outcome === 'unchanged' || (outcome === 'planned' && plan.problems.length === 0);
}
})

};
