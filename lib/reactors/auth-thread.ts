import { availableParallelism } from 'node:os'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { type AuthAnswer, type AuthData, type AuthRequest, type FromAuth, type ToAuth } from './auth-messages.ts'
import { AuthQueue, type QueueLimits } from './auth-queue.ts'

export { connectAuth } from './auth-client.ts'

/**
 * Asynchronous hashes of all threads share the four threads of libuv's pool with name look-ups: one of them is
 * left for those.
 */
const LIMITS: QueueLimits = { concurrency: Math.min(availableParallelism(), 3), waiting: 1024 }

/** The slowest hash that is worth waiting for when the server stops. */
const END_MS = 3000

export interface AuthOptions {
  readonly warn: (text: string) => void
  readonly limits?: QueueLimits
  /** Another entry point, for specs. */
  readonly entry?: URL
}

/** The thread that checks passwords, as the main thread sees it. */
export interface AuthThread {
  /** A port for one thread that has sessions: see `connectAuth`. */
  connect(): MessagePort
  /** One line for each back end; what is probably not meant goes to `warn`. */
  describe(): Promise<readonly string[]>
  /** Pending checks are answered with `broken`. Afterwards nothing is left. */
  stop(): Promise<void>
}

/** The thread starts at the first question, so that it does not compete with those that greet the first clients. */
export const startAuth = (config: RuntimeConfig, options: AuthOptions): AuthThread => new Supervisor(config, options)

/** Keeps one worker alive, and keeps the questions, so that no worker takes them along when it ends. */
class Supervisor implements AuthThread {
  readonly #config: RuntimeConfig
  readonly #options: AuthOptions
  readonly #queue: AuthQueue
  readonly #ports = new Set<MessagePort>()
  readonly #describing: ((lines: readonly string[]) => void)[] = []
  #worker: Worker | undefined
  #isReady = false
  #isStopped = false

  constructor(config: RuntimeConfig, options: AuthOptions) {
    this.#config = config
    this.#options = options
    this.#queue = new AuthQueue(options.limits ?? LIMITS, (request) => this.#tell(request))
  }

  connect(): MessagePort {
    const { port1: port, port2: theirs } = new MessageChannel()
    this.#ports.add(port)
    port.on('message', (request: AuthRequest) => {
      this.#queue.ask(request, (verdict) => {
        port.postMessage({ kind: 'verdict', id: request.id, verdict } satisfies AuthAnswer)
      })
    })
    port.once('close', () => this.#ports.delete(port))
    if (this.#isStopped) port.close()
    return theirs
  }

  describe(): Promise<readonly string[]> {
    return new Promise((resolve) => {
      if (this.#isStopped) return resolve([])
      this.#describing.push(resolve)
      this.#tell({ kind: 'describe' })
    })
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    // Whoever still waits is answered by the end of its port (see auth-client.ts).
    for (const port of this.#ports) port.close()
    await this.#end()
  }

  /**
   * Asks it to end: terminating a thread inside a native call, such as one that loads the C library, brings the process
   * down. One that still hashes after a while is left to the end of the process.
   */
  async #end(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.postMessage({ kind: 'stop' } satisfies ToAuth)
    const limit = setTimeout(() => void worker.terminate(), END_MS)
    await exited
    clearTimeout(limit)
  }

  #start(): Worker {
    const entry = this.#options.entry ?? new URL('./auth-worker.js', import.meta.url)
    const worker = new Worker(entry, { workerData: { config: this.#config } satisfies AuthData })
    this.#worker = worker
    this.#isReady = false
    let reason = ''
    worker.on('message', (message: FromAuth) => this.#hear(message))
    worker.on('error', (error: Error) => {
      reason = `: ${error.stack ?? error.message}`
    })
    worker.once('exit', () => this.#lost(reason))
    return worker
  }

  #tell(message: ToAuth): void {
    if (this.#isStopped) return
    const port = this.#worker ?? this.#start()
    port.postMessage(message)
  }

  #hear(message: FromAuth): void {
    switch (message.kind) {
      case 'verdict':
        return this.#queue.settle(message.id, message.verdict)
      case 'ready':
        this.#isReady = true
        return
      case 'described':
        message.remarks.forEach((text) => this.#options.warn(text))
        this.#describing.shift()?.(message.lines)
        return
      case 'warning':
        return this.#options.warn(message.text)
    }
  }

  /** One that ended before it was ready would do so again: the next question starts another. */
  #lost(reason: string): void {
    this.#worker = undefined
    for (const resolve of this.#describing.splice(0)) resolve([])
    if (this.#isStopped) return
    this.#options.warn(`The auth thread has ended unexpectedly; another one takes its place${reason}`)
    if (this.#isReady) this.#start()
    this.#queue.fail()
  }
}
