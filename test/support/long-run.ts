import { test } from '@jest/globals'

/** `npm run test:exhaustive`; in `npm test` a fixed part of the same runs. */
export const isExhaustive = process.env['DEPLOY_KIT_EXHAUSTIVE'] === '1'

/** What `npm test` shows in another way already. No test of the short run may need that it ran before. */
export function testInLongRun(name: string, run: () => Promise<void>, timeoutMs?: number): void {
  if (isExhaustive) test(name, run, timeoutMs)
}
