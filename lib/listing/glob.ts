import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'
import { compilePattern, hasWildcard, isPattern, matchesName, type Work, withoutQuotes } from './name-pattern.ts'
import { isShown } from './shown.ts'

/**
 * A bound on work, not on what is found (§20 row 46): a third of a second at most, in which the thread serves nobody
 * else.
 */
const WORK = 8_000_000
const WORK_OF_A_CALL = 50
const WORK_OF_A_NAME = 20

export interface GlobLimits {
  /** Names that may be found. */
  readonly matches: number
  /** Components with wildcards. */
  readonly depth: number
}

/** What `-L` leaves to patterns. One wildcard is always allowed: it leads no deeper than a plain LIST. */
export const globLimits = ({ files, depth }: RuntimeConfig['limitrecursion'], matches = files): GlobLimits => ({
  matches,
  depth: Math.max(1, 2 * depth - 2),
})

export interface GlobResult {
  /** In byte order, spelled as the pattern is: relative to where the client is, or absolute. */
  readonly matches: readonly string[]
  /** A limit was reached: there may be more. */
  readonly truncated: boolean
}

/** Expands a pattern (commands.md §9.4). Without wildcards it is one name, whether it exists or not. */
export function expand(fs: ConfinedFs, cwd: VirtualPath, pattern: string, limits: GlobLimits): GlobResult {
  if (!isPattern(pattern)) return { matches: [pattern], truncated: false }
  const components = pattern.split('/').filter((component) => component !== '')
  const walk = new GlobWalk(fs, cwd, limits, components)
  walk.follow(pattern.startsWith('/') ? '/' : '', 0, 0)
  return { matches: walk.found.toSorted(), truncated: walk.truncated }
}

class GlobWalk {
  readonly found: string[] = []
  truncated = false
  readonly #fs: ConfinedFs
  readonly #cwd: VirtualPath
  readonly #limits: GlobLimits
  readonly #components: readonly string[]
  readonly #work: Work = { left: WORK }

  constructor(fs: ConfinedFs, cwd: VirtualPath, limits: GlobLimits, components: readonly string[]) {
    this.#fs = fs
    this.#cwd = cwd
    this.#limits = limits
    this.#components = components
  }

  /** `base` is what has been matched so far, empty or ending in a slash; `wild` counts the wildcards on the way. */
  follow(base: string, from: number, wild: number): void {
    const literal = this.#literalFrom(from)
    const path = base + literal.join('/')
    const next = from + literal.length
    const component = this.#components[next]
    if (component === undefined) this.#take(path, wild > 0)
    else if (wild >= this.#limits.depth) this.truncated = true
    else this.#descend(literal.length > 0 ? `${path}/` : path, component, next, wild + 1)
  }

  /** The components up to the next one with wildcards. */
  #literalFrom(from: number): readonly string[] {
    const end = this.#components.findIndex((component, index) => index >= from && hasWildcard(component))
    return this.#components.slice(from, end === -1 ? undefined : end).map(withoutQuotes)
  }

  #descend(base: string, component: string, at: number, wild: number): void {
    const isLast = at === this.#components.length - 1
    for (const name of this.#matching(base, component).toSorted()) {
      if (isLast) this.#take(base + name, false)
      else this.follow(`${base}${name}/`, at + 1, wild)
      if (this.truncated) return
    }
  }

  /** What was read from a directory is there; literal names behind wildcards need a look. */
  #take(path: string, unseen: boolean): void {
    if (unseen && !this.#exists(path)) return
    if (this.found.length >= this.#limits.matches) this.truncated = true
    else this.found.push(path)
  }

  #exists(path: string): boolean {
    return this.#mayCall() && this.#fs.stat(resolve(this.#cwd, path), 'nofollow').ok
  }

  #matching(base: string, component: string): readonly string[] {
    const opened = this.#mayCall() ? this.#fs.openDirectory(resolve(this.#cwd, base === '' ? '.' : base)) : undefined
    if (!opened?.ok) return []
    using directory = opened.value
    const pattern = compilePattern(component)
    const matches: string[] = []
    while (this.#mayCall()) {
      const batch = directory.next()
      if (!batch.ok || batch.value.length === 0) break
      this.#work.left -= WORK_OF_A_NAME * batch.value.length
      for (const name of batch.value) if (matchesName(pattern, name, this.#work) && isShown(name)) matches.push(name)
    }
    return matches
  }

  #mayCall(): boolean {
    this.#work.left -= WORK_OF_A_CALL
    if (this.#work.left < 0) this.truncated = true
    return !this.truncated
  }
}
