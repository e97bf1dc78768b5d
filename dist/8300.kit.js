import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 8300;
export const ids = [8300];
export const modules = {
98300:
((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
var _packages_github_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11483);

await (0,_packages_github_index_js__WEBPACK_IMPORTED_MODULE_0__ .C)('restore');

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);
}),
11483:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.d(__webpack_exports__, {
  C: () => ( runAction),
  a: () => ( runPost)
});
var core = __webpack_require__(28998);
;
function connectRunner() {
    const cancelled = new AbortController();
    const write = (line) => void process.stdout.write(`${line}\n`);
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => {
            if (!cancelled.signal.aborted)
                write(`WARN  Cancelled (${signal}): what was done is being undone`);
            cancelled.abort();
        });
    }
    return { env: process.env, processId: process.pid, write, signal: cancelled.signal };
}
function endProcess(exitCode) {
    process.exitCode = exitCode;
    setTimeout(() => process.exit(exitCode), 2000).unref();
}

;
async function runAction(name) {
    const runner = connectRunner();
    runner.write(`deploy-kit ${core .rE}: ${name}`);
    const { performAction } = await Promise.all( [__webpack_require__.e(6145), __webpack_require__.e(7117), __webpack_require__.e(2341), __webpack_require__.e(582)]).then(__webpack_require__.bind(__webpack_require__, 20582));
    endProcess(await performAction(name, runner));
}
async function runPost(name) {
    const runner = connectRunner();
    runner.write(`deploy-kit ${core .rE}: after ${name}`);
    const { cleanUp } = await Promise.all( [__webpack_require__.e(6145), __webpack_require__.e(7117), __webpack_require__.e(2341), __webpack_require__.e(3034)]).then(__webpack_require__.bind(__webpack_require__, 33034));
    await cleanUp(name, runner);
    endProcess(0);
}

;
})

};
