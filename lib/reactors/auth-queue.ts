import type { Verdict } from '../auth/backend.ts'
import { type AuthRequest, BUSY, broken, UNAVAILABLE } from './auth-messages.ts'

export interface QueueLimits {
  /** Checks under way at a time. */
  readonly concurrency: number
  /** Checks that wait; whoever comes when as many do is turned away. */
  readonly waiting: number
}

interface Asked {
  readonly request: AuthRequest
  readonly answer: (verdict: Verdict) => void
}

/** Checks that wait for the auth thread, and those it works on. Each is answered once. */
export class AuthQueue {
  readonly #limits: QueueLimits
  readonly #give: (request: AuthRequest) => void
  readonly #waiting: Asked[] = []
  readonly #underWay = new Map<number, Asked>()
  #last = 0

  /** `give` hands a request to the thread; its `id` is the queue's. */
  constructor(limits: QueueLimits, give: (request: AuthRequest) => void) {
    this.#limits = limits
    this.#give = give
  }

  ask(request: AuthRequest, answer: (verdict: Verdict) => void): void {
    if (this.#underWay.size >= this.#limits.concurrency && this.#waiting.length >= this.#limits.waiting) {
      return answer(broken(BUSY))
    }
    this.#waiting.push({ request, answer })
    this.#advance()
  }

  settle(id: number, verdict: Verdict): void {
    const asked = this.#underWay.get(id)
    this.#underWay.delete(id)
    asked?.answer(verdict)
    this.#advance()
  }

  /** The thread is gone, with what it was working on. The others wait for the next one. */
  fail(): void {
    const lost = [...this.#underWay.values()]
    this.#underWay.clear()
    for (const { answer } of lost) answer(broken(UNAVAILABLE))
    this.#advance()
  }

  #advance(): void {
    while (this.#underWay.size < this.#limits.concurrency) {
      const next = this.#waiting.shift()
      if (!next) return
      const id = ++this.#last
      this.#underWay.set(id, next)
      this.#give({ ...next.request, id })
    }
  }
}
