/** One component of a pattern, ready to be matched against names. */
export type NamePattern = readonly Token[]

/** A byte, one of the two below, or a set: a table that says 1 for its members. */
type Token = number | Uint8Array
const STAR = -1
const ANY = -2
const DOT = 0x2e

/** What may still be done for one command: kernel calls and comparisons, in comparisons. Below zero it is spent. */
export interface Work {
  left: number
}

export const isPattern = (text: string): boolean => /[*?[\\]/.test(text)

/** Without its backslashes: what a component without wildcards names. */
export const withoutQuotes = (component: string): string => component.replace(/\\(.)/g, '$1')

export const hasWildcard = (component: string): boolean => /[*?[]/.test(component.replace(/\\./g, ''))

/** `*`, `?`, `[a-z]`, `[!a-z]` and backslashes (commands.md §9.4). */
export function compilePattern(component: string): NamePattern {
  const tokens: Token[] = []
  for (let at = 0; at < component.length; ) {
    const char = component[at] ?? ''
    const set = char === '[' ? setAt(component, at) : undefined
    if (set) {
      tokens.push(set.token)
      at = set.end
    } else if (char === '\\' && at + 1 < component.length) {
      tokens.push(component.charCodeAt(at + 1))
      at += 2
    } else {
      // Stars in a row are one star: each costs a search of its own.
      if (char !== '*') tokens.push(char === '?' ? ANY : char.charCodeAt(0))
      else if (tokens.at(-1) !== STAR) tokens.push(STAR)
      at++
    }
  }
  return tokens
}

/** A set that begins at `start`; undefined when it is not closed, and `[` is a character. `]` may come first. */
function setAt(component: string, start: number): { readonly token: Token; readonly end: number } | undefined {
  const negated = component[start + 1] === '!'
  const bytes = new Uint8Array(256)
  let at = start + (negated ? 2 : 1)
  for (const first = at; at === first || component[at] !== ']'; ) {
    const low = byteAt(component, at)
    const isRange = component[low.end] === '-' && component[low.end + 1] !== ']'
    const high = isRange ? byteAt(component, low.end + 1) : low
    if (high.end > component.length) return undefined
    if (high.code >= low.code) bytes.fill(1, low.code, high.code + 1)
    at = high.end
  }
  return { token: negated ? bytes.map((member) => 1 - member) : bytes, end: at + 1 }
}

function byteAt(component: string, at: number): { readonly code: number; readonly end: number } {
  const quoted = component[at] === '\\' && at + 1 < component.length ? 1 : 0
  return { code: component.charCodeAt(at + quoted), end: at + quoted + 1 }
}

/**
 * A leading dot is matched by a dot only. Going back to the last star alone is enough, so that the work is at most the
 * product of both lengths; it is taken from `work`.
 */
export function matchesName(pattern: NamePattern, name: string, work: Work): boolean {
  if (name.startsWith('.') && pattern[0] !== DOT) return false
  let p = 0
  let starAt = -1
  let starName = 0
  for (let n = 0; n < name.length; ) {
    work.left--
    const token = pattern[p]
    if (token === STAR) {
      starAt = p++
      starName = n
      if (p === pattern.length) return true
    } else if (token !== undefined && matchesByte(token, name, n)) {
      p++
      n++
    } else if (starAt >= 0) {
      p = starAt + 1
      n = ++starName
    } else {
      return false
    }
  }
  if (pattern[p] === STAR) p++
  return p === pattern.length
}

const matchesByte = (token: Token, name: string, at: number): boolean =>
  token === ANY || (typeof token === 'number' ? token === name.charCodeAt(at) : token[name.charCodeAt(at)] === 1)
