// npm test [-- suite ...]: brings what the tests need, runs the suites in order, and ends with one line of totals.
// npm run test:exhaustive: the long runs: every fault at every step (docs/fault-matrix.md), and all that is done on the test bed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findNode, installPackages, jestWords, nodeEnvironment, root } from './project-node.mjs'
import { findTestFiles } from './test-files.mjs'
import { findMissingTools, installSystemPackages } from './system-tools.mjs'

/** In order: what fails fastest comes first. Suites that mostly wait for hosts get more workers than there are processors. */
const SUITES = [
  { name: 'static' },
  { name: 'unit', folder: 'test/unit', workers: 2, limitSeconds: 120 },
  { name: 'contract', folder: 'test/contract', workers: 2, limitSeconds: 300 },
  { name: 'integration', folder: 'test/integration', workers: 3, limitSeconds: 900 },
  { name: 'e2e', folder: 'test/e2e', workers: 2, limitSeconds: 1800 },
  // Each file has hosts of its own, and mostly waits for them.
  { name: 'testbed', folder: 'test/testbed-suites', workers: 3, limitSeconds: 1500 }
]

/** Of both, `npm test` runs a fixed part. */
const EXHAUSTIVE = [
  { name: 'integration', folder: 'test/integration', workers: 2, limitSeconds: 5400 },
  { name: 'testbed', folder: 'test/testbed-suites', workers: 2, limitSeconds: 7200 }
].map((suite) => ({ ...suite, environment: { DEPLOY_KIT_EXHAUSTIVE: '1' } }))

const isExhaustive = process.argv[2] === '--exhaustive'
const suites = isExhaustive ? EXHAUSTIVE : chooseSuites(process.argv.slice(2))
heading('install')
installPackages()
const node = findNode()
const resultsFolder = mkdtempSync(path.join(os.tmpdir(), 'deploy-kit-tests-'))
process.on('exit', () => rmSync(resultsFolder, { recursive: true, force: true }))

const hasTestbed = suites.some(({ name }) => name === 'testbed') && runTestbed('check') === 0
const files = suites.flatMap(({ folder }) => (folder === undefined ? [] : findTestFiles(folder, { isExhaustive })))
installSystemPackages(files.flatMap(({ needs }) => needs))
const missing = [...findMissingTools(files.flatMap(({ needs }) => needs)), ...(hasTestbed ? [] : ['testbed'])]
const leftOut = files.filter(({ needs }) => needs.some((tool) => missing.includes(tool)))
const results = suites.map((suite) => runSuite(suite))
process.exitCode = tell(results) ? 0 : 1

function runSuite(suite) {
  heading(suite.name)
  const startedAt = performance.now()
  const results = suite.folder === undefined ? runChecks() : suite.name === 'testbed' ? runOnTestbed(suite) : runJest(suite)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`\n${suite.name}: ${totalsOf(results)} in ${seconds.toFixed(1)} s`)
  return { ...results, name: suite.name, seconds }
}

function runChecks() {
  const resultsFile = path.join(resultsFolder, 'static.json')
  const { status } = run(['--no-warnings', 'scripts/check.ts', '--results', resultsFile], 600)
  const checks = readJson(resultsFile) ?? []
  const failed = checks.filter(({ passed }) => !passed).length
  // Without results the checks broke down themselves.
  return { passed: checks.length - failed, failed: status === 0 ? failed : Math.max(1, failed), skipped: [] }
}

function runJest({ name, folder, workers, limitSeconds, environment }) {
  const chosen = files.filter((file) => file.path.startsWith(`${folder}/`) && !leftOut.includes(file))
  if (chosen.length === 0) return { passed: 0, failed: 0, skipped: [] }
  const resultsFile = path.join(resultsFolder, `${name}.json`)
  const words = ['--runTestsByPath', ...chosen.map((file) => file.path), '--json', `--outputFile=${resultsFile}`, `--maxWorkers=${workers}`]
  const { status, error } = run(jestWords(words), limitSeconds, environment)
  if (error !== undefined) console.error(`The suite was stopped: ${error.message} (limit: ${limitSeconds} s)`)
  const results = readJson(resultsFile)
  if (results === undefined) return { passed: 0, failed: 1, skipped: [] }
  // A file that cannot even be loaded has no tests that could fail.
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  return { passed: results.numPassedTests, failed: status === 0 ? failed : Math.max(1, failed), skipped: findSkipped(results) }
}

/** Leaves the machine as it was: a test bed that was up stays up. */
function runOnTestbed(suite) {
  const wasUp = runTestbed('status') === 0
  try {
    return runJest(suite)
  } finally {
    if (hasTestbed && !wasUp) runTestbed('down')
  }
}

function runTestbed(command) {
  return run(['--no-warnings', 'scripts/testbed.ts', command], 300).status
}

function findSkipped(results) {
  return results.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'skipped' || status === 'disabled')
      .map(({ fullName }) => `${path.relative(root, file.name)}: ${fullName}`)
  )
}

/** Prints the totals; true when nothing failed. */
function tell(results) {
  const skipped = [
    ...leftOut.map(({ path, needs }) => `${path}: needs ${needs.filter((tool) => missing.includes(tool)).join(', ')}`),
    ...results.flatMap((suite) => suite.skipped)
  ]
  heading('result')
  for (const suite of results) console.log(`${suite.name.padEnd(12)} ${suite.seconds.toFixed(1).padStart(7)} s  ${totalsOf(suite)}`)
  if (skipped.length > 0) console.log(`\nLeft out on this machine:\n${skipped.map((line) => `  - ${line}`).join('\n')}`)
  // On a build server a test that did not run proves nothing, so it must not look green.
  const forbidden = isBuildServer() ? skipped.length : 0
  if (forbidden > 0) console.log('CI is set: what was left out counts as failed.')
  const passed = results.reduce((sum, suite) => sum + suite.passed, 0)
  const failed = results.reduce((sum, suite) => sum + suite.failed, 0) + forbidden
  const rest = skipped.length - forbidden
  console.log(`\n${passed} passed, ${failed} failed${rest > 0 ? `, ${rest} skipped` : ''}`)
  return failed === 0 && passed > 0
}

function chooseSuites(names) {
  const known = SUITES.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    console.error(`Not a suite: ${unknown.join(', ')}. Usage: npm test [-- ${known.join(' | ')}]`)
    process.exit(2)
  }
  return SUITES.filter(({ name }) => names.length === 0 || names.includes(name))
}

function run(words, limitSeconds, environment = {}) {
  return spawnSync(node, words, { cwd: root, stdio: 'inherit', timeout: limitSeconds * 1000, env: { ...nodeEnvironment(node), ...environment } })
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function totalsOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
}

function isBuildServer() {
  return !['', 'false', '0'].includes(process.env.CI ?? '')
}

function heading(text) {
  console.log(`\n===== ${text} ${'='.repeat(Math.max(0, 70 - text.length))}`)
}
