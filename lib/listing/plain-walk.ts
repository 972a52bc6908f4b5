import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Directory } from '../kernel/kernel.ts'
import { isShown } from './shown.ts'
import { total } from './source.ts'

/** A line for a name; undefined leaves it out. */
export type LineOf = (name: string) => string | undefined

/** NLST and MLSD: names, batch by batch, in the order in which they come, counted and cut off at `-L`. */
export class PlainWalk {
  readonly #batches: Iterable<readonly string[]>
  readonly #lineOf: LineOf
  readonly #limit: number
  #printed = 0
  #isCut: boolean

  /** `isCut`: some names have been left out already. */
  constructor(
    batches: Iterable<readonly string[]>,
    lineOf: LineOf,
    { limitrecursion }: Pick<RuntimeConfig, 'limitrecursion'>,
    isCut = false,
  ) {
    this.#batches = batches
    this.#lineOf = lineOf
    this.#limit = limitrecursion.files
    this.#isCut = isCut
  }

  get summary(): readonly string[] {
    return [total(this.#printed, this.#isCut)]
  }

  *text(): Generator<string> {
    for (const names of this.#batches) {
      yield this.#lines(names)
      if (this.#printed >= this.#limit) return
    }
  }

  #lines(names: readonly string[]): string {
    let text = ''
    for (const name of names) {
      const line = isShown(name) ? this.#lineOf(name) : undefined
      if (line === undefined) continue
      text += line
      this.#printed++
      if (this.#printed >= this.#limit) {
        // Exactly as many entries as are allowed count as cut, as in the reference.
        this.#isCut = true
        break
      }
    }
    return text
  }
}

/** All names of a directory, as they come. */
export function* namesOf(directory: Directory): Generator<readonly string[]> {
  for (;;) {
    const batch = directory.next()
    if (!batch.ok || batch.value.length === 0) return
    yield batch.value
  }
}
