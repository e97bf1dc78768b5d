/** What is installed for a deploy path. */
export interface SchedulePaths {
  /** Mode 0700. */
  readonly folder: string
  readonly backup: string
  readonly watch: string
  /** Mode 0600: the address that is pinged is a secret. */
  readonly pingUrl: string
  readonly log: string
  /** What root reads, by paths that never change, so that a line of sudoers can name them. */
  readonly units: string
}

export function schedulePaths(kit: string): SchedulePaths {
  const folder = `${kit}/schedule`
  return { folder, backup: `${folder}/backup.sh`, watch: `${folder}/watch.sh`, pingUrl: `${folder}/ping-url`, log: `${folder}/log`, units: `${folder}/units` }
}
