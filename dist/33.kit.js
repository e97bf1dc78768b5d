import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 33;
export const ids = [33];
export const modules = {

/***/ 77033:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _packages_github_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11483);

await (0,_packages_github_index_js__WEBPACK_IMPORTED_MODULE_0__/* .runPost */ .a)('ssh-deploy');

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 11483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* reexport */ runAction),
  a: () => (/* reexport */ runPost)
});

// EXTERNAL MODULE: ./build/packages/core/index.js + 43 modules
var core = __webpack_require__(28998);
;// CONCATENATED MODULE: ./build/packages/github/runner.js
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

;// CONCATENATED MODULE: ./build/packages/github/run-action.js


async function runAction(name) {
    const runner = connectRunner();
    runner.write(`deploy-kit ${core/* version */.rE}: ${name}`);
    const { performAction } = await Promise.all(/* import() */[__webpack_require__.e(145), __webpack_require__.e(959), __webpack_require__.e(722), __webpack_require__.e(582)]).then(__webpack_require__.bind(__webpack_require__, 20582));
    endProcess(await performAction(name, runner));
}
async function runPost(name) {
    const runner = connectRunner();
    runner.write(`deploy-kit ${core/* version */.rE}: after ${name}`);
    const { cleanUp } = await Promise.all(/* import() */[__webpack_require__.e(145), __webpack_require__.e(959), __webpack_require__.e(722), __webpack_require__.e(34)]).then(__webpack_require__.bind(__webpack_require__, 33034));
    await cleanUp(name, runner);
    endProcess(0);
}

;// CONCATENATED MODULE: ./build/packages/github/index.js



/***/ })

};
