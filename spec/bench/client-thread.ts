import { parentPort } from 'node:worker_threads'
import { type Done, type Prepared, prepare, type Task } from './tasks.ts'

export type Order =
  | { readonly kind: 'prepare'; readonly task: Task }
  | { readonly kind: 'run' }
  | { readonly kind: 'drop' }
export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'failed'; readonly reason: string }

let prepared: Prepared | undefined

parentPort?.on('message', (order: Order) => parentPort?.postMessage(answer(order)))

function answer(order: Order): Answer {
  try {
    return obey(order)
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function obey(order: Order): Answer {
  if (order.kind === 'run' && prepared) return { kind: 'done', done: prepared.run() }
  if (order.kind === 'drop') {
    prepared?.[Symbol.dispose]()
    prepared = undefined
  }
  if (order.kind === 'prepare') prepared = prepare(order.task)
  return { kind: 'ready' }
}
