import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { render, Secret, type Command, type OpenedFiles } from '../../packages/core/index.ts'
import { openSealed } from '../../packages/engine/age/open-sealed.ts'
import type { BackupManifest } from '../../packages/operations/backup/manifest.ts'
import { DAMAGED_EXIT_CODE } from '../../packages/operations/backup/opened-functions.ts'
import { readBackups } from '../../packages/operations/backup/read-backups.ts'
import { restoredPart } from '../../packages/operations/backup/restore-component.ts'
import { readFileStep, suffixOfBackup } from '../../packages/operations/backups/try-steps.ts'
import { verifySums } from '../../packages/operations/restore/verify-program.ts'
import type { BackupApplication } from './backup-application.ts'
import { runOnHost, type HostTools } from './host-tools.ts'

/** Who refuses a backup: the reading of the folder, its checksums, reading all of it, or restoring it beside what is live. */
export type Refusal = 'no backup' | 'sums' | 'read' | 'stage' | 'not refused'

/** The commands with which `restore` and `backups verify` look at a backup, without all that is around them. */
export interface BackupTrial {
  /** Asks them in their order, up to `depth`. A command that fails in another way than by calling it damaged is an error. */
  ask(folder: string, depth: 'sums' | 'read' | 'stage'): Promise<Refusal>
}

export interface TrialPlace {
  readonly app: BackupApplication
  readonly identity: string | undefined
}

const TOOLS: HostTools = { name: 'this machine', path: process.env['PATH'] ?? '' }

export function makeBackupTrial({ app, identity }: TrialPlace): BackupTrial {
  const runId = 'feedfacecafe'

  async function isRefused(command: Command): Promise<boolean> {
    const { stdin } = render(command)
    const { code, stderr } = await runOnHost(TOOLS, command, stdin instanceof Secret ? Readable.from([stdin.reveal()]) : undefined)
    if (code !== 0 && code !== DAMAGED_EXIT_CODE) throw new Error(`It ended with ${code}: ${stderr}`)
    return code !== 0
  }

  async function readManifest(folder: string): Promise<BackupManifest | undefined> {
    const { command, parse } = readBackups(path.dirname(folder))
    const { stdout, code } = await runOnHost(TOOLS, command)
    return parse({ stdout, exitCode: code ?? 1 }).backups.find(({ manifest }) => manifest.id === path.basename(folder))?.manifest
  }

  return {
    async ask(folder, depth) {
      const manifest = await readManifest(folder)
      if (manifest === undefined) return 'no backup'
      if (await isRefused(verifySums(folder, manifest))) return 'sums'
      if (depth === 'sums') return 'not refused'
      const work = path.join(path.dirname(folder), 'work')
      const opened = identity === undefined ? NOTHING_SEALED : tryOpen(folder, manifest, identity)
      if (opened === undefined) return 'read'
      const place = { host: 'local', manifest, folder, work, opened, timeoutSeconds: 60 }
      for (const { path: file, plainBytes } of manifest.files) {
        const { command } = readFileStep(place, file, plainBytes)
        if (await isRefused(command)) return 'read'
      }
      if (depth === 'read') return 'not refused'
      for (const component of manifest.components) {
        const part = restoredPart(component, { ...place, suffix: suffixOfBackup(manifest), runId, root: app.root, project: undefined })
        try {
          if (await isRefused(part.stage.command)) return 'stage'
        } finally {
          await runOnHost(TOOLS, part.unstage)
        }
      }
      return 'not refused'
    }
  }
}

const NOTHING_SEALED: OpenedFiles = { headers: '', key: undefined }

/** Undefined when a header cannot be opened, which the operations find before they plan. */
function tryOpen(folder: string, { files }: BackupManifest, identity: string): OpenedFiles | undefined {
  try {
    const sealed = files.map(({ path: name }) => ({ name, beginning: readFileSync(path.join(folder, name)).subarray(0, 16_384).toString('base64') }))
    return openSealed(sealed, new Secret('identity', identity))
  } catch {
    return undefined
  }
}
