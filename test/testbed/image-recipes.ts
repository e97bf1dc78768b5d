export type Suite = 'bookworm' | 'trixie'

/** An image that is built from the folder of its name. */
export interface Recipe {
  readonly name: ImageName
  /** The image that it is built on. */
  readonly base: Suite | 'target'
  /** The names that hosts pull it by, as compose files write them; none for what runs on this machine only. */
  readonly tags: readonly string[]
  /** Takes so long to build that only who names it gets it. */
  readonly isSlow?: true
}

export type ImageName = 'target' | 'target-docker' | 'registry' | 'postgres' | 'mariadb' | 'redis' | 'python' | 'node' | 'nginx' | 'caddy' | 'traefik' | 's3'

/** In an order in which every image comes after the one that it is built on. */
export const RECIPES: readonly Recipe[] = [
  { name: 'registry', base: 'bookworm', tags: ['registry:2'] },
  { name: 'target', base: 'bookworm', tags: [] },
  { name: 'target-docker', base: 'target', tags: [] },
  { name: 'postgres', base: 'bookworm', tags: ['postgres:15-alpine', 'postgres:15'] },
  { name: 'mariadb', base: 'bookworm', tags: ['mariadb:10.11', 'mariadb:lts'] },
  { name: 'redis', base: 'bookworm', tags: ['redis:7-alpine', 'redis:7'] },
  { name: 'python', base: 'bookworm', tags: ['python:3.11-slim'] },
  { name: 'nginx', base: 'bookworm', tags: ['nginx:alpine', 'nginx:stable-alpine'] },
  { name: 'node', base: 'bookworm', tags: ['node:24-slim'] },
  { name: 'caddy', base: 'bookworm', tags: ['caddy:2-alpine', 'caddy:2'] },
  { name: 'traefik', base: 'bookworm', tags: ['traefik:v3'], isSlow: true },
  { name: 's3', base: 'trixie', tags: ['minio/minio:latest'] }
]

/** What every run needs; the others are built for the tests that name them. */
export const CORE_IMAGES: readonly ImageName[] = ['registry', 'target', 'target-docker']

/** The name on this machine: an image that someone pulled as `postgres:15-alpine` is never touched. */
export function localName(name: ImageName | Suite): string {
  return `dk-${name}`
}

/** Those that were asked for, with what they are built on. */
export function withBases(names: readonly ImageName[]): readonly Recipe[] {
  const wanted = new Set<string>([...CORE_IMAGES, ...names])
  return RECIPES.filter(({ name }) => wanted.has(name))
}
