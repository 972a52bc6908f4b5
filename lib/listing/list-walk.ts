import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'
import { type Entry, entryOf, inOrder, shownNames } from './directory-entries.ts'
import { expand } from './glob.ts'
import type { LongFormat } from './long.ts'
import { columns, mark } from './names.ts'
import { type ListOptions, optionsLine } from './options.ts'

export interface ListRequest {
  readonly fs: ConfinedFs
  readonly cwd: VirtualPath
  readonly options: ListOptions
  /** Empty: the current directory. */
  readonly patterns: readonly string[]
  readonly config: Pick<RuntimeConfig, 'limitrecursion' | 'brokenclientscompatibility'>
  readonly format: LongFormat
}

/** LIST and STAT, line by line (commands.md §9.2). Runs inside the session's identity. */
export class ListWalk {
  readonly #request: ListRequest
  readonly #problems: string[] = []
  #printed = 0
  #truncated = false

  constructor(request: ListRequest) {
    this.#request = request
  }

  /** Lines of the final reply. */
  get summary(): readonly string[] {
    const options = optionsLine(this.#request.options)
    const count = this.#truncated ? `Output truncated to ${this.#printed} matches` : `${this.#printed} matches total`
    return [...this.#problems, ...(options === undefined ? [] : [options]), count]
  }

  get problems(): readonly string[] {
    return this.#problems
  }

  *text(): Generator<string> {
    const { patterns, options } = this.#request
    if (patterns.length === 0) {
      if (options.directoryItself) yield* this.#matches(['.'])
      else yield* this.#contents('.', '.', 0)
      return
    }
    for (const pattern of patterns) yield* this.#pattern(pattern)
  }

  get #limits(): RuntimeConfig['limitrecursion'] {
    return this.#request.config.limitrecursion
  }

  *#pattern(pattern: string): Generator<string> {
    const { fs, cwd, options, patterns } = this.#request
    const limits = { matches: this.#limits.files, depth: 2 * this.#limits.depth - 2 }
    const { matches, truncated } = expand(fs, cwd, pattern, limits)
    this.#truncated ||= truncated
    if (options.directoryItself) {
      yield* this.#matches(matches)
      return
    }
    const directories = matches.filter((match) => this.#kindOf(match) === 'directory')
    const isDirectory = new Set(directories)
    yield* this.#matches(matches.filter((match) => !isDirectory.has(match)))
    for (const directory of directories) {
      if (patterns.length > 1 || matches.length > 1) yield header(directory)
      yield* this.#contents(directory, directory, 0)
    }
  }

  #kindOf(match: string): string | undefined {
    const stat = this.#request.fs.stat(this.#resolve(match), 'follow')
    return stat.ok ? stat.value.kind : undefined
  }

  #resolve(path: string): VirtualPath {
    return resolve(this.#request.cwd, path)
  }

  /** Names as matched; what cannot be reached is left out without a word. */
  *#matches(matches: readonly string[]): Generator<string> {
    const entries: Entry[] = []
    for (const match of matches) {
      const entry = this.#kindOf(match) === undefined ? undefined : this.#entry(match)
      if (entry) entries.push(entry)
    }
    yield* this.#lines(entries)
  }

  #entry(path: string): Entry | undefined {
    const { fs, config } = this.#request
    const at = this.#resolve(path)
    return entryOf(
      {
        next: () => ({ ok: true, value: [] }),
        stat: (_name, follow) => fs.stat(at, follow),
        readlink: () => fs.readlink(at),
        [Symbol.dispose]: () => undefined,
      },
      path,
      config,
    )
  }

  *#contents(path: string, shown: string, depth: number): Generator<string> {
    if (depth >= this.#limits.depth || this.#truncated) return
    const { fs, options, config } = this.#request
    const opened = fs.openDirectory(this.#resolve(path))
    if (!opened.ok) {
      if (opened.error.code === 'EACCES') this.#problems.push(`Sorry, we were unable to read [${path}]`)
      return
    }
    const descend: string[] = []
    const recursive = options.recursive && (options.layout === 'long' || options.marks)
    {
      using directory = opened.value
      const { names, truncated } = shownNames(directory, options.all, this.#limits.files - this.#printed)
      const entries = entriesOf(names, (name) => entryOf(directory, name, config))
      // Names come sorted: only other orders need all entries before the first line.
      const streams = options.sort === 'name' && !options.reverse && options.layout !== 'columns'
      yield* this.#lines(streams ? remember(entries, recursive, descend) : this.#ordered(entries, recursive, descend))
      this.#truncated ||= truncated
    }
    for (const name of descend) {
      if (this.#truncated) return
      yield header(`${shown}/${name}`)
      yield* this.#contents(`${path}/${name}`, `${shown}/${name}`, depth + 1)
    }
  }

  #ordered(entries: Iterable<Entry>, recursive: boolean, descend: string[]): Iterable<Entry> {
    return remember(inOrder([...entries], this.#request.options), recursive, descend)
  }

  *#lines(entries: Iterable<Entry>): Generator<string> {
    const { options } = this.#request
    if (options.layout === 'columns') {
      const names = [...entries].map((entry) => entry.name + (options.marks ? mark(entry) : ''))
      this.#printed += names.length
      yield columns(names)
      return
    }
    for (const entry of entries) {
      this.#printed++
      yield this.#line(entry)
    }
  }

  #line(entry: Entry): string {
    const { options, format } = this.#request
    const long = options.layout === 'long'
    const name = long && entry.target !== undefined ? `${entry.name} -> ${entry.target}` : entry.name
    const suffix = options.marks ? this.#mark(entry, long) : ''
    return `${long ? format.line(entry.stat) : ''}${name}${suffix}\r\n`
  }

  /** In a long line a link gets the mark of what it leads to, which stands behind the arrow. */
  #mark(entry: Entry, long: boolean): string {
    if (!long || entry.target === undefined) return mark(entry)
    const led = this.#request.fs.stat(this.#resolve(entry.name), 'follow')
    return led.ok ? mark({ ...entry, stat: led.value }) : ''
  }
}

const header = (path: string): string => `\r\n\r\n${path}:\r\n\r\n`

function* entriesOf(names: readonly string[], look: (name: string) => Entry | undefined): Generator<Entry> {
  for (const name of names) {
    const entry = look(name)
    if (entry) yield entry
  }
}

/** Passes entries on, and notes the directories to list after them. */
function* remember(entries: Iterable<Entry>, recursive: boolean, descend: string[]): Generator<Entry> {
  for (const entry of entries) {
    if (recursive && entry.stat.kind === 'directory' && entry.name !== '.' && entry.name !== '..') {
      descend.push(entry.name)
    }
    yield entry
  }
}
