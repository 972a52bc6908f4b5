import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { ToReactor } from './messages.ts'

/** Ends threads that were not needed: asked, not terminated, since they may be loading native code. */
export async function endWorkers(workers: readonly Worker[]): Promise<void> {
  const ended = workers.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())))
  for (const worker of workers) worker.postMessage({ kind: 'stop', graceMs: 0 } satisfies ToReactor)
  await Promise.all(ended)
}

/** How many threads serve sessions where connections can be handed over: one a core unless told otherwise. */
export const reactorCount = ({ reactors }: RuntimeConfig): number => reactors ?? availableParallelism()

/** A reactor thread that loads its modules, and waits to be told what to do. */
export const newReactorWorker = (): Worker => new Worker(new URL('./worker.js', import.meta.url))

/**
 * Threads that start while the main thread is still loading: half of the time to the first greeting is theirs. Other
 * systems than Linux serve sessions on the main thread.
 */
export const prestartReactors = (config: RuntimeConfig): readonly Worker[] =>
  process.platform === 'linux' ? Array.from({ length: reactorCount(config) }, newReactorWorker) : []
