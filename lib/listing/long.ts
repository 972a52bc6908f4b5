import type { FileStat } from '../kernel/kernel.ts'
import type { OwnerNames } from './owner-names.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** Times farther back than this show the year (commands.md §9.3). */
const RECENT_SECONDS = 180 * 86400

/** From this size on the column is wider. */
const WIDE_SIZE = 10_000_000_000

/** What one listing needs to know besides the files. */
export class LongFormat {
  readonly #owners: OwnerNames
  readonly #now: number
  readonly #offset: number
  #minute = Number.NaN
  #time = ''

  /** `offsetSeconds`: local time minus UTC now, the same for all dates (§20 row 66). */
  constructor(owners: OwnerNames, nowSeconds: number, offsetSeconds: number) {
    this.#owners = owners
    this.#now = nowSeconds
    this.#offset = offsetSeconds
  }

  /** The line up to the name, with the blank before it. */
  line(stat: FileStat): string {
    const size = stat.size < WIDE_SIZE ? String(stat.size).padStart(10) : String(stat.size).padStart(18)
    const links = stat.links < 10 ? `   ${stat.links}` : String(stat.links).padStart(4)
    const user = this.#owners.user(stat.uid)
    const group = this.#owners.group(stat.gid)
    return `${modeText(stat)} ${links} ${user} ${group} ${size} ${this.#timeText(stat.modified)} `
  }

  /** Files of one directory often share their minute: the last one is kept. */
  #timeText(seconds: number): string {
    const minute = Math.floor(seconds / 60)
    if (minute === this.#minute) return this.#time
    this.#minute = minute
    const date = new Date((seconds + this.#offset) * 1000)
    const day = String(date.getUTCDate()).padStart(2)
    const old = this.#now - seconds > RECENT_SECONDS
    const last = old
      ? ` ${date.getUTCFullYear()}`
      : `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`
    this.#time = `${MONTHS[date.getUTCMonth()]} ${day} ${last}`
    return this.#time
  }
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value))

/** Mode texts of one kind of file, made when first met: there are few in practice. */
const modeTexts = { file: new Map<number, string>(), directory: new Map<number, string>() }
const LINK_MODE = 'lrwxrwxrwx'

export function modeText({ kind, mode }: FileStat): string {
  if (kind === 'symlink') return LINK_MODE
  const texts = kind === 'directory' ? modeTexts.directory : modeTexts.file
  let text = texts.get(mode)
  if (text === undefined) {
    text = (kind === 'directory' ? 'd' : '-') + permissions(mode)
    texts.set(mode, text)
  }
  return text
}

function permissions(mode: number): string {
  const triple = (shift: number, special: number, mark: string): string => {
    const bits = mode >> shift
    const execute = bits & 1
    const last = mode & special ? (execute ? mark : mark.toUpperCase()) : execute ? 'x' : '-'
    return (bits & 4 ? 'r' : '-') + (bits & 2 ? 'w' : '-') + last
  }
  return triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't')
}
