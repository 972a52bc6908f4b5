import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'
import type { Directory } from '../kernel/kernel.ts'
import { type Entry, entryOf, type Place, placeAt } from './directory-entries.ts'
import { entriesInOrder } from './entries-in-order.ts'
import { expand, globLimits } from './glob.ts'
import { ListLines } from './list-lines.ts'
import type { LongFormat } from './long.ts'
import { type ListOptions, optionsLine } from './options.ts'
import { total } from './source.ts'

export interface ListRequest {
  readonly fs: ConfinedFs
  readonly cwd: VirtualPath
  readonly options: ListOptions
  /** Empty: the current directory. */
  readonly patterns: readonly string[]
  readonly config: Pick<RuntimeConfig, 'limitrecursion' | 'brokenclientscompatibility'>
  readonly format: LongFormat
}

/** LIST and STAT (commands.md §9.2). Runs inside the session's identity. */
export class ListWalk {
  readonly problems: string[] = []
  readonly #request: ListRequest
  readonly #lines: ListLines
  /** Matches are looked up from where the client is. */
  readonly #here: Place
  readonly #limits: RuntimeConfig['limitrecursion']
  readonly #resolvesLinks: boolean
  readonly #recurses: boolean
  #printed = 0
  /** Something was left out to stay within the limits. */
  #isCut = false

  constructor(request: ListRequest) {
    const { options, config } = request
    this.#request = request
    this.#lines = new ListLines(options, request.format)
    this.#here = placeAt(request.fs, request.cwd)
    this.#limits = config.limitrecursion
    this.#resolvesLinks = config.brokenclientscompatibility
    this.#recurses = options.recursive && (options.layout === 'long' || options.marks)
  }

  /** Lines of the final reply. */
  get summary(): readonly string[] {
    const options = optionsLine(this.#request.options)
    const count = total(this.#printed, this.#isCut || this.#isFull)
    return [...this.problems, ...(options === undefined ? [] : [options]), count]
  }

  *text(): Generator<string> {
    const { patterns, options } = this.#request
    if (patterns.length > 0) for (const pattern of patterns) yield* this.#pattern(pattern)
    else if (options.directoryItself) yield* this.#print(this.#plain(['.'], []), this.#here)
    else yield* this.#tree('.')
  }

  /** A directory with exactly as many entries as are allowed counts as cut, as in the reference. */
  get #isFull(): boolean {
    return this.#printed >= this.#limits.files
  }

  get #room(): number {
    return Math.max(0, this.#limits.files - this.#printed)
  }

  /** What is no directory comes first, then the contents of the directories. */
  *#pattern(pattern: string): Generator<string> {
    if (this.#isFull) return
    const { fs, cwd, patterns } = this.#request
    const found = expand(fs, cwd, pattern, globLimits(this.#limits, this.#room))
    this.#isCut ||= found.truncated
    const directories: string[] = []
    yield* this.#print(this.#plain(found.matches, directories), this.#here)
    for (const directory of directories) {
      if (this.#isFull) return
      if (patterns.length > 1 || found.matches.length > 1) yield header(directory)
      yield* this.#tree(directory)
    }
  }

  /** Matches to be shown themselves. What cannot be reached is left out without a word, dangling links included. */
  *#plain(matches: readonly string[], directories: string[]): Generator<readonly Entry[]> {
    for (const match of matches) {
      const entry = entryOf(this.#here, match, this.#resolvesLinks)
      if (!entry) continue
      const led = entry.target === undefined ? entry.stat : this.#led(match)
      if (!led) continue
      if (led.kind === 'directory' && !this.#request.options.directoryItself) directories.push(match)
      else yield [entry]
    }
  }

  #led(match: string): Entry['stat'] | undefined {
    const led = this.#here.stat(match, 'follow')
    return led.ok ? led.value : undefined
  }

  /** A directory, and with `R` what is below it, depth first. Too deep ones are named, not listed; closed ones not even named. */
  *#tree(top: string): Generator<string> {
    const pending = [{ path: top, depth: 0 }]
    for (let next = pending.pop(); next && !this.#isFull; next = pending.pop()) {
      const { path, depth } = next
      if (depth > 0) {
        if (!this.#request.fs.enter(resolve(this.#request.cwd, path)).ok) continue
        yield header(path)
      }
      if (depth >= this.#limits.depth) continue
      const below: string[] = []
      yield* this.#contents(path, below)
      for (const name of below.toReversed()) pending.push({ path: `${path}/${name}`, depth: depth + 1 })
    }
  }

  *#contents(path: string, below: string[]): Generator<string> {
    const { fs, cwd } = this.#request
    const at = resolve(cwd, path)
    const opened = fs.openDirectory(at)
    if (!opened.ok) {
      const isUnreadable = opened.error.code === 'EACCES' && fs.enter(at).ok
      if (isUnreadable) this.problems.push(`Sorry, we were unable to read [${path}]`)
      return
    }
    using directory = opened.value
    yield* this.#print(this.#entries(directory, below), directory)
  }

  /** Passes entries on, and notes the directories to list after them. */
  *#entries(directory: Directory, below: string[]): Generator<readonly Entry[]> {
    const { batches, isCut } = entriesInOrder(directory, this.#request.options, this.#room, this.#resolvesLinks)
    this.#isCut ||= isCut
    for (const entries of batches) {
      if (this.#recurses) below.push(...entries.filter(isBelow).map(({ name }) => name))
      yield entries
    }
  }

  *#print(batches: Iterable<readonly Entry[]>, place: Place): Generator<string> {
    if (this.#request.options.layout === 'columns') {
      const all = [...batches].flat()
      this.#printed += all.length
      yield this.#lines.columns(all, place)
      return
    }
    for (const entries of batches) {
      this.#printed += entries.length
      let text = ''
      for (const entry of entries) text += this.#lines.line(entry, place)
      yield text
    }
  }
}

const isBelow = ({ name, stat }: Entry): boolean => stat.kind === 'directory' && name !== '.' && name !== '..'

const header = (path: string): string => `\r\n\r\n${path}:\r\n\r\n`
