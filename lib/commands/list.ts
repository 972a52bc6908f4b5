import { ChunkedListing } from '../listing/chunks.ts'
import { listWalk } from '../listing/request.ts'
import { command } from '../protocol/command.ts'
import { sendListing } from '../transfer/send-listing.ts'

/** RFC 959 §4.1.3. A missing name is an empty listing, never an error (commands.md §20 row 64). */
export const list = command({
  verbs: ['LIST'],
  access: 'list',
  idle: 'active',
  run: (session, argument, context) => {
    const walk = session.fs.run(() => listWalk(session, argument, context))
    return sendListing(session, new ChunkedListing(session.fs, walk), context)
  },
})
