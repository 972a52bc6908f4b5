import { chain, ensuring, type MaybePromise } from '../core/maybe-promise.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import type { Reply } from '../protocol/reply.ts'
import { reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { ActiveTransfer, type Direction } from './active-transfer.ts'
import { noChannel } from './data-channel.ts'
import type { DataConnection } from './data-connection.ts'
import { openData } from './open-data.ts'
import { type Outcome, secondsSince, speedLine } from './outcome.ts'

export interface DataTransfer {
  readonly connection: DataConnection
  readonly transfer: ActiveTransfer
  /** The first line of the 150 reply. */
  readonly opening: string
  /** Time without a byte after which the transfer is given up. */
  readonly stallMs: number
}

/**
 * Runs `body` over the session's data connection, and closes that connection, whatever happens. The session that
 * results has no data channel: one connection serves one transfer.
 */
export function withData(
  session: Authenticated,
  context: CommandContext,
  direction: Direction,
  body: (data: DataTransfer) => MaybePromise<Reply>,
): MaybePromise<Step> {
  const transfer = new ActiveTransfer(direction)
  context.transfer = transfer
  context.abortLines = undefined
  const finish = (final: Reply): Step => {
    context.transfer = undefined
    if (transfer.aborted === 'aborted-by-client') context.abortLines ??= [TRANSFER_ABORTED]
    return { session: { ...session, data: noChannel }, reply: final }
  }
  return chain(openData(session, context, transfer), (opened) => {
    if (!opened.ok) return finish(opened.error)
    const { connection, opening } = opened.value
    const data = { connection, opening, transfer, stallMs: context.idleSeconds * 1000 }
    return chain(
      ensuring(
        () => body(data),
        () => connection[Symbol.dispose](),
      ),
      finish,
    )
  })
}

export const TRANSFER_ABORTED = 'Transfer aborted'

/**
 * The reply to a transfer that did not end well; undefined for one that did. RFC 959 §4.1.3 wants 426 for the transfer
 * and then 226 for the ABOR, in both directions (commands.md §20 row 20).
 */
export function failureReply(
  { ending, bytes }: Outcome,
  direction: 'download' | 'upload',
  startedAt: number,
  context: CommandContext,
): Reply | undefined {
  const speed = speedLine(bytes, secondsSince(startedAt))
  switch (ending.kind) {
    case 'complete':
      return undefined
    case 'aborted':
      if (ending.reason === 'aborted-by-client') context.abortLines = [TRANSFER_ABORTED, ...speed]
      return reply(426, direction === 'download' ? 'ABORT' : TRANSFER_ABORTED)
    case 'peer-closed':
      return reply(426, TRANSFER_ABORTED, ...speed)
    case 'stalled':
      return reply(direction === 'download' ? 426 : 451, 'Timeout', TRANSFER_ABORTED, ...speed)
    case 'read-failed':
      return reply(451, `Error during read from data connection: ${ending.error.text}`, TRANSFER_ABORTED, ...speed)
    case 'write-failed':
      return reply(
        writeFailureCode(ending.error.code),
        `Error during write to file: ${ending.error.text}`,
        TRANSFER_ABORTED,
        ...speed,
      )
  }
}

/** RFC 959 §4.2.1: 452 for a full disk, 552 for an exceeded allocation, 451 for any other local error. */
function writeFailureCode(code: string): number {
  if (code === 'ENOSPC') return 452
  return code === 'EDQUOT' || code === 'EFBIG' ? 552 : 451
}
