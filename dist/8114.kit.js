import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 8114;
export const ids = [8114];
export const modules = {
8114:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
backup: () => ( backup)
});
var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28998);
var _tools_lock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13336);
var _backup_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60474);
var _observe_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11230);
var _plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(50227);





const backup = (0,_core_index_js__WEBPACK_IMPORTED_MODULE_0__ .h9)({
    name: 'backup',
    summary: 'Back up databases and files on their hosts: from one moment, read back before it counts, and sealed for keys that are elsewhere',
    inputs: _backup_inputs_js__WEBPACK_IMPORTED_MODULE_2__ .Ct,
    outputs: {
        backup: { description: 'Name of the backup.' },
        folder: { description: 'Its folder on the hosts.' }
    },
    examples: [
        { command: 'backup --environment production', does: 'backs up all components' },
        { command: 'backup --environment production --only db --backup-name before-the-move', does: 'backs up one of them, under a name' }
    ],
    danger: 'write',
    isAction: true,
    lease: _tools_lock_js__WEBPACK_IMPORTED_MODULE_1__ .xc,
    observe: _observe_js__WEBPACK_IMPORTED_MODULE_3__ .zr,
    plan: _plan_js__WEBPACK_IMPORTED_MODULE_4__ .W6
});
})

};
