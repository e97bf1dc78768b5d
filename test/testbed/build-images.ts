import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildBase } from './build-base.ts'
import type { DebianSources } from './debian-sources.ts'
import { docker } from './docker.ts'
import { hasGoProgram, takeGoProgram } from './go-programs.ts'
import { findImage, findInputs, hashOf, readFiles, removeOutdated } from './image-inputs.ts'
import { localName, withBases, type ImageName, type Recipe, type Suite } from './image-recipes.ts'
import { INPUTS_LABEL } from './names.ts'
import { findPipIndex } from './pip-index.ts'
import { runProgram } from './run-program.ts'

export const FOLDER = path.join(import.meta.dirname, 'images')

export interface BuildRequest {
  readonly images: readonly ImageName[]
  readonly sources: DebianSources
  readonly onProgress: (line: string) => void
}

/** Builds what is not there or was built from something else. */
export async function buildImages({ images, sources, onProgress }: BuildRequest): Promise<void> {
  const recipes = withBases(images)
  const pipIndex = await findPipIndex()
  const building = new Map<string, Promise<string>>()
  const turns = makeTurns(2)
  const buildSuite = (suite: Suite): Promise<string> => {
    const started = building.get(suite) ?? turns(() => buildBase({ suite, sources, onProgress }))
    building.set(suite, started)
    return started
  }
  for (const recipe of recipes) {
    const parent = recipe.base === 'target' ? building.get('target') : buildSuite(recipe.base)
    const build = async (): Promise<string> => {
      const parentHash = await (parent ?? Promise.reject(new Error(`${recipe.name} comes before ${recipe.base}`)))
      return turns(() => buildImage({ recipe, parentHash, settings: settingsOf(recipe, sources, pipIndex), onProgress }))
    }
    building.set(recipe.name, build())
  }
  // All are waited for, so that no build goes on behind a failure.
  const results = await Promise.allSettled(building.values())
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

interface ImageRequest {
  readonly recipe: Recipe
  readonly parentHash: string
  /** Build arguments. */
  readonly settings: Readonly<Record<string, string>>
  readonly onProgress: (line: string) => void
}

/** Returns the hash of what the image is made from. */
async function buildImage({ recipe, parentHash, settings, onProgress }: ImageRequest): Promise<string> {
  const folder = path.join(FOLDER, recipe.name)
  const hash = hashOf([parentHash, JSON.stringify(settings), ...readFiles(folder)])
  if ((await findInputs(localName(recipe.name))) === hash) return hash
  const outdated = await findImage(localName(recipe.name))
  const startedAt = performance.now()
  const context = mkdtempSync(path.join(os.tmpdir(), 'dk-image-'))
  try {
    cpSync(folder, context, { recursive: true })
    if (existsSync(path.join(context, 'package.json'))) await installNpmPackages(context)
    if (hasGoProgram(context)) takeGoProgram(context)
    const given = Object.entries({ BASE: localName(recipe.base), ...settings })
    const words = given.flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
    const marks = ['--label', `${INPUTS_LABEL}=${hash}`, '--tag', localName(recipe.name)]
    // The network of the machine, because a mirror or a proxy may be reachable only from there.
    await docker(['build', '--quiet', '--network', 'host', ...words, ...marks, context])
  } finally {
    rmSync(context, { recursive: true, force: true })
  }
  await removeOutdated(outdated)
  onProgress(`${localName(recipe.name)} built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return hash
}

async function installNpmPackages(context: string): Promise<void> {
  const flags = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--loglevel=error']
  await runProgram(['nice', 'npm', 'install', '--prefix', context, ...flags])
}

/** What differs from machine to machine, and only what the Dockerfile asks for. */
function settingsOf({ name }: Recipe, sources: DebianSources, pipIndex: string): Readonly<Record<string, string>> {
  const all = { ARCHIVE: sources.archive, PIP_INDEX_URL: pipIndex }
  const dockerfile = readFileSync(path.join(FOLDER, name, 'Dockerfile'), 'utf8')
  return Object.fromEntries(Object.entries(all).filter(([setting]) => dockerfile.includes(`ARG ${setting}\n`)))
}

/** Runs at most so many at the same time. */
function makeTurns(count: number): <T>(run: () => Promise<T>) => Promise<T> {
  let free = count
  const waiting: (() => void)[] = []
  return async (run) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free--
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free++
      else next()
    }
  }
}
