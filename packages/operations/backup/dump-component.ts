import type { Component } from './component.ts'
import { dumpConfiguration } from './configuration-dump.ts'
import { dumpFiles } from './files-dump.ts'
import { dumpMysql } from './mysql-dump.ts'
import { dumpPostgres } from './postgres-dump.ts'
import { dumpRedis } from './redis-dump.ts'
import { dumpSqlite } from './sqlite-dump.ts'
import { dumpS3 } from './s3-dump.ts'
import type { Dump, DumpPlace } from './source.ts'
import { dumpVolume } from './volume-dump.ts'

/** How a component is read. */
export function dumpOf(component: Component, place: DumpPlace): Dump {
  switch (component.kind) {
    case 'postgres':
      return dumpPostgres(component, place)
    case 'mysql':
      return dumpMysql(component, place)
    case 'redis':
      return dumpRedis(component, place)
    case 'sqlite':
      return dumpSqlite(component, place)
    case 'files':
      return dumpFiles(component, place)
    case 's3':
      return dumpS3(component, place)
    case 'volume':
      return dumpVolume(component, place)
    case 'configuration':
      return dumpConfiguration(component, place)
  }
}
