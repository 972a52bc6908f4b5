/** Sorting less often than this costs more memory than it saves time. */
const SPARE = 1024

/**
 * The first `limit` of everything that is added, in order; equal items keep the order in which they came. However many
 * are added, little more than `limit` are held.
 */
export class FirstOf<Item> {
  readonly #limit: number
  readonly #compare: ((a: Item, b: Item) => number) | undefined
  #items: Item[] = []
  #isCut = false

  /** Without `compare` strings are sorted by their bytes: that is faster than any function given here. */
  constructor(limit: number, compare?: (a: Item, b: Item) => number) {
    this.#limit = limit
    this.#compare = compare
  }

  add(item: Item): void {
    if (this.#items.push(item) > 2 * this.#limit + SPARE) this.#cut()
  }

  /** Some did not fit. */
  get isCut(): boolean {
    return this.#isCut || this.#items.length > this.#limit
  }

  inOrder(): readonly Item[] {
    this.#cut()
    return this.#items
  }

  #cut(): void {
    this.#items.sort(this.#compare)
    this.#isCut = this.isCut
    if (this.#items.length > this.#limit) this.#items = this.#items.slice(0, this.#limit)
  }
}
