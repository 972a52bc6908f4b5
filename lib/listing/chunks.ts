import type { ConfinedFs } from '../files/confined-fs.ts'
import { type ListingSource, PIECE } from './source.ts'

/** What makes the text of a listing, in pieces of any size. */
export interface Walk {
  text(): Generator<string>
  readonly summary: readonly string[]
}

/** A walk as a source: each piece is made under one switch to the session's identity. */
export class ChunkedListing implements ListingSource {
  readonly #fs: ConfinedFs
  readonly #walk: Walk
  readonly #text: Generator<string>
  readonly #directory: Disposable | undefined

  /** `directory` is what the walk reads from, if it was open before: it is closed even if nothing was ever read. */
  constructor(fs: ConfinedFs, walk: Walk, directory?: Disposable) {
    this.#fs = fs
    this.#walk = walk
    this.#directory = directory
    this.#text = walk.text()
  }

  next(): string | undefined {
    return this.#fs.run(() => {
      let piece = ''
      while (piece.length < PIECE) {
        const { done, value } = this.#text.next()
        if (done) break
        piece += value
      }
      return piece === '' ? undefined : piece
    })
  }

  get summary(): readonly string[] {
    return this.#walk.summary
  }

  /** Ends the generator, which closes the directories it has opened. */
  [Symbol.dispose](): void {
    this.#text.return(undefined)
    this.#directory?.[Symbol.dispose]()
  }
}
