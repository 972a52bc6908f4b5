import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Answer, Order } from './client-thread.ts'
import type { Done, Task } from './tasks.ts'

/** Threads that play clients; started once, so that their start is in no measurement. */
export class Clients implements AsyncDisposable {
  readonly #threads: Worker[] = []

  /** All clients begin together once the last one has logged in. Amounts are added up; the time is the longest. */
  async measure(tasks: readonly Task[]): Promise<{ readonly amount: number; readonly seconds: number }> {
    const results = await this.#during(tasks, () => all(tasks.map((_, at) => this.#run(at))))
    const start = Math.min(...results.map((done) => done.start))
    const end = Math.max(...results.map((done) => done.end))
    return { amount: results.reduce((sum, done) => sum + done.amount, 0), seconds: end - start }
  }

  /** What `act` tells while the sessions of `tasks` are open. */
  during<T>(tasks: readonly Task[], act: () => Promise<T>): Promise<T> {
    return this.#during(tasks, act)
  }

  async #during<T>(tasks: readonly Task[], act: () => Promise<T>): Promise<T> {
    const numbered = tasks.map((task, at) => ({ task, at }))
    try {
      // One after the other: servers that fork are not to be measured by how many connections they take at once.
      for (const { task, at } of numbered) await this.#ask(at, { kind: 'prepare', task })
      return await act()
    } finally {
      await Promise.allSettled(numbered.map(({ at }) => this.#ask(at, { kind: 'drop' })))
    }
  }

  async #run(at: number): Promise<Done> {
    const answer = await this.#ask(at, { kind: 'run' })
    if (answer.kind !== 'done') throw new Error(`a client answered ${answer.kind}`)
    return answer.done
  }

  async #ask(at: number, order: Order): Promise<Answer> {
    const thread = (this.#threads[at] ??= new Worker(new URL('./client-thread.js', import.meta.url)))
    thread.postMessage(order)
    const [answer] = (await once(thread, 'message')) as [Answer]
    if (answer.kind === 'failed') throw new Error(answer.reason)
    return answer
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}

/** Unlike Promise.all, waits for the others when one fails: a thread answers its questions in order. */
async function all<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}
