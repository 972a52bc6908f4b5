import { command } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

const replies = {
  // The reference's pun on its own verb; it means yes.
  enough: reply(200, "A L'HUILE"),
  syntax: reply(501, "Can't find file size"),
  full: reply(552, 'Disk full - please upload later'),
}

/** commands.md §8.7: tells whether so many bytes fit now. Nothing is reserved. */
export const allo = command({
  verbs: ['ALLO'],
  access: 'none',
  idle: 'active',
  run: (session, argument, context) => {
    // Leading digits count, and other text is 0: RFC 959 allows `ALLO 100 R 10`.
    const [, sign, digits] = /^ *([+-]?)(\d*)/.exec(argument) ?? []
    const bytes = Number(digits)
    if (argument === '' || (sign === '-' && bytes > 0)) return { reply: replies.syntax }
    return { reply: fits(bytes, session, context) ? replies.enough : replies.full }
  },
})

function fits(bytes: number, session: Authenticated, { config }: CommandContext): boolean {
  if (bytes === 0) return true
  const usage = session.fs.usage(session.cwd)
  // Who cannot be asked is not full: the upload itself will tell.
  if (!usage.ok) return true
  const { availableBytes, totalBytes } = usage.value
  const limit = config.maxdiskusagepct
  const isPastLimit = limit !== undefined && availableBytes / totalBytes < 1 - limit / 100
  return !isPastLimit && bytes <= availableBytes
}
