/** What a backup can be made of: a closed set. Every kind has an adapter (see `source.ts`). */
export const COMPONENT_KINDS = ['postgres', 'mysql', 'sqlite', 'redis', 'files', 'volume', 's3', 'configuration'] as const

export type ComponentKind = (typeof COMPONENT_KINDS)[number]

/** One part of a backup, as a line of the input `components` says it. `name` is unique within the application, and part of file names. */
export type Component = PostgresComponent | MysqlComponent | SqliteComponent | RedisComponent | FilesComponent | VolumeComponent | S3Component | ConfigurationComponent

interface ComponentBase {
  readonly name: string
}

export interface PostgresComponent extends ComponentBase {
  readonly kind: 'postgres'
  readonly server: ServerPlace
  /** Empty: what the container's POSTGRES_* say, or what libpq takes. */
  readonly user: string
  readonly database: string
  /** The SQL of `pg_dump --clean --if-exists`, for who has to read it. Absent: pg_dump's custom format. */
  readonly format?: 'plain'
}

/** MariaDB or MySQL. */
export interface MysqlComponent extends ComponentBase {
  readonly kind: 'mysql'
  readonly server: ServerPlace
  /** Empty: what the container's MARIADB_* or MYSQL_* say, or what the client takes. */
  readonly user: string
  readonly database: string
}

/** All databases of one server. */
export interface RedisComponent extends ComponentBase {
  readonly kind: 'redis'
  readonly server: ServerPlace
}

/** Where a server is: a service of the Compose project that is live, a container by its name, or the host. */
export type ServerPlace =
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'container'; readonly container: string }
  | { readonly kind: 'host'; readonly address: string; readonly port: string }

export interface SqliteComponent extends ComponentBase {
  readonly kind: 'sqlite'
  /** Absolute, or relative to the deploy path. */
  readonly path: string
}

export interface FilesComponent extends ComponentBase {
  readonly kind: 'files'
  /** Relative to the deploy path. */
  readonly paths: readonly string[]
}

/** The objects of one bucket. On the host, the address of the server is a URL. */
export interface S3Component extends ComponentBase {
  readonly kind: 's3'
  readonly server: ServerPlace
  /** Of a server in a container. */
  readonly port: string
  readonly region: string
  readonly bucket: string
  /** Only objects whose keys begin so; may be empty. */
  readonly prefix: string
  /** A file with the keys, absolute or relative to the deploy path. Empty: those of the container, or ~/.aws/credentials. */
  readonly keys: string
}

/** A volume of Docker. */
export interface VolumeComponent extends ComponentBase {
  readonly kind: 'volume'
  /** By its key in the Compose project that is live, or by its own name. */
  readonly place: { readonly kind: 'key'; readonly key: string } | { readonly kind: 'volume'; readonly volume: string }
}

/** How the system was: to be looked at, never applied by a restore. */
export interface ConfigurationComponent extends ComponentBase {
  readonly kind: 'configuration'
}

/** The Compose service whose data it is; undefined when no service has it. */
export function serviceOf(component: Component): string | undefined {
  return 'server' in component && component.server.kind === 'service' ? component.server.service : undefined
}

/** What it needs of the Compose project that is live, in words; undefined when it needs none. */
export function projectPartOf(component: Component): string | undefined {
  const service = serviceOf(component)
  if (service !== undefined) return `the service ${service}`
  return component.kind === 'volume' && component.place.kind === 'key' ? `the volume ${component.place.key}` : undefined
}

/** Whether any of it is what an application writes into: texts to look at are no reason to stop it. */
export function isWritten(components: readonly Component[]): boolean {
  return components.some(({ kind }) => kind !== 'configuration')
}

/** What making a backup of them does to what is live; for the notes of a plan. */
export function describeStops(components: readonly Component[]): readonly string[] {
  return components.flatMap(({ kind, name }) => (kind === 'volume' ? [`${name} is a volume: the containers that write into it are stopped while it is packed`] : []))
}
