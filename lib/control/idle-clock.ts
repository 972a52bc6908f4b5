import type { CommandFacts } from '../protocol/command.ts'

/** Why a silent session ends (commands.md §1.6); the texts are the reference's. */
export type IdleVerdict = 'go-on' | 'timeout' | `timeout-no-operation`

/**
 * The three clocks of a session that is waiting: silence, a line that never ends, and commands that do nothing. The
 * limit is asked anew each time, since SITE IDLE changes it.
 */
export class IdleClock {
  readonly #limitMs: () => number
  /** When the last reply went out: the next line has twice the limit to end. */
  #lineSince: number
  #idleRunSince: number | undefined

  constructor(limitMs: () => number, now: number) {
    this.#limitMs = limitMs
    this.#lineSince = now
  }

  /** Bytes have come that do not end a line. */
  onPartialLine(now: number): IdleVerdict {
    return now - this.#lineSince > 2 * this.#limitMs() ? 'timeout' : 'go-on'
  }

  /** A command has come: idle-looking ones are timed from the first of their run. */
  onCommand(kind: CommandFacts['idle'], now: number): IdleVerdict {
    if (kind === 'active') this.#idleRunSince = undefined
    if (kind !== 'idle') return 'go-on'
    this.#idleRunSince ??= now
    return now - this.#idleRunSince >= 2 * this.#limitMs() ? 'timeout-no-operation' : 'go-on'
  }

  onReply(now: number): void {
    this.#lineSince = now
  }
}
