import type { CommandCheck, FileCheck, HealthCheck, HttpCheck, TcpCheck } from './health-check.ts'

/** What a line of `health-check` asks for. */
export type AskedCheck = HealthCheck | ServiceCheck

/**
 * Asked of every container of a service that belongs to the release. The strategy that runs them makes a {@link HealthCheck}
 * of it; nobody else can.
 */
export interface ServiceCheck {
  readonly kind: 'service'
  readonly title: string
  readonly host: string
  readonly required: boolean
  readonly timeoutSeconds: number
  readonly service: string
  readonly question: ServiceQuestion
}

/** Commands and files are those of the container; of an address it is the port that counts. */
export type ServiceQuestion = HttpCheck | TcpCheck | CommandCheck | FileCheck | ContainerLogQuestion | PostgresQuestion | RedisQuestion | CeleryQuestion

/** No line that its containers wrote for this release holds one of the texts; without texts: no line that is critical. */
export interface ContainerLogQuestion {
  readonly kind: 'container-log'
  readonly without: readonly string[]
  /** Only lines that are not older. */
  readonly maxAgeSeconds?: number
}

/** Accepts connections and answers a query. What is not given is what the container's `POSTGRES_*` say. */
export interface PostgresQuestion {
  readonly kind: 'postgres'
  readonly user?: string
  readonly database?: string
}

/** Answers PONG. */
export interface RedisQuestion {
  readonly kind: 'redis'
}

/** The worker of each container answers a ping through the broker. */
export interface CeleryQuestion {
  readonly kind: 'celery'
  readonly app: string
  /** As `celery worker --hostname` has it: `%h` stands for the name of the container. */
  readonly node: string
}
