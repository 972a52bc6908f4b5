import { resolve } from '../files/virtual-path.ts'
import { inBatches } from '../listing/batches.ts'
import { ChunkedListing } from '../listing/chunks.ts'
import { expand, type GlobResult, globLimits } from '../listing/glob.ts'
import { isPattern } from '../listing/name-pattern.ts'
import { openListed } from '../listing/open-listed.ts'
import { type LineOf, namesOf, PlainWalk } from '../listing/plain-walk.ts'
import type { ListingSource } from '../listing/source.ts'
import { withoutOptions } from '../listing/without-options.ts'
import { command } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { sendListing } from '../transfer/send-listing.ts'

/**
 * RFC 959 §4.1.3, RFC 1123 §4.1.2.7: names that a client can use as they are. A directory gives what is in it; files and
 * patterns, which the reference refuses, give themselves (commands.md §20 row 29).
 */
export const nlst = command({
  verbs: ['NLST'],
  access: 'list',
  idle: 'active',
  run: (session, argument, context) => {
    const source = nlstSource(session, argument, context)
    return source ? sendListing(session, source, context) : { reply: common.noSuchFile }
  },
})

/** Undefined when there is nothing of that name. */
export function nlstSource(
  session: Authenticated,
  argument: string,
  context: CommandContext,
): ListingSource | undefined {
  const { fs, cwd } = session
  const path = withoutOptions(fs, cwd, argument)
  const opened = openListed(fs, resolve(cwd, path === '' ? '.' : path))
  if (opened.ok) {
    const directory = opened.value
    return new ChunkedListing(fs, new PlainWalk(namesOf(directory), linesBelow(path), context.config), directory)
  }
  const { matches, truncated } = namesLike(session, path, context)
  if (matches.length === 0) return undefined
  return new ChunkedListing(fs, new PlainWalk(inBatches(matches), (name) => `${name}\r\n`, context.config, truncated))
}

/** Names with what the client has to put in front of them. */
function linesBelow(path: string): LineOf {
  const prefix = path === '' || path.endsWith('/') ? path : `${path}/`
  return (name) => (name === '.' || name === '..' ? undefined : `${prefix}${name}\r\n`)
}

function namesLike({ fs, cwd }: Authenticated, path: string, { config }: CommandContext): GlobResult {
  const stat = fs.stat(resolve(cwd, path), 'nofollow')
  // A directory that exists and could not be opened may not be read: it has no names for this user.
  if (stat.ok) return { matches: stat.value.kind === 'directory' ? [] : [path], truncated: false }
  if (!isPattern(path)) return { matches: [], truncated: false }
  return fs.run(() => expand(fs, cwd, path, globLimits(config.limitrecursion)))
}
