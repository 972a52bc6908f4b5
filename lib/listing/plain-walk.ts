import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Directory } from '../kernel/kernel.ts'
import { entryOf } from './directory-entries.ts'
import { facts, typeOf } from './mlsx.ts'

type Config = Pick<RuntimeConfig, 'limitrecursion' | 'brokenclientscompatibility'>

const CONTROL = /[\x00-\x1f\x7f]/

/** NLST and MLSD: the entries of one directory in its own order, counted and cut off at `-L`. */
export class PlainWalk {
  readonly #line: (name: string) => string | undefined
  readonly #names: Iterable<string>
  readonly #limit: number
  #printed = 0
  #truncated = false

  constructor(names: Iterable<string>, line: (name: string) => string | undefined, config: Config) {
    this.#names = names
    this.#line = line
    this.#limit = config.limitrecursion.files
  }

  get summary(): readonly string[] {
    return [this.#truncated ? `Output truncated to ${this.#printed} matches` : `${this.#printed} matches total`]
  }

  *text(): Generator<string> {
    for (const name of this.#names) {
      const line = CONTROL.test(name) ? undefined : this.#line(name)
      if (line === undefined) continue
      if (this.#printed >= this.#limit) {
        this.#truncated = true
        return
      }
      this.#printed++
      yield line
    }
  }
}

/** All names of a directory as they come; closes it when it is through, or is given up. */
export function* namesOf(opened: Directory): Generator<string> {
  using directory = opened
  for (;;) {
    const batch = directory.next()
    if (!batch.ok || batch.value.length === 0) return
    yield* batch.value
  }
}

/** A line of MLSD; undefined for what is left out (devices, FIFOs, sockets: §20 row 28). */
export function mlsdLine(directory: Directory, name: string, anonymous: boolean, config: Config): string | undefined {
  const entry = entryOf(directory, name, config)
  if (!entry) return undefined
  return `${facts({ stat: entry.stat, type: typeIn(name) ?? typeOf(entry.stat, entry.target) }, anonymous)}${name}\r\n`
}

/** RFC 3659 §7.5.1: the listed directory itself, and its parent. */
function typeIn(name: string): string | undefined {
  if (name === '.') return 'cdir'
  return name === '..' ? 'pdir' : undefined
}
