import { rmSync } from 'node:fs'
import path from 'node:path'
import { askDocker } from './docker.ts'
import { removeEngineDisk } from './engine-disk.ts'
import { endEngine, isEngineRunning } from './engine.ts'
import { localName, RECIPES, type Suite } from './image-recipes.ts'
import { stateFolder } from './names.ts'
import { removeEverything } from './remove-hosts.ts'

const SUITES: readonly Suite[] = ['bookworm', 'trixie']

/** Removes hosts, registry, network and disks, and ends the engine when it is ours. Tells what was done. Safe to repeat. */
export async function endTestbed({ withImages = false } = {}): Promise<readonly string[]> {
  const told: string[] = []
  if (await isEngineRunning()) {
    await removeEverything()
    told.push('Hosts, registry and network removed.')
    if (withImages) told.push(await removeImages())
  }
  return [...told, await endEngine()]
}

/** By their names: whatever else the engine has is not ours. */
async function removeImages(): Promise<string> {
  // An image that others were built on stays until these are gone.
  const names = [...RECIPES.map(({ name }) => name).reverse(), ...SUITES].map(localName)
  for (const name of names) await askDocker(['image', 'rm', name])
  rmSync(path.join(stateFolder, 'registry'), { recursive: true, force: true })
  removeEngineDisk()
  return 'Images removed.'
}
