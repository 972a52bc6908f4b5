/** Something taken that must be given back: released once, however often it is disposed of. */
export class Lease implements Disposable {
  #release: (() => void) | undefined

  constructor(release: () => void) {
    this.#release = release
  }

  [Symbol.dispose](): void {
    const release = this.#release
    this.#release = undefined
    release?.()
  }
}
