import { ChunkedListing } from '../listing/chunks.ts'
import { listWalk } from '../listing/request.ts'
import type { ListingSource } from '../listing/source.ts'
import { command } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import type { Authenticated } from '../protocol/session.ts'
import { sendListing } from '../transfer/send-listing.ts'

/** RFC 959 §4.1.3. A missing name is an empty listing, never an error (commands.md §20 row 64). */
export const list = command({
  verbs: ['LIST'],
  access: 'list',
  idle: 'active',
  run: (session, argument, context) => sendListing(session, listSource(session, argument, context), context),
})

export const listSource = (session: Authenticated, argument: string, context: CommandContext): ListingSource =>
  new ChunkedListing(
    session.fs,
    session.fs.run(() => listWalk(session, argument, context)),
  )
