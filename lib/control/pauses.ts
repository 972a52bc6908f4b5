/** Waits of a session: they end early when the session does, so that nothing of it stays behind. */
export class Pauses implements Disposable {
  readonly #wakers = new Set<() => void>()
  #over = false

  wait(milliseconds: number): Promise<void> {
    if (this.#over || milliseconds <= 0) return Promise.resolve()
    return new Promise((resolve) => this.after(milliseconds, resolve, resolve))
  }

  /** Runs `act` after a while; `early` instead when the session ends before. */
  after(milliseconds: number, act: () => void, early: () => void = () => undefined): void {
    const wake = (): void => {
      clearTimeout(timer)
      early()
    }
    const timer = setTimeout(() => {
      this.#wakers.delete(wake)
      act()
    }, milliseconds)
    this.#wakers.add(wake)
  }

  [Symbol.dispose](): void {
    this.#over = true
    for (const wake of this.#wakers) wake()
    this.#wakers.clear()
  }
}
