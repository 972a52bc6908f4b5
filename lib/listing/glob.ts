import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'

/** Directory entries that one pattern may look at: a bound on work, not on what is found (§20 row 46). */
const MAX_ENTRIES_READ = 200_000

export interface GlobLimits {
  /** Names that may be found. */
  readonly matches: number
  /** Components with wildcards. */
  readonly depth: number
}

export interface GlobResult {
  /** In byte order, spelled as the pattern is: relative to where the client is, or absolute. */
  readonly matches: readonly string[]
  /** A limit was reached: there may be more. */
  readonly truncated: boolean
}

export const isPattern = (text: string): boolean => /[*?[\\]/.test(text)

/** Expands a pattern (commands.md §9.4). Without wildcards it is one name, whether it exists or not. */
export function expand(fs: ConfinedFs, cwd: VirtualPath, pattern: string, limits: GlobLimits): GlobResult {
  if (!isPattern(pattern)) return { matches: [pattern], truncated: false }
  const walk = new GlobWalk(fs, cwd, limits)
  walk.follow(
    pattern.startsWith('/') ? '/' : '',
    pattern.split('/').filter((part) => part !== ''),
  )
  return { matches: walk.found.toSorted(byBytes), truncated: walk.truncated }
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

class GlobWalk {
  readonly found: string[] = []
  truncated = false
  readonly #fs: ConfinedFs
  readonly #cwd: VirtualPath
  readonly #limits: GlobLimits
  #left = MAX_ENTRIES_READ

  constructor(fs: ConfinedFs, cwd: VirtualPath, limits: GlobLimits) {
    this.#fs = fs
    this.#cwd = cwd
    this.#limits = limits
  }

  /** `base` is what has been matched so far, empty or ending in a slash. */
  follow(base: string, parts: readonly string[], wild = 0): void {
    const [part, ...rest] = parts
    if (part === undefined || this.truncated) return
    if (!isPattern(part)) {
      this.#reach(base + part, rest, wild)
      return
    }
    if (wild >= this.#limits.depth) {
      this.truncated = true
      return
    }
    const literal = part.replace(/\\(.)/g, '$1')
    if (!/[*?[]/.test(part)) this.#reach(base + literal, rest, wild)
    else for (const name of this.#matching(base, part)) this.#reach(base + name, rest, wild + 1)
  }

  #reach(path: string, rest: readonly string[], wild: number): void {
    if (rest.length > 0) {
      this.follow(`${path}/`, rest, wild)
    } else if (this.found.length >= this.#limits.matches) {
      this.truncated = true
    } else {
      this.found.push(path)
    }
  }

  #matching(base: string, part: string): readonly string[] {
    const opened = this.#fs.openDirectory(resolve(this.#cwd, base === '' ? '.' : base))
    if (!opened.ok) return []
    using directory = opened.value
    const matches: string[] = []
    for (;;) {
      const batch = directory.next()
      if (!batch.ok || batch.value.length === 0) return matches
      for (const name of batch.value) if (matchesName(part, name)) matches.push(name)
      this.#left -= batch.value.length
      if (this.#left < 0) {
        this.truncated = true
        return matches
      }
    }
  }
}

/** `*`, `?`, `[a-z]`, `[!a-z]`, backslash; a leading dot is matched by a dot only. Linear in practice, never exponential. */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.') && !pattern.startsWith('\\.')) return false
  let p = 0
  let n = 0
  let starAt = -1
  let starName = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      starAt = p++
      starName = n
      continue
    }
    const next = matchOne(pattern, p, name[n] ?? '')
    if (next !== undefined) {
      p = next
      n++
    } else if (starAt >= 0) {
      p = starAt + 1
      n = ++starName
    } else {
      return false
    }
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** Where the pattern goes on after matching one character; undefined when it does not match. */
function matchOne(pattern: string, p: number, char: string): number | undefined {
  const token = pattern[p]
  if (token === undefined) return undefined
  if (token === '?') return p + 1
  if (token === '\\' && p + 1 < pattern.length) return pattern[p + 1] === char ? p + 2 : undefined
  if (token === '[') {
    const end = pattern.indexOf(']', p + (pattern[p + 1] === '!' ? 3 : 2))
    if (end !== -1) return inSet(pattern.slice(p + 1, end), char) ? end + 1 : undefined
  }
  return token === char ? p + 1 : undefined
}

function inSet(set: string, char: string): boolean {
  const negated = set.startsWith('!')
  const members = negated ? set.slice(1) : set
  let found = false
  for (let i = 0; i < members.length; i++) {
    const low = members[i] ?? ''
    const high = members[i + 1] === '-' && i + 2 < members.length ? (members[i + 2] ?? '') : low
    if (char >= low && char <= high) found = true
    if (high !== low) i += 2
  }
  return found !== negated
}
