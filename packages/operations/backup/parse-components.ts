import { closest, splitWords } from '../../core/index.ts'
import { COMPONENT_KINDS, type Component, type ComponentKind, type PostgresComponent, type S3Component, type ServerPlace } from './component.ts'

const NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/
/** As Docker and Compose have it. */
const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/**
 * The components of a backup, one a line: `<kind> [words] [option=value ...]`, with quotes as in a shell and no expansion.
 *
 *     postgres service=db [database=video] [user=video]
 *     postgres container=db-1
 *     postgres database=helpdesk [user=helpdesk] [address=/run/postgresql] [port=5432]
 *     postgres service=db format=plain
 *     mysql service=db [database=shop] [user=shop]
 *     mysql database=shop [user=shop] [address=/run/mysqld/mysqld.sock] [port=3306]
 *     redis service=redis
 *     redis [address=127.0.0.1] [port=6379]
 *     sqlite shared/data/helpdesk.sqlite
 *     files .env compose.yaml nginx/
 *     s3 bucket=videos service=minio [port=9000] [prefix=uploads/] [keys=shared/.env]
 *     s3 bucket=videos endpoint=https://s3.example.com [region=eu-central-1] [prefix=uploads/] [keys=shared/.env]
 *     volume uploads
 *     volume volume=video_uploads
 *     configuration
 *
 * `as=NAME` gives a component a name (small letters, digits, `-`, `_`); by default it is that of its service, container, database, file,
 * or its kind. Throws RangeError whose message tells all problems of all lines and completes "components: ...".
 */
export function parseComponents(lines: readonly string[]): readonly Component[] {
  const problems: string[] = []
  const components = lines.flatMap((line) => {
    try {
      return [parseComponent(line)]
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
      return []
    }
  })
  const names = components.map(({ name }) => name)
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) < index))) {
    problems.push(`more than one component is called ${name}: give them names with as=NAME`)
  }
  if (components.filter(({ kind }) => kind === 'configuration').length > 1) problems.push('there is one configuration: it has all of it')
  if (problems.length > 0) throw new RangeError(problems.join('; '))
  return components
}

