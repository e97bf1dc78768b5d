import type { Component } from './component.ts'
import { restoreMysql } from './mysql-restore.ts'
import { restorePostgres } from './postgres-restore.ts'
import { restoreRedis } from './redis-restore.ts'
import { restoreSqlite } from './sqlite-restore.ts'
import { restoreS3 } from './s3-restore.ts'
import { restoreConfiguration } from './configuration-restore.ts'
import { restoreFiles } from './files-restore.ts'
import type { RestoredPart, RestorePlace } from './restored-part.ts'
import { restoreVolume } from './volume-restore.ts'

/** How a component is brought back. */
export function restoredPart(component: Component, place: RestorePlace): RestoredPart {
  switch (component.kind) {
    case 'postgres':
      return restorePostgres(component, place)
    case 'mysql':
      return restoreMysql(component, place)
    case 'redis':
      return restoreRedis(component, place)
    case 'sqlite':
      return restoreSqlite(component, place)
    case 'files':
      return restoreFiles(component, place)
    case 's3':
      return restoreS3(component, place)
    case 'volume':
      return restoreVolume(component, place)
    case 'configuration':
      return restoreConfiguration(component, place)
  }
}
