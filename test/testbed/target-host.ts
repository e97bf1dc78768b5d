import type { TestServer } from '../support/connection.ts'
import type { ProgramAnswer } from './run-program.ts'

/** A server of the test bed: Debian with systemd, sshd, sudo, nginx and Python, without rsync, git and, but for those with Docker, curl. */
export interface TargetHost extends TestServer {
  /** Its host name. */
  readonly name: string
  /** By this name hosts of the test bed reach each other, and the Docker Engine of this machine knows it. */
  readonly container: string
  /** A loopback address that no other host has. Nothing listening on a port means a refused connection. */
  readonly address: string
  /** Of sshd: 22, unless the machine's own sshd listens on every address. */
  readonly port: number
  readonly user: 'deploy'
  readonly privateKeyPath: string
  /** The port of `address` that leads to this port of the host. Published are 22, 80, 443 and those of the options. */
  portOf(port: number): number
  /** Runs a shell command as root, not over SSH. Its standard output; throws when it fails. */
  exec(command: string): Promise<string>
  /** Like `exec`, but every ending is an answer. */
  ask(command: string): Promise<ProgramAnswer>
  readFile(file: string): Promise<string>
  /** As root, with folders; mode 0644. */
  writeFile(file: string, text: string): Promise<void>
  /** `systemctl reboot`: returns when sshd and all units are up again. /run and /tmp are empty then, data is not. */
  reboot(): Promise<void>
  /** Loss of power: every process is killed at once. Returns when it is up again. */
  crash(): Promise<void>
  /** Packets to and from the host vanish; connections hang. */
  cut(): Promise<void>
  /** Every process stands still: connections are made, nothing answers. */
  freeze(): Promise<void>
  /** Ends `cut` and `freeze`. */
  heal(): Promise<void>
  /** Leaves no byte free on the disk of this path, which must be one of the options' disks. */
  fill(path: string): Promise<void>
  unfill(path: string): Promise<void>
  /** Removes the host with its disks. Safe to repeat. */
  stop(): Promise<void>
}

export interface TargetOptions {
  /** Default: web1. */
  readonly name?: string
  /** With a Docker Engine and Compose of its own, which pull from the test bed's registry. */
  readonly docker?: boolean
  /** More ports to publish. */
  readonly ports?: readonly number[]
  /** Mount points with a disk of their own, in megabytes, which `fill` can fill. Default: /srv with 512. */
  readonly disks?: Readonly<Record<string, number>>
}