/** What is wrong with the lines, or undefined; for the `check` of an input. */
export function findComponentProblem(lines: readonly string[]): string | undefined {
  try {
    parseComponents(lines)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function parseComponent(line: string): Component {
  const [kind = '', ...rest] = splitWords(line)
  const known = COMPONENT_KINDS.find((each) => each === kind)
  if (known === undefined) {
    const meant = closest(kind, COMPONENT_KINDS)
    throw new RangeError(`${JSON.stringify(kind)} is no kind of component; ${meant === undefined ? `there are ${COMPONENT_KINDS.join(', ')}` : `did you mean ${meant}?`} (in: ${line})`)
  }
  const words = new Words(known, rest, line)
  const component = readers[known](words)
  words.requireAllRead()
  return component
}

const readers: Readonly<Record<ComponentKind, (words: Words) => Component>> = {
  postgres: (words) => {
    const format = words.option('format', /^(custom|plain)$/)
    return { kind: 'postgres', ...readDatabase(words), ...(format === 'plain' ? { format } : {}) }
  },
  mysql: (words) => {
    const found = readDatabase(words)
    if (found.server.kind === 'host' && found.database === '') words.refuse('mysql on the host needs database=')
    return { kind: 'mysql', ...found }
  },
  redis: (words) => {
    const server = readServer(words)
    return { kind: 'redis', name: words.name(containerOf(server)), server }
  },
  sqlite: (words) => {
    const [path] = words.targets('the path of the database', 1)
    return { kind: 'sqlite', name: words.name(path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')), path }
  },
  files: (words) => {
    const paths = words.targets('the paths, relative to the deploy path')
    for (const path of paths) {
      if (path.startsWith('/') || path.split('/').includes('..')) words.refuse(`${path} is not within the deploy path`)
    }
    return { kind: 'files', name: words.name(''), paths: paths.map((path) => path.replace(/\/+$/, '')) }
  },
  s3: readBucket,
  volume: (words) => {
    const volume = words.option('volume', CONTAINER_NAME)
    if (volume !== '') return { kind: 'volume', name: words.name(volume), place: { kind: 'volume', volume } }
    const [key] = words.targets('the name of a volume of the Compose project, or volume=', 1)
    if (!CONTAINER_NAME.test(key)) words.refuse(`${key} is no name of a volume`)
    return { kind: 'volume', name: words.name(key), place: { kind: 'key', key } }
  },
  configuration: (words) => ({ kind: 'configuration', name: words.name('') })
}

function readDatabase(words: Words): Pick<PostgresComponent, 'name' | 'server' | 'user' | 'database'> {
  const server = readServer(words)
  const database = words.option('database')
  return { name: words.name(server.kind === 'host' ? database : containerOf(server)), server, user: words.option('user'), database }
}

function containerOf(server: ServerPlace): string {
  return server.kind === 'service' ? server.service : server.kind === 'container' ? server.container : ''
}

const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/
const ENDPOINT = /^https?:\/\/[A-Za-z0-9._-]+(:\d{1,5})?\/?$/

function readBucket(words: Words): S3Component {
  const bucket = words.option('bucket', BUCKET)
  if (bucket === '') words.refuse('s3 needs bucket=')
  const endpoint = words.option('endpoint', ENDPOINT)
  const port = words.option('port', /^\d{1,5}$/)
  const place = readServer(words)
  if ((place.kind === 'host') === (endpoint === '')) words.refuse('s3 needs service=, container= or endpoint=')
  if (endpoint !== '' && port !== '') words.refuse('port is for a server in a container: write it into endpoint')
  if (place.kind === 'host' && place.address !== '') words.refuse('address is not understood: give endpoint=')
  const server = place.kind === 'host' ? { ...place, address: endpoint.replace(/\/$/, '') } : place
  const region = words.option('region', /^[a-z0-9-]+$/)
  return { kind: 's3', name: words.name(bucket), server, port: port === '' ? '9000' : port, region: region === '' ? 'us-east-1' : region, bucket, prefix: words.option('prefix', /^/), keys: words.option('keys') }
}

function readServer(words: Words): ServerPlace {
  const [service, container, address, port] = [words.option('service', CONTAINER_NAME), words.option('container', CONTAINER_NAME), words.option('address'), words.option('port', /^\d{1,5}$/)]
  const isHost = service === '' && container === ''
  if (service !== '' && container !== '') words.refuse('it is either in a service or in a container')
  if (!isHost && address + port !== '') words.refuse('address and port are for a server on the host')
  if (service !== '') return { kind: 'service', service }
  return container === '' ? { kind: 'host', address, port } : { kind: 'container', container }
}

/** The words of one line behind its kind. */
class Words {
  readonly #kind: ComponentKind
  readonly #line: string
  readonly #targets: string[] = []
  readonly #options = new Map<string, string>()

  constructor(kind: ComponentKind, words: readonly string[], line: string) {
    this.#kind = kind
    this.#line = line
    for (const word of words) {
      const [, name, value] = /^([a-z]+)=(.*)$/s.exec(word) ?? []
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      if (/[\u0000-\u001f\u007f]/.test(word)) this.refuse('control characters are not possible')
      if (name === undefined || value === undefined) this.#targets.push(word)
      else if (value === '' || this.#options.has(name)) this.refuse(value === '' ? `${name} is empty` : `${name} is given twice`)
      else this.#options.set(name, value)
    }
  }

  /** '' when it is not given. */
  option(name: string, form = /^[^-]/): string {
    const value = this.#options.get(name) ?? ''
    this.#options.delete(name)
    if (value !== '' && !form.test(value)) this.refuse(`${name} cannot be ${JSON.stringify(value)}`)
    return value
  }

  name(fallback: string): string {
    const given = this.option('as')
    if (given !== '' && !NAME.test(given)) this.refuse(`as=${given} is no name: small letters, digits, - and _, at most 40`)
    const made = fallback.toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+/, '').slice(0, 40)
    return given !== '' ? given : made === '' ? this.#kind : made
  }

  targets(what: string, count?: 1): readonly [string, ...string[]] {
    const [first, ...rest] = this.#targets.splice(0)
    if (first === undefined) return this.refuse(`${this.#kind} needs ${what}`)
    if (count === 1 && rest.length > 0) this.refuse(`${this.#kind} is one: ${rest.join(' ')} is too much`)
    const option = [first, ...rest].find((each) => each.startsWith('-'))
    if (option !== undefined) this.refuse(`${option} would be read as an option: write ./${option}`)
    return [first, ...rest]
  }

  requireAllRead(): void {
    const unread = [...this.#options.keys(), ...this.#targets]
    if (unread.length > 0) this.refuse(`${unread.join(', ')} is not understood`)
  }

  refuse(problem: string): never {
    throw new RangeError(`${problem} (in: ${this.#line})`)
  }
}
