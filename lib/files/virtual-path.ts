import { err, ok, type Result } from '../core/result.ts'
import type { VirtualPath } from '../core/units.ts'
import type { Reply } from '../protocol/reply.ts'
import { common } from '../protocol/reply.ts'

/**
 * A client's argument as an absolute path. `..` and links are left to the kernel, which resolves them inside the root:
 * `link/../x` is what it finds there, not what the text says.
 */
export const resolve = (cwd: VirtualPath, argument: string): VirtualPath =>
  (argument.startsWith('/') ? argument : `${cwd === '/' ? '' : cwd}/${argument}`) as VirtualPath

/** Everything before the last component, `/` for a name at the top. */
export function parentOf(path: VirtualPath): VirtualPath {
  const trimmed = path.replace(/(.)\/+$/, '$1')
  return (trimmed.slice(0, trimmed.lastIndexOf('/')) || '/') as VirtualPath
}

export function lastComponent(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/**
 * Normalises an argument as text (commands.md §1.5), as STOR, APPE, MKD, RNTO and the patterns of LIST are: `//` and
 * `/./` become `/`, `a/../` goes, leading `./` goes. `..` that lead nowhere stay.
 */
export function simplify(argument: string): string {
  const absolute = argument.startsWith('/')
  if (/^(\.{1,2}|(\.\.\/)+\.\.)$/.test(argument)) return argument
  const kept: string[] = []
  const parts = argument.split('/')
  for (const part of parts) {
    if (part === '' || part === '.') continue
    if (part !== '..') kept.push(part)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!absolute) kept.push('..')
  }
  const last = parts.at(-1)
  const isDirectory = parts.length > 1 && (last === '' || last === '.' || (last === '..' && kept.at(-1) !== '..'))
  const body = kept.join('/')
  if (absolute) return `/${body}${isDirectory && body !== '' ? '/' : ''}`
  return isDirectory && body !== '' ? `${body}/` : body
}

/**
 * The name under which STOR, APPE, MKD and RNTO keep things: simplified, and with leading and trailing blanks as `_`. What
 * would leave nothing of a name that goes back up (`x/..`) is refused, where the reference takes `/` (§20 row 44).
 */
export function storedName(argument: string): Result<string, Reply> {
  const name = simplify(argument)
  if (name === '' && /(^|\/)\.\.$/.test(argument)) return err(common.prohibitedName(argument))
  return ok(withoutOuterBlanks(name))
}

export const withoutOuterBlanks = (name: string): string =>
  name.replace(/^ +| +$/g, (blanks) => '_'.repeat(blanks.length))
