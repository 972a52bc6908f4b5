import type { FileStat } from '../kernel/kernel.ts'
import { modeText } from './mode-text.ts'
import type { OwnerNames } from './owner-names.ts'
import type { ShortTimes } from './short-times.ts'

/** From this size on the column is wider (commands.md §9.3). */
const WIDE_SIZE = 10_000_000_000

/** Long lines: what the entries of one directory have in common is made once. */
export class LongFormat {
  readonly #owners: OwnerNames
  readonly #times: ShortTimes
  #last: FileStat | undefined
  #head = ''

  constructor(owners: OwnerNames, times: ShortTimes) {
    this.#owners = owners
    this.#times = times
  }

  /** The line up to the name, with the blank before it. */
  line(stat: FileStat): string {
    return `${this.#headOf(stat)}${sizeText(stat.size)} ${this.#times.text(stat.modified)} `
  }

  /** Mode, links and owners. */
  #headOf(stat: FileStat): string {
    const last = this.#last
    if (!last || !haveSameHead(last, stat)) {
      this.#last = stat
      const { uid, gid, links } = stat
      const owners = `${this.#owners.user(uid)} ${this.#owners.group(gid)}`
      this.#head = `${modeText(stat)} ${String(links).padStart(4)} ${owners} `
    }
    return this.#head
  }
}

const haveSameHead = (a: FileStat, b: FileStat): boolean =>
  a.mode === b.mode && a.kind === b.kind && a.uid === b.uid && a.gid === b.gid && a.links === b.links

const sizeText = (size: number): string => String(size).padStart(size < WIDE_SIZE ? 10 : 18)
