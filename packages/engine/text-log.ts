import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { DeployKitError } from '../core/index.ts'

/** A text file that lines are added to. Each line is in the file when `write` returns, so that a killed run keeps its log. */
export interface TextLog {
  write(line: string): void
  /** Safe to repeat. */
  close(): void
}

/**
 * Opens (and makes, readable by its owner only) a log file. Throws DK_INPUT_INVALID when it cannot be written.
 * A log that cannot be written to later (a full disk) does not stop the run.
 */
export function openTextLog(file: string): TextLog {
  let descriptor: number | undefined = open(file)
  return {
    write: (line) => {
      if (descriptor === undefined) return
      try {
        writeSync(descriptor, `${line}\n`)
      } catch {
        descriptor = undefined
      }
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = undefined
    }
  }
}

function open(file: string): number {
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
    return openSync(file, 'a', 0o600)
  } catch (cause) {
    throw new DeployKitError('DK_INPUT_INVALID', {
      message: `The log file ${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      remedy: 'Give --log-file a path in a folder that you may write to; nothing has been changed',
      cause
    })
  }
}
