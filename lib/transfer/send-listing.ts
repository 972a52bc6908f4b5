import { chain, ensuring, type MaybePromise } from '../core/maybe-promise.ts'
import type { ListingSource } from '../listing/source.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { complete } from './outcome.ts'
import { sendChunks } from './send-chunks.ts'
import { type DataTransfer, withData } from './with-data.ts'

/** Sends a listing over the data connection, piece by piece as the client takes it, and disposes of the source. */
export function sendListing(
  session: Authenticated,
  source: ListingSource,
  context: CommandContext,
): MaybePromise<Step> {
  return ensuring(
    () => withData(session, context, 'listing', (data) => send(source, data, context)),
    () => source[Symbol.dispose](),
  )
}

function send(
  source: ListingSource,
  { connection, opening, transfer, stallMs }: DataTransfer,
  context: CommandContext,
): MaybePromise<Reply> {
  context.preliminary(reply(150, opening))
  const next = (): Buffer | typeof complete => {
    const text = source.next()
    return text === undefined ? complete : Buffer.from(text, 'latin1')
  }
  return chain(sendChunks(context.kernel.sockets, next, connection, transfer, stallMs), ({ ending }) => {
    if (ending.kind === 'aborted') return reply(426, 'ABORT')
    if (ending.kind === 'stalled') return reply(426, 'Timeout', 'Transfer aborted')
    if (ending.kind !== 'complete') return reply(426, 'Transfer aborted')
    return reply(226, ...source.summary)
  })
}
