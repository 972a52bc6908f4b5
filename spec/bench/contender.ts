import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { familyOf, memoryOf } from '../support/open-resources.ts'
import { Ftp } from './ftp.ts'
import { connectTo, type SocketFd } from './sockets.ts'
import { now } from './tasks.ts'

/** How one server is started on `port` to serve `root`; its own files go to `scratch`. */
export interface Contender {
  readonly name: string
  /** With the version that is measured. */
  readonly title: string
  /** Whose session it is: some servers know only the anonymous user without changes to the machine. */
  readonly user: 'joe' | 'anonymous'
  /** As how many sessions it is asked to hold at most. */
  readonly idleSessions: number
  command(place: Place): readonly [string, ...string[]]
}

export interface Place {
  readonly port: number
  readonly root: string
  readonly scratch: string
}

/** A contender while it runs. */
export class Running implements AsyncDisposable {
  readonly contender: Contender
  readonly port: number
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  /** From the start of the program to the first line of its greeting. */
  readonly secondsToGreeting: number

  constructor(contender: Contender, place: Place) {
    this.contender = contender
    this.port = place.port
    const [command, ...args] = contender.command(place)
    // To a file on the same memory file system: reading a pipe would cost the client time.
    const log = openSync(join(place.scratch, `${contender.name}.log`), 'a')
    const start = now()
    this.#child = spawn(command, args, { stdio: ['ignore', log, log], cwd: place.scratch })
    closeSync(log)
    this.#exited = once(this.#child, 'exit')
    process.on('exit', this.#kill)
    new Ftp(firstConnection(this.port, start + 20)).close()
    this.secondsToGreeting = now() - start
  }

  get name(): string {
    return this.contender.name
  }

  get user(): string {
    return this.contender.user
  }

  /** Sum over all processes, in KiB: shared pages are counted once. */
  readonly memory = (): number =>
    familyOf(this.#child.pid ?? 0).reduce((sum, pid) => sum + memoryOf(pid).proportional, 0)

  async [Symbol.asyncDispose](): Promise<void> {
    const late = setTimeout(this.#kill, 5_000)
    this.#child.kill('SIGTERM')
    await this.#exited
    clearTimeout(late)
    process.off('exit', this.#kill)
  }

  readonly #kill = (): void => void this.#child.kill('SIGKILL')
}

/** Synchronous, so that what this process does meanwhile is not added to what the server takes. */
function firstConnection(port: number, deadline: number): SocketFd {
  for (const sleep = new Int32Array(new SharedArrayBuffer(4)); ; Atomics.wait(sleep, 0, 0, 0.5)) {
    const socket = connectTo(port)
    if (socket !== undefined) return socket
    if (now() > deadline) throw new Error(`nothing listens on port ${port}`)
  }
}
