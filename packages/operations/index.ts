import type { AnyOperation } from '../core/index.ts'

/** Every operation, loaded only when it is used: what a front end does not need costs it nothing. */
export const operations = {
  'ssh-deploy': async () => (await import('./ssh-deploy/index.ts')).sshDeploy,
  package: async () => (await import('./package/index.ts')).packageOperation,
  rollback: async () => (await import('./rollback/index.ts')).rollback,
  backup: async () => (await import('./backup/index.ts')).backup,
  restore: async () => (await import('./restore/index.ts')).restore,
  'backups list': async () => (await import('./backups/list.ts')).backupsList,
  'backups show': async () => (await import('./backups/show.ts')).backupsShow,
  'backups verify': async () => (await import('./backups/verify.ts')).backupsVerify,
  'backups drill': async () => (await import('./backups/verify.ts')).backupsDrill,
  'backups download': async () => (await import('./backups/download.ts')).backupsDownload,
  'backups size': async () => (await import('./backups/size.ts')).backupsSize,
  'backups export-key-check': async () => (await import('./backups/export-key-check.ts')).backupsExportKeyCheck,
  'backups prune': async () => (await import('./backups/prune.ts')).backupsPrune,
  'backups schedule': async () => (await import('./schedule/index.ts')).backupsSchedule,
  'backups schedule remove': async () => (await import('./schedule/index.ts')).backupsScheduleRemove,
  preflight: async () => (await import('./preflight/index.ts')).preflight,
  'health-check': async () => (await import('./health-check/index.ts')).healthCheck,
  releases: async () => (await import('./releases/index.ts')).releases,
  status: async () => (await import('./status/index.ts')).status,
  logs: async () => (await import('./logs/index.ts')).logs,
  log: async () => (await import('./log/index.ts')).log,
  unlock: async () => (await import('./unlock/index.ts')).unlock,
  'init-host': async () => (await import('./init-host/index.ts')).initHost,
  trust: async () => (await import('./trust/index.ts')).trust
} as const satisfies Readonly<Record<string, () => Promise<AnyOperation>>>

export type OperationName = keyof typeof operations

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}

export { connectionInputs, nameHosts, readConnection, toConnectionSettings } from './connection-inputs.ts'
export { targetInputs } from './target-inputs.ts'
export { actionInputs } from './action-inputs.ts'
export { parseConfigFile } from './config-file.ts'
export { readConfigSources } from './config-sources.ts'
export { actionOutputs } from './action-outputs.ts'
