import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectionTexts, describeReport, runInputs, type DeployRunOptions } from '../../support/deploy-run.ts'
import { makeScratch, type Scratch } from '../../support/scratch.ts'
import { stateFolder } from '../../testbed/names.ts'
import { runProgram } from '../../testbed/run-program.ts'
import type { TargetHost } from '../../testbed/target-host.ts'
import type { OperationName } from '../../../packages/operations/index.ts'
import type { Report } from '../../../packages/core/index.ts'

const READ_DATABASE = `
import json, sqlite3
database = sqlite3.connect("/srv/helpdesk/shared/data/helpdesk.sqlite")
texts = [row[0] for row in database.execute("SELECT text FROM tickets")]
print(json.dumps({"integrity": database.execute("PRAGMA integrity_check").fetchone()[0], "texts": texts}))
`

const EXAMPLE = fileURLToPath(new URL('../../../examples/helpdesk', import.meta.url))

type Texts = Readonly<Record<string, string>>

/** The example, deployed to one host again and again. */
export interface Helpdesk {
  readonly scratch: Scratch
  readonly root: string
  /** As seen from this machine, through nginx. */
  readonly url: string
  readonly texts: Texts
  /** Files of the source; the whole text of each. */
  write(files: Texts): void
  /** Puts the files of the example back that were written or removed. */
  mend(): void
  remove(file: string): void
  deploy(more?: Texts, options?: DeployRunOptions): Promise<Report>
  rollback(more?: Texts): Promise<Report>
  /** With these inputs alone. */
  run(operation: OperationName, texts: Texts): Promise<Report>
  live(): Promise<string>
  health(): Promise<{ readonly status: number; readonly release: string; readonly tickets: number }>
  openTicket(text: string): Promise<void>
  ticketTexts(): Promise<readonly string[]>
  /** Past the application: whether SQLite finds its file whole, and what is in it. */
  readDatabase(): Promise<{ readonly integrity: string; readonly texts: readonly string[] }>
  /** The source as a package; its path. */
  makePackage(): Promise<string>
  status(more?: Texts): Promise<Report>
  logs(more?: Texts): Promise<Report>
  checkHealth(more?: Texts): Promise<Report>
  /** Of a file on the host. */
  read(file: string): Promise<string>
  isActive(unit: string): Promise<boolean>
}

interface AskOptions extends Pick<RequestInit, 'method' | 'body'> {
  readonly headers?: Texts
}

