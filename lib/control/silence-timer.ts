/** Tells when a session has been silent for its idle time, which SITE IDLE may change at any moment. */
export class SilenceTimer implements Disposable {
  readonly #seconds: () => number
  readonly #onSilence: () => void
  #running: number
  #timer: NodeJS.Timeout

  constructor(seconds: () => number, onSilence: () => void) {
    this.#seconds = seconds
    this.#onSilence = onSilence
    this.#running = seconds()
    this.#timer = setTimeout(onSilence, this.#running * 1000)
  }

  /** Something was said. */
  restart(): void {
    const seconds = this.#seconds()
    // Refreshing costs next to nothing; only a changed limit needs a new timer.
    if (seconds === this.#running) {
      this.#timer.refresh()
      return
    }
    clearTimeout(this.#timer)
    this.#running = seconds
    this.#timer = setTimeout(this.#onSilence, seconds * 1000)
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
  }
}
