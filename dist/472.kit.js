import{fileURLToPath as __deployKitPath}from'node:url';import{dirname as __deployKitFolder}from'node:path';const __filename=__deployKitPath(import.meta.url);const __dirname=__deployKitFolder(__filename);
export const id = 472;
export const ids = [472];
export const modules = {
80472:
((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {
__webpack_require__.r(__webpack_exports__);
__webpack_require__.d(__webpack_exports__, {
  packageOperation: () => ( packageOperation)
});
var core = __webpack_require__(28998);
;
const packageInputs = (0,core .pf)({
    source: (0,core .Qq)({ group: 'Source', description: 'The folder to package.', default: '.', example: 'build' }),
    exclude: (0,core .p_)({
        group: 'Source',
        description: 'Patterns in gitignore syntax of what is not packaged, besides `.git`. A `.deployignore` file is read too.',
        example: 'node_modules/\n*.log'
    }),
    include: (0,core .p_)({
        group: 'Source',
        description: 'Files that are refused unless they are named here: `.env` files and private keys.',
        example: '.env.defaults'
    }),
    output: (0,core .Qq)({
        group: 'Target',
        description: 'Where the package goes. When it lies in the source, it is not packaged itself.',
        default: 'deployment_package.tar.gz',
        example: 'dist/app.tar.gz',
        check: findOutputProblem
    }),
    'artifact-name': (0,core .Qq)({
        group: 'Target',
        description: 'In a workflow: also keep the package as an artifact of the run, under this name. The command line only writes the file.',
        example: 'deployment-package',
        check: findArtifactNameProblem
    })
});
function findOutputProblem(output) {
    return /[^/]\.(?:tar\.gz|tgz)$/.test(output) ? undefined : `must be the name of a file that ends with .tar.gz or .tgz, not ${JSON.stringify(output)}`;
}
function findArtifactNameProblem(name) {
    return /["*/:<>?\\|\r\n]/.test(name) ? `must not contain any of " * / : < > ? \\ | or a line end: ${JSON.stringify(name)}` : undefined;
}

;
async function observePackage(values, { local }) {
    const { source, output, exclude = [], include = [] } = values;
    const [sourceKind, outputKind] = await Promise.all([local.exists(source), local.exists(output)]);
    if (sourceKind === 'file')
        throw refuse('DK_SOURCE_INVALID', `The source ${source} is a file, and only a folder can be packaged`, 'Give the folder by `source`');
    if (outputKind === 'folder')
        throw refuse('DK_INPUT_INVALID', `The output ${output} is a folder`, 'Give the name of a file by `output`');
    const [tree, commit] = await Promise.all([
        local.readTree(source, { exclude, include, packageFile: output }),
        local.findCommit(source, output)
    ]);
    return { tree, commit };
}
function refuse(code, message, remedy) {
    return new core .mG(code, { message, remedy });
}

;
const PLACE = { host: 'local', answer: 'package' };
function planPackage(values, facts) {
    const { source, output } = values;
    const { tree, commit } = facts;
    const contents = countContents(tree);
    return (0,core .tP)({
        operation: 'package',
        title: `Package ${source} as ${output}`,
        hosts: [PLACE.host],
        tables: [contentsTable(tree, contents)],
        notes: writeNotes(values, facts),
        problems: [],
        phases: ['package'],
        steps: [writeStep(values, facts)],
        onFailure: 'stop',
        journals: {},
        probes: [],
        live: {},
        outputs: { path: output, files: String(contents.files), 'tree-digest': tree.digest, commit: commit?.id ?? '' }
    });
}
function writeStep({ source, output }, { tree, commit }) {
    const title = `Write ${output}`;
    return { kind: 'write-package', id: 'write-package', title, phase: 'package', effect: 'write', ...PLACE, source, output, entries: tree.entries, commit };
}
function countContents({ entries }) {
    const folders = entries.filter(({ type }) => type === 'folder').length;
    const sizeBytes = entries.reduce((sum, entry) => sum + (entry.type === 'file' ? entry.sizeBytes : 0), 0);
    return { files: entries.length - folders, folders, sizeBytes };
}
function contentsTable({ digest }, { files, folders, sizeBytes }) {
    return {
        title: 'What is packaged',
        columns: ['files', 'folders', 'size', 'tree digest'],
        rows: [[String(files), String(folders), (0,core .qI)(sizeBytes), digest]]
    };
}
function writeNotes({ 'artifact-name': artifact }, { commit }) {
    const notes = [
        commit !== undefined && `Recorded in the package: commit ${commit.id.slice(0, 7)} (${commit.subject})`,
        commit?.isDirty === true && 'The working tree has changes that are not in the commit: they are packaged, and the package says so',
        commit === undefined && 'No commit is recorded in the package: the source is not in a git repository',
        artifact !== undefined && `In a workflow, the package is then kept as the artifact ${artifact}`
    ];
    return notes.filter((note) => note !== false);
}

;
const packageOperation = (0,core .h9)({
    name: 'package',
    summary: 'Package a folder reproducibly: the same files give the same bytes, with a manifest that the deploy verifies',
    inputs: packageInputs,
    outputs: {
        path: { description: 'The package, as `output` names it.' },
        sha256: { description: 'SHA-256 of the package. Not set when nothing was written.' },
        'size-bytes': { description: 'Size of the package. Not set when nothing was written.' },
        files: { description: 'How many files and links are in it.' },
        'tree-digest': { description: 'SHA-256 of its manifest: equal for equal files, however they are compressed.' },
        commit: { description: 'The commit that is recorded in it; empty outside git.' },
        'artifact-id': { description: 'Id of the artifact. Only set with `artifact-name`.' }
    },
    examples: [
        { command: 'package --source . --output deployment_package.tar.gz', does: 'packages the current folder' },
        { command: 'package --source build --exclude "*.map" --plan', does: 'shows what would be in the package' }
    ],
    danger: 'write',
    isAction: true,
    observe: observePackage,
    plan: planPackage,
    outputsAfter: (_, { answers }) => {
        const [sha256, sizeBytes] = answers[`${PLACE.host}/${PLACE.answer}`]?.split(' ') ?? [];
        return sha256 === undefined || sizeBytes === undefined ? {} : { sha256, 'size-bytes': sizeBytes };
    }
});
})

};
