import { withoutControls } from '../core/bytes.ts'
import type { Entry, Place } from './directory-entries.ts'
import type { LongFormat } from './long.ts'
import { columns, mark } from './names.ts'
import type { ListOptions } from './options.ts'

/** Entries as LIST and STAT print them. */
export class ListLines {
  readonly #format: LongFormat
  readonly #isLong: boolean
  readonly #marks: boolean

  constructor({ layout, marks }: ListOptions, format: LongFormat) {
    this.#format = format
    this.#isLong = layout === 'long'
    this.#marks = marks
  }

  line(entry: Entry, place: Place): string {
    const name = this.#marks ? this.#marked(entry, place) : this.#name(entry)
    return this.#isLong ? `${this.#format.line(entry.stat)}${name}\r\n` : `${name}\r\n`
  }

  columns(entries: readonly Entry[], place: Place): string {
    return columns(entries.map((entry) => (this.#marks ? this.#marked(entry, place) : entry.name)))
  }

  #name({ name, target }: Entry): string {
    return this.#isLong && target !== undefined ? `${name} -> ${withoutControls(target)}` : name
  }

  /** In a long line a link gets the mark of what it leads to, which stands behind the arrow. */
  #marked(entry: Entry, place: Place): string {
    if (!this.#isLong || entry.target === undefined) return this.#name(entry) + mark(entry.stat)
    const led = place.stat(entry.name, 'follow')
    return this.#name(entry) + (led.ok ? mark(led.value) : '')
  }
}
