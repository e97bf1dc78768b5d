import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DeployKitError, type ErrorCode } from '../../packages/core/index.ts'
import type { OperationName } from '../../packages/operations/index.ts'
import { connectionTexts, runInputs } from './deploy-run.ts'
import { compareSnapshots, snapshotFolder } from './folder-snapshot.ts'
import { makeScratch, type Scratch } from './scratch.ts'
import { startSshd, type Sshd } from './sshd.ts'

export type Texts = Readonly<Record<string, string>>

/** Wrong inputs, and what is said about them; inputs that need something of the world are made by a function. */
export interface WrongInputs {
  readonly name: string
  readonly inputs: Texts | (() => Texts | Promise<Texts>)
  readonly code: ErrorCode
  /** What and where. */
  readonly says: RegExp
  /** What to do; default: to correct the inputs. */
  readonly remedy?: RegExp
  /** Default: ssh-deploy. */
  readonly operation?: OperationName
}

/** The value of an input that is not given at all, although runs have it by default. */
export const ABSENT = ' absent '

export const wrong = { code: 'DK_INPUT_INVALID' } as const
export const badSource = { code: 'DK_SOURCE_INVALID' } as const

/** For values that no message may show. */
export const HIDDEN = 'hunter2-hunter2'

/** The same is said of many values of one input. */
export function eachValue(input: string, values: readonly string[], rest: Omit<WrongInputs, 'name' | 'inputs'>): readonly WrongInputs[] {
  return values.map((value) => ({ ...rest, name: `${input} ${JSON.stringify(value)}`, inputs: { [input]: value } }))
}

/** A real server with an application that is live, which no wrong input may touch. Its values are there when tests run. */
export class RefusedRuns {
  readonly scratch: Scratch = makeScratch()
  readonly live = this.scratch.next('live')
  readonly source = this.scratch.next('source')
  #sshd: Sshd | undefined

  constructor() {
    beforeAll(async () => {
      this.#sshd = await startSshd()
      this.scratch.write(this.source, { 'version.txt': 'one', 'deploy/env.example': 'TOKEN=\nPORT=8080\n' })
      const { report } = await runInputs('ssh-deploy', { ...connectionTexts(this.sshd), path: this.live, source: this.source, secrets: 'TOKEN=one' })
      expect(report.outcome).toBe('succeeded')
      this.scratch.write(this.source, { 'version.txt': 'two' })
    })
    afterAll(async () => {
      await this.#sshd?.stop()
      this.scratch.remove()
    })
  }

  get sshd(): Sshd {
    if (this.#sshd === undefined) throw new Error('The server is started before the first test')
    return this.#sshd
  }

  /** One test for each row. */
  define(title: string, rows: readonly WrongInputs[]): void {
    describe(title, () => {
      test.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
        const error = await this.#runWrong(row)
        expect([error.code, error.message]).toEqual([row.code, expect.stringMatching(row.says)])
        expect(error.remedy).toMatch(row.remedy ?? /^Correct the inputs; nothing has been changed on any host$/)
        expectForPeople(error)
        this.#expectHidden(error)
      })
    })
  }

  #expectHidden({ message, remedy, stderrTail = '' }: DeployKitError): void {
    const keyLines = this.sshd.privateKey.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'))
    for (const secret of [HIDDEN, ...keyLines]) expect([message, remedy, stderrTail].join('\n')).not.toContain(secret)
  }

  /** The error of a run that must be refused. */
  async refuse(operation: OperationName, changes: Texts, mode: 'plan' | 'apply' = 'apply'): Promise<DeployKitError> {
    const known = operation === 'ssh-deploy' ? { source: this.source } : {}
    const all = { ...connectionTexts(this.sshd), path: this.live, ...known, ...changes }
    const given = Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ABSENT))
    try {
      const { report } = await runInputs(operation, given, { mode })
      if (report.error !== undefined) return report.error
      throw new Error(`${operation} was not refused: ${report.outcome}`)
    } catch (thrown) {
      if (thrown instanceof DeployKitError) return thrown
      throw thrown
    }
  }

  /**
   * Against the live application, and against a path where nothing is yet. A plan comes first: should the inputs be
   * taken for right ones, it does no harm.
   */
  async #runWrong({ operation = 'ssh-deploy', inputs }: WrongInputs): Promise<DeployKitError> {
    const given = typeof inputs === 'function' ? await inputs() : inputs
    const before = snapshotFolder(this.live)
    await this.refuse(operation, given, 'plan')
    const error = await this.refuse(operation, given)
    expect(compareSnapshots(before, snapshotFolder(this.live))).toBe('')
    const path = this.scratch.next('fresh')
    await this.refuse(operation, { path, ...given })
    expect(snapshotFolder(path)).toBe('nothing')
    return error
  }
}

/** Sentences that someone can act on, without the innards of a program. */
function expectForPeople({ message, remedy }: DeployKitError): void {
  expect(message).toMatch(/^(?:[\p{Lu}\d"~/]|[a-z ]+: )/u)
  expect(message).not.toMatch(/\.$/)
  expect(remedy.length).toBeGreaterThan(10)
  expect(`${message}\n${remedy}`).not.toMatch(/undefined|\[object|NaN|\b(?:Range|Type|Syntax)?Error\b|\bE[A-Z]{5,}\b|\bat .*\.ts:\d/)
}
