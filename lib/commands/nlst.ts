import { resolve } from '../files/virtual-path.ts'
import { ChunkedListing } from '../listing/chunks.ts'
import { expand, isPattern } from '../listing/glob.ts'
import { namesOf, PlainWalk } from '../listing/plain-walk.ts'
import { withoutOptions } from '../listing/without-options.ts'
import { command, type Step } from '../protocol/command.ts'
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
    const { fs, cwd } = session
    const path = withoutOptions(fs, cwd, argument)
    const opened = fs.openDirectory(resolve(cwd, path === '' ? '.' : path))
    const prefix = path === '' || path.endsWith('/') ? path : `${path}/`
    if (opened.ok) return send(session, namesOf(opened.value), prefix, context)
    const found = namesLike(session, path, context)
    return found.length > 0 ? send(session, found, '', context) : { reply: common.noSuchFile }
  },
})

function namesLike({ fs, cwd }: Authenticated, path: string, { config }: CommandContext): readonly string[] {
  const stat = fs.stat(resolve(cwd, path), 'nofollow')
  // A directory that exists and could not be opened may not be read: it has no names for this user.
  if (stat.ok) return stat.value.kind === 'directory' ? [] : [path]
  const { files, depth } = config.limitrecursion
  return isPattern(path) ? fs.run(() => expand(fs, cwd, path, { matches: files, depth: 2 * depth - 2 }).matches) : []
}

function send(
  session: Authenticated,
  names: Iterable<string>,
  prefix: string,
  context: CommandContext,
): Step | Promise<Step> {
  const line = (name: string): string | undefined =>
    name === '.' || name === '..' ? undefined : `${prefix}${name}\r\n`
  const walk = new PlainWalk(names, line, context.config)
  return sendListing(session, new ChunkedListing(session.fs, walk.text(), () => walk.summary), context)
}
