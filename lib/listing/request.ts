import { resolve, simplify } from '../files/virtual-path.ts'
import type { CommandContext } from '../protocol/context.ts'
import type { Authenticated } from '../protocol/session.ts'
import { ListWalk } from './list-walk.ts'
import { LongFormat } from './long.ts'
import { parseListOptions, splitPatterns } from './options.ts'
import { ownerNames } from './owner-names.ts'
import { ShortTimes } from './short-times.ts'

/** What LIST and STAT make of their argument. Runs inside the session's identity. */
export function listWalk(session: Authenticated, argument: string, { config, kernel }: CommandContext): ListWalk {
  const { options, rest } = parseListOptions(argument, config.displaydotfiles)
  const now = new Date()
  const times = new ShortTimes(Math.floor(now.getTime() / 1000), -60 * now.getTimezoneOffset())
  const format = new LongFormat(ownerNames(session, kernel), times)
  const { fs, cwd } = session
  return new ListWalk({ fs, cwd, options, config, format, patterns: patternsOf(session, rest) })
}

/**
 * `LIST my dir` lists it: the whole text is tried as one path before it is split into patterns (§20 row 30). Options come
 * first all the same, or whoever uploads a file called `-la` would change what `LIST -la` shows.
 */
function patternsOf({ fs, cwd }: Authenticated, text: string): readonly string[] {
  if (text === '') return []
  if (/[ *?[\\]/.test(text) && fs.stat(resolve(cwd, text), 'nofollow').ok) return [literally(text)]
  return splitPatterns(text).map((pattern) => simplify(pattern) || '.')
}

/** A name as the pattern that matches it alone. */
const literally = (name: string): string => name.replace(/[*?[\]\\]/g, '\\$&')
