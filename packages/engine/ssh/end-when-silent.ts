import type { Duplex } from 'node:stream'

/** So many keepalives may pass in silence. */
const KEEPALIVES = 3

/**
 * Destroys a stream on which nothing at all was heard during three keepalives: the link is dead, although nobody said so.
 *
 * Not judged by the answers to the keepalives: where an upload fills the link they come late, while other words of the server
 * come all the time. Counts turns of a timer instead of reading a clock, for a machine that was asleep has heard nothing either.
 */
export function endWhenSilent(stream: Duplex, keepaliveSeconds: number): void {
  let silentTurns = 0
  const timer = setInterval(() => {
    silentTurns++
    if (silentTurns > KEEPALIVES) stream.destroy()
  }, keepaliveSeconds * 1000)
  timer.unref()
  stream.on('data', () => (silentTurns = 0))
  stream.once('close', () => clearInterval(timer))
}
