import assert from 'node:assert/strict'
import { eventually } from './bounded.ts'
import type { Home, TemporaryDirectory } from './home.ts'
import { answers, REFERENCE } from './launch.ts'
import type { PureDbUser } from './make-puredb.ts'
import { familyOf, isAlive, openResources } from './open-resources.ts'
import { RawClient } from './raw-client.ts'
import type { LogLine, ServerProcess } from './server-process.ts'

export type TestUser = PureDbUser & { readonly password: string }

interface Parts {
  readonly process: ServerProcess
  readonly host: string
  readonly port: number
  readonly user: TestUser
  readonly home: Home
  readonly directory: TemporaryDirectory
}

/** A running server. Disposing stops it, and fails when it kept anything of what its sessions took. */
export class TestServer implements AsyncDisposable {
  readonly host: string
  readonly port: number
  readonly pid: number
  readonly user: TestUser
  readonly home: Home
  readonly #process: ServerProcess
  readonly #directory: TemporaryDirectory
  readonly #clients: RawClient[] = []
  /** TCP sockets of an idle server: its listeners. */
  readonly #idleSockets: number

  constructor(parts: Parts) {
    this.host = parts.host
    this.port = parts.port
    this.pid = parts.process.pid
    this.user = parts.user
    this.home = parts.home
    this.#process = parts.process
    this.#directory = parts.directory
    this.#idleSockets = openResources(this.pid).tcp
  }

  /** A directory next to the homes, for keys, logs and the like. */
  get directory(): string {
    return this.#directory.path
  }

  /** Empty with the reference, which has no log but syslog. */
  get logs(): readonly LogLine[] {
    return this.#process.logs
  }

  /** What came on standard error. */
  get noise(): string {
    return this.#process.noise
  }

  waitForLog(pattern: RegExp): Promise<LogLine> {
    return this.#process.waitForLog(pattern)
  }

  /** Connected and greeted; closed with the server at the latest. */
  async connect(from?: string): Promise<RawClient> {
    const client = await RawClient.connect(this.port, this.host, from)
    this.#clients.push(client)
    return client
  }

  /** A session of the first user, or of another, in TYPE I. */
  async login(name = this.user.name, password = this.user.password): Promise<RawClient> {
    return (await this.connect()).login(name, password)
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.signal(signal)
  }

  /** Exit status once it has ended by itself or by `signal`. */
  ended(): Promise<number | string | null> {
    return this.#process.ended()
  }

  /** Closes all clients and waits until the server has noticed: back to its listeners, no file of a home open. */
  async expectIdle(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client[Symbol.asyncDispose]()))
    if (REFERENCE || !this.#process.running) return
    const idle = await eventually(() => this.#leaks().length === 0)
    assert.ok(idle, `left open after the last session: ${this.#leaks().join(', ')}`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    using _ = this.#directory
    try {
      await this.expectIdle()
      await this.#stop()
    } finally {
      if (this.#process.running) await this.#process.kill()
    }
  }

  async #stop(): Promise<void> {
    if (!this.#process.running) return
    const family = familyOf(this.pid)
    this.#process.signal('SIGTERM')
    assert.equal(await this.#process.ended(), 0, `exit status after SIGTERM; ${this.noise}`)
    assert.ok(await eventually(() => !family.some(isAlive)), 'a process of the server is left')
    assert.equal(await answers(this.host, this.port), false, 'the port is still open')
  }

  #leaks(): readonly string[] {
    const { tcp, descriptors } = openResources(this.pid)
    const files = descriptors.filter((name) => name.startsWith(`${this.#directory.path}/home`))
    return tcp > this.#idleSockets ? [`${tcp - this.#idleSockets} sockets`, ...files] : files
  }
}