/** `inputs`: how it is run; the others are the same for all. */
export async function makeHelpdesk(host: TargetHost, inputs: Texts): Promise<Helpdesk> {
  const scratch = makeScratch()
  const source = scratch.next('helpdesk')
  const root = '/srv/helpdesk'
  const mend = (): void => {
    rmSync(source, { recursive: true, force: true })
    cpSync(EXAMPLE, source, { recursive: true })
  }
  mend()
  cpSync(await findWheels(), path.join(source, 'wheels'), { recursive: true })
  // As the only site it answers to every name.
  await host.exec('rm -f /etc/nginx/sites-enabled/default && systemctl reload nginx')
  const url = `http://${host.address}:${host.portOf(80)}`
  const ask = (place: string, { headers = {}, ...options }: AskOptions = {}): Promise<Response> =>
    fetch(`${url}${place}`, { ...options, headers: { ...headers, connection: 'close' } })
  const common = {
    ...connectionTexts(host),
    path: root,
    'health-check': 'http http://localhost/health body={release}',
    attempts: '2',
    delay: '500ms'
  }
  const texts: Texts = {
    ...common,
    source,
    strategy: 'systemd',
    'nginx-site': 'deploy/helpdesk.conf',
    'python-requirements': 'requirements.txt',
    'pip-options': '--no-index --find-links wheels',
    'shared-paths': 'data/',
    'env-template': path.join(EXAMPLE, '.env.production.example'),
    secrets: 'SECRET_KEY=hidden-by-all-means',
    'probe-url': 'http://localhost/health',
    drain: '2s',
    settle: '2s',
    ...inputs
  }
  const readTickets = async (): Promise<readonly { readonly text: string }[]> => (await (await ask('/tickets')).json()) as readonly { readonly text: string }[]
  return {
    scratch,
    root,
    url,
    texts,
    write: (files) => void scratch.write(source, files),
    mend: () => cpSync(EXAMPLE, source, { recursive: true, force: true }),
    remove: (file) => rmSync(path.join(source, file)),
    deploy: async (more = {}, options = {}) => (await runInputs('ssh-deploy', { ...texts, ...more }, options)).report,
    rollback: async (more = {}) => (await runInputs('rollback', { ...common, ...more })).report,
    run: async (operation, inputs) => (await runInputs(operation, inputs)).report,
    live: async () => path.basename((await host.exec(`readlink ${root}/current`)).trim()),
    async health() {
      const answer = await ask('/health')
      const { release = '', tickets = -1 } = answer.ok ? ((await answer.json()) as { release?: string; tickets?: number }) : {}
      return { status: answer.status, release, tickets }
    },
    async openTicket(text) {
      const body = new URLSearchParams({ text })
      const answer = await ask('/tickets', { method: 'POST', body, headers: { accept: 'application/json' } })
      if (answer.status !== 201) throw new Error(`The ticket was not opened: ${answer.status} ${await answer.text()}`)
    },
    status: async (more = {}) => (await runInputs('status', { ...connectionTexts(host), path: root, ...more })).report,
    logs: async (more = {}) => (await runInputs('logs', { ...connectionTexts(host), path: root, ...more })).report,
    checkHealth: async (more = {}) => (await runInputs('health-check', { ...connectionTexts(host), path: root, attempts: '1', ...more })).report,
    async readDatabase() {
      await host.writeFile('/tmp/read-database.py', READ_DATABASE)
      // As its owner: what another user makes beside the file would be in the way of the application.
      return JSON.parse(await host.exec('runuser -u deploy -- python3 /tmp/read-database.py')) as { integrity: string; texts: readonly string[] }
    },
    async makePackage() {
      const output = scratch.next('helpdesk.tar.gz')
      const { report } = await runInputs('package', { source, output })
      if (report.outcome !== 'succeeded') throw new Error(describeReport(report))
      return output
    },
    ticketTexts: async () => (await readTickets()).map(({ text }) => text),
    read: (file) => host.readFile(file),
    isActive: async (unit) => (await host.ask(`systemctl is-active --quiet ${unit}`)).code === 0
  }
}

/** `succeeded`, or the outcome with everything that explains it. */
export function tell(report: Report): string {
  if (report.outcome === 'succeeded') return 'succeeded'
  return [describeReport(report), ...report.evidence.map(({ title, text }) => `${title}: ${text}`)].join('\n')
}

export function evidenceOf(report: Report): string {
  return report.evidence.map(({ text }) => text).join('\n')
}

/** Ways to break the application, as its first file. */
export const BREAKS = {
  'does not start': (code: string) => `raise RuntimeError("there is no way to start")\n${code}`,
  'answers 500': (code: string) => code.replace('def health():', 'def health():\n        abort(500)'),
  // It answers a check, and is gone a moment later; systemd starts it again and again.
  'ends again and again': (code: string) =>
    `${code}\n\nimport signal, threading\nthreading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()\n`
} as const

export function readExample(file: string): string {
  return readFileSync(path.join(EXAMPLE, file), 'utf8')
}

/** The packages of the example, downloaded once for the Python of the hosts, which have no index of their own. */
export async function findWheels(): Promise<string> {
  const requirements = path.join(EXAMPLE, 'requirements.txt')
  const folder = path.join(stateFolder, `wheels-${createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)}`)
  if (existsSync(folder)) return folder
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  await runProgram(['python3', '-m', 'pip', 'download', '--quiet', '--only-binary=:all:', '--python-version', '3.11', '--dest', partial, '--requirement', requirements])
  writeFileSync(path.join(partial, '.keep'), '')
  renameSync(partial, folder)
  return folder
}
