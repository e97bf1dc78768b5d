import { setTimeout as sleep } from 'node:timers/promises'

type Condition<T> = () => T | false | null | undefined | Promise<T | false | null | undefined>

/** Polls until the condition gives a value; throws after the deadline, naming what was waited for. */
export async function waitUntil<T>(what: string, condition: Condition<T>, timeoutSeconds = 30): Promise<T> {
  const deadline = performance.now() + timeoutSeconds * 1000
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== null && value !== false) return value
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutSeconds} s in vain for: ${what}`)
    await sleep(20)
  }
}
