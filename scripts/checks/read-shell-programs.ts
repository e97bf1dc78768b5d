import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findShellPrograms, programFileName, type ShellProgram } from './shell-programs.ts'
import type { SourceFile } from './source-files.ts'

/** Programs that read a shell program without running it, in the order of how well they explain what is wrong. */
const READERS: readonly (readonly [string, ...string[]])[] = [
  ['shellcheck', '-s', 'sh', '-f', 'gcc'],
  ['dash', '-n'],
  ['busybox', 'sh', '-n']
]

/** What the readers find wrong in one program; a reader that is not installed finds nothing here. */
export function readShellProgram(program: ShellProgram): readonly string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shell-program-'))
  try {
    const file = path.join(folder, programFileName(program))
    writeFileSync(file, program.text.endsWith('\n') ? program.text : `${program.text}\n`)
    return READERS.flatMap(([reader, ...words]) => {
      const { status, stdout, stderr, error } = spawnSync(reader, [...words, file], { encoding: 'utf8' })
      if (error !== undefined || status === 0) return []
      return [`${program.file}:${program.line} ${program.name}: ${reader}: ${`${stdout}${stderr}`.replaceAll(`${folder}/`, '').trim()}`]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function shellProgramProblems(files: readonly SourceFile[]): readonly string[] {
  const { programs, problems } = findShellPrograms(files)
  return [...problems, ...programs.flatMap(readShellProgram)]
}
