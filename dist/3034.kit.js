import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 3034;
export const ids = [3034];
export const modules = {
33034:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
cleanUp: () => ( cleanUp)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _engine_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44231);
var _operations_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88719);
var _deployment_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(31015);
var _log_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17590);
var _read_values_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30428);
var _runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7826);







async function cleanUp(name, runner) {
    const log = new _log_js__WEBPACK_IMPORTED_MODULE_3__ .r(runner.write);
    const attempt = async (title, action) => {
        try {
            await action();
        }
        catch (thrown) {
            const { message, remedy } = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .RI)(thrown);
            log.annotations.add('warning', 'deploy-kit', `${title}: ${message}. ${remedy}`);
        }
    };
    const runId = (0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .un)(runner.env, 'run-id');
    if (runId !== undefined && (0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .un)(runner.env, 'run-ended') === undefined) {
        log.info(`${name} did not end by itself: releasing its deploy lock`);
        await attempt('The deploy lock may still be held; it expires 90 s after its last heartbeat', () => releaseLock(runId, runner, log));
    }
    await attempt('The GitHub Deployment may still be open', () => closeDeployment(runner, log));
}
async function releaseLock(runId, runner, log) {
    const local = (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_1__ .ZV)(process.cwd());
    const operation = await _operations_index_js__WEBPACK_IMPORTED_MODULE_2__ .zU.unlock();
    const { values, connection } = await (0,_read_values_js__WEBPACK_IMPORTED_MODULE_4__ ._)({ operation, runner, local }, { 'run-id': runId });
    const identity = (0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .uH)((0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .ET)(runner.env), runner.processId);
    const report = await (0,_engine_index_js__WEBPACK_IMPORTED_MODULE_1__ .xj)({
        operation,
        values,
        connection,
        local,
        identity,
        mode: 'apply',
        signal: runner.signal,
        listen: (event) => {
            if (event.type !== 'planned' && event.type !== 'finished')
                log.listen(event);
        }
    });
    if (report.error !== undefined)
        throw report.error;
}
async function closeDeployment(runner, log) {
    const id = Number((0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .un)(runner.env, 'deployment-id') ?? 0);
    if (id === 0 || (0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .un)(runner.env, 'deployment-ended') !== undefined)
        return;
    const { apiUrl, repository, runUrl } = (0,_runner_environment_js__WEBPACK_IMPORTED_MODULE_5__ .ET)(runner.env);
    const token = runner.env['INPUT_GITHUB-TOKEN']?.trim();
    if (token === undefined || token === '' || repository === undefined)
        return;
    const place = { apiUrl, token, repository, environment: '', environmentUrl: undefined, runUrl };
    const description = 'The run was ended before it could tell how it went';
    const closed = await (0,_deployment_js__WEBPACK_IMPORTED_MODULE_6__ .fT)(place, { id, state: 'error', description }, (message) => log.annotations.add('warning', 'deploy-kit', message));
    if (closed)
        log.info(`GitHub Deployment ${id} closed: ${description}`);
}
})

};
