import { expect, test } from '@jest/globals'
import { parseHistory, sizeLayers } from '../../../../packages/engine/docker/layer-sizes.ts'

/** As `docker history` prints it, the newest first. */
const history = (...entries: readonly (readonly [string, number])[]): string =>
  entries.map(([createdBy, size]) => JSON.stringify({ Comment: '', CreatedAt: '2026-11-21T10:00:00Z', CreatedBy: createdBy, ID: '<missing>', Size: String(size) })).join('\n')

const BUILDKIT = history(
  ['CMD ["serve"]', 0],
  ['COPY . . # buildkit', 5],
  ['RUN /bin/sh -c true # buildkit', 0],
  ['WORKDIR /app', 0],
  ['ENV A=1', 0],
  ['imported from -', 100]
)
const OLD_BUILDER = history(
  ['/bin/sh -c #(nop)  CMD ["serve"]', 0],
  ['/bin/sh -c make', 0],
  ['/bin/sh -c #(nop) COPY dir:1 in /app ', 5],
  ['/bin/sh -c #(nop) WORKDIR /app', 0],
  ['/bin/sh -c #(nop)  ENV A=1', 0],
  ['/bin/sh -c #(nop) ADD file:1 in / ', 100]
)

test.each([
  ['of BuildKit', BUILDKIT, 4, [100, 0, 0, 5]],
  ['of the builder before it', OLD_BUILDER, 4, [100, 0, 5, 0]],
  ['that was imported', history(['', 7]), 1, [7]],
  ['that has fewer entries than layers', history(['COPY . .', 7]), 2, undefined],
  ['that has empty entries of an unknown kind', history(['Buildpacks Launcher Config', 0], ['', 7]), 2, undefined],
  ['without entries', '', 1, undefined]
] as const)('a history %s', (_what, text, count, sizes) => {
  expect(sizeLayers(count, parseHistory(text))).toEqual(sizes)
})
