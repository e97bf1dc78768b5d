import { setTimeout as sleep } from 'node:timers/promises'
import type { VideoProject } from './video-project.ts'

export interface UnderLoad<T> {
  readonly result: T
  readonly requests: number
  readonly failures: readonly string[]
  /** What answered, in the order in which each was first seen. */
  readonly versions: readonly string[]
}

/** Does something while four clients ask through the proxy all the time. */
export async function underLoad<T>(video: Pick<VideoProject, 'ask'>, action: () => Promise<T>): Promise<UnderLoad<T>> {
  let isOver = false
  let requests = 0
  const failures: string[] = []
  const versions = new Set<string>()
  const work = async (): Promise<void> => {
    while (!isOver) {
      requests += 1
      await video.ask().then((version) => versions.add(version.trim()), (error: unknown) => failures.push(String(error)))
      await sleep(20)
    }
  }
  const working = Promise.all(Array.from({ length: 4 }, work))
  const result = await action().finally(() => (isOver = true))
  await working
  return { result, requests, failures, versions: [...versions] }
}
