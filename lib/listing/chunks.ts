import type { ConfinedFs } from '../files/confined-fs.ts'
import type { ListingSource } from './source.ts'

/** Characters gathered before a piece is sent. */
const CHUNK = 32 * 1024

/** A generator of lines as a source: each piece is made under one switch to the session's identity. */
export class ChunkedListing implements ListingSource {
  readonly #fs: ConfinedFs
  readonly #lines: Generator<string>
  readonly #summary: () => readonly string[]

  constructor(fs: ConfinedFs, lines: Generator<string>, summary: () => readonly string[]) {
    this.#fs = fs
    this.#lines = lines
    this.#summary = summary
  }

  next(): string | undefined {
    return this.#fs.run(() => {
      let text = ''
      while (text.length < CHUNK) {
        const { done, value } = this.#lines.next()
        if (done) break
        text += value
      }
      return text === '' ? undefined : text
    })
  }

  get summary(): readonly string[] {
    return this.#summary()
  }

  /** Ends the generator, which closes the directories it holds. */
  [Symbol.dispose](): void {
    this.#lines.return(undefined)
  }
}
