import { entryOf, type Place } from './directory-entries.ts'
import { facts, typeOf } from './mlsx.ts'

/** A line of MLSD; undefined for what is left out (devices, FIFOs, sockets: §20 row 28). */
export function mlsdLine(place: Place, name: string, anonymous: boolean, resolveLinks: boolean): string | undefined {
  const entry = entryOf(place, name, resolveLinks)
  if (!entry) return undefined
  const type = selfType(name) ?? typeOf(entry.stat, entry.target)
  return `${facts({ stat: entry.stat, type }, anonymous)}${name}\r\n`
}

/** RFC 3659 §7.5.1: the listed directory itself, and its parent. */
function selfType(name: string): string | undefined {
  if (name === '.') return 'cdir'
  return name === '..' ? 'pdir' : undefined
}
