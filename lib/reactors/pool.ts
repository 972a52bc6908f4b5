import type { Worker } from 'node:worker_threads'
import type { Fd } from '../kernel/kernel.ts'
import type { FromReactor, Handover, ReactorData, ToReactor } from './messages.ts'
import { newReactorWorker } from './prestart.ts'

/** A reactor that has not answered for this long hangs in a call: on a dead network mount, for example. */
const STALLED_MS = 5000
const PING_MS = 1000

export interface PoolOptions {
  /** At least one; spare ones are started when needed. */
  readonly workers: readonly Worker[]
  /** Called for each thread: every one has its own channel to the auth thread. */
  data(): ReactorData
  warn(text: string): void
}

/** The reactor threads, and who is served by which. */
export class ReactorPool {
  readonly #options: PoolOptions
  readonly #threads: ReactorThread[] = []
  readonly #pings: NodeJS.Timeout
  #stopping = false

  private constructor(options: PoolOptions) {
    this.#options = options
    this.#pings = setInterval(() => this.#checkThreads(), PING_MS)
    this.#pings.unref()
  }

  static async start(options: PoolOptions): Promise<ReactorPool> {
    const pool = new ReactorPool(options)
    for (const worker of options.workers) pool.#add(worker)
    // The first one is enough to serve; the others join it. All failing is the failure of the first.
    await Promise.race(pool.#threads.map(({ ready }) => ready))
    return pool
  }

  /** Hands a descriptor to the least busy thread, which owns it from now on. */
  adopt(fd: Fd, handover: Handover, onClosed: () => void): void {
    let best: ReactorThread | undefined
    for (const thread of this.#threads) {
      if (thread.isReady && !thread.isStalled && (!best || thread.sessions < best.sessions)) best = thread
    }
    const chosen = best ?? this.#add()
    chosen.adopt(fd, handover, onClosed)
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping = true
    clearInterval(this.#pings)
    await Promise.all(this.#threads.map((thread) => thread.stop(graceMs)))
  }

  #add(worker = newReactorWorker()): ReactorThread {
    const thread = new ReactorThread(worker, this.#options.data(), () => this.#replace(thread))
    this.#threads.push(thread)
    return thread
  }

  /** A thread is lost only by a bug in native code; its sessions are gone with it, the server goes on. */
  #replace(lost: ReactorThread): void {
    this.#threads.splice(this.#threads.indexOf(lost), 1)
    if (this.#stopping) return
    this.#options.warn('a reactor thread has ended unexpectedly; another one takes its place')
    this.#add()
  }

  #checkThreads(): void {
    const now = performance.now()
    for (const thread of this.#threads) {
      if (!thread.stallsSince(now)) continue
      this.#options.warn('a reactor does not answer (a hung file system?): new sessions go to a spare one')
      this.#add()
    }
  }
}

/** One worker thread, as the main thread sees it. */
class ReactorThread {
  readonly ready: Promise<void>
  isStalled = false
  isReady = false
  readonly #worker: Worker
  readonly #closed = new Map<number, () => void>()
  #heardAt = performance.now()
  #onStopped: (() => void) | undefined

  constructor(worker: Worker, data: ReactorData, onLost: () => void) {
    this.#worker = worker
    worker.postMessage({ kind: 'begin', data } satisfies ToReactor, [data.auth])
    this.ready = new Promise((resolve, reject) => {
      this.#worker.once('error', reject)
      this.#worker.on('message', (message: FromReactor) => this.#hear(message, resolve))
    })
    this.#worker.on('error', () => undefined)
    this.#worker.once('exit', () => {
      for (const closed of this.#closed.values()) closed()
      this.#closed.clear()
      if (this.#onStopped) this.#onStopped()
      else onLost()
    })
  }

  get sessions(): number {
    return this.#closed.size
  }

  adopt(fd: Fd, handover: Handover, onClosed: () => void): void {
    this.#closed.set(handover.id, onClosed)
    this.#tell({ kind: 'adopt', fd, handover })
  }

  /** Pings, and tells whether the thread has just been found to hang. */
  stallsSince(now: number): boolean {
    if (!this.isReady) return false
    const silent = now - this.#heardAt > STALLED_MS
    const found = silent && !this.isStalled
    this.isStalled = silent
    this.#tell({ kind: 'ping' })
    return found
  }

  async stop(graceMs: number): Promise<void> {
    // Messages wait for a thread that is still starting.
    const exited = new Promise<void>((resolve) => {
      this.#onStopped = resolve
    })
    this.#tell({ kind: 'stop', graceMs })
    // A hung thread cannot stop by itself.
    const limit = setTimeout(() => void this.#worker.terminate(), graceMs + STALLED_MS)
    await exited
    clearTimeout(limit)
  }

  #tell(message: ToReactor): void {
    this.#worker.postMessage(message)
  }

  #hear(message: FromReactor, onReady: () => void): void {
    this.#heardAt = performance.now()
    if (message.kind === 'ready') {
      this.isReady = true
      onReady()
    } else if (message.kind === 'closed') {
      const closed = this.#closed.get(message.id)
      this.#closed.delete(message.id)
      closed?.()
    }
  }
}
