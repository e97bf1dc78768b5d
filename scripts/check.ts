// npm run check: everything that can be told without running the product. Prints the command that repairs what failed.
import { writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { fileNameProblems } from './checks/file-names.ts'
import { findSourceFiles, root } from './checks/source-files.ts'
import { importCycles } from './checks/import-cycles.ts'
import { lockFileProblems } from './checks/lock-file.ts'
import { runProgram } from './checks/run-program.ts'
import { shellProgramProblems } from './checks/read-shell-programs.ts'

interface Check {
  readonly name: string
  /** A command, or what to do. */
  readonly repair: string
  /** What is wrong, one entry a problem. */
  readonly run: () => Promise<readonly string[]>
}

const checks: readonly Check[] = [
  { name: 'types', repair: 'npx tsc --noEmit -p .', run: () => runProgram('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.']) },
  { name: 'lint', repair: 'npm run lint -- --fix', run: () => runProgram('node_modules/eslint/bin/eslint.js', ['--max-warnings=0', '.']) },
  {
    name: 'generated files',
    repair: 'npm run generate',
    run: () => (existsSync(`${root}/packages/generate/main.ts`) ? runProgram('packages/generate/main.ts', ['--check']) : Promise.resolve([]))
  },
  { name: 'import cycles', repair: 'move what both files need into a third', run: async () => importCycles(await findSourceFiles()) },
  { name: 'file names', repair: 'name the file for what it holds (DESIGN, Words)', run: async () => fileNameProblems(await findSourceFiles()) },
  { name: 'lock file', repair: 'npm install --ignore-scripts --package-lock-only', run: lockFileProblems },
  {
    name: 'shell programs',
    repair: 'see the line of shellcheck, dash or busybox',
    run: async () => shellProgramProblems(await findSourceFiles())
  }
]

const results = await Promise.all(
  checks.map(async ({ name, repair, run }) => {
    const startedAt = performance.now()
    const problems = await run().catch((error: unknown) => [String(error)])
    return { name, repair, problems, seconds: (performance.now() - startedAt) / 1000 }
  })
)
for (const { name, repair, problems, seconds } of results) {
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (problems.length > 0) console.log(`${problems.join('\n').replaceAll(/^/gm, '       ')}\n       To repair: ${repair}`)
}

const resultsFlag = process.argv.indexOf('--results')
const resultsFile = resultsFlag < 0 ? undefined : process.argv[resultsFlag + 1]
if (resultsFile !== undefined) {
  await writeFile(resultsFile, JSON.stringify(results.map(({ name, problems }) => ({ name, passed: problems.length === 0 }))))
}
process.exitCode = results.every(({ problems }) => problems.length === 0) ? 0 : 1
