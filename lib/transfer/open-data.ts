import { type MaybePromise } from '../core/maybe-promise.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Endpoint } from '../core/units.ts'
import type { CommandContext } from '../protocol/context.ts'
import { closing, type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { dial } from './active.ts'
import type { ActiveTransfer } from './active-transfer.ts'
import type { DataConnection } from './data-connection.ts'
import type { PassiveListener } from './passive.ts'

/** An open data connection and the first line of the 150 reply that goes with it. */
export interface OpenData {
  readonly connection: DataConnection
  readonly opening: string
}

/**
 * Opens the pending data connection (commands.md §7.3). At once when the client has already connected. The session's
 * data channel is used up, whatever comes of it.
 */
export function openData(
  session: Authenticated,
  context: CommandContext,
  transfer: ActiveTransfer,
): MaybePromise<Result<OpenData, Reply>> {
  const channel = session.data
  switch (channel.kind) {
    case 'none':
      return err(reply(425, 'No data connection'))
    case 'listening':
      return acceptFrom(channel.listener, session, context, transfer)
    case 'dialling':
      return dialTo(channel.peer, context, transfer)
  }
}

async function dialTo(
  peer: Endpoint,
  context: CommandContext,
  transfer: ActiveTransfer,
): Promise<Result<OpenData, Reply>> {
  const dialled = await dial(peer, context, transfer)
  if (dialled.ok) return ok({ connection: dialled.value, opening: `Connecting to port ${peer.port}` })
  if (transfer.aborted) return err(abortedBeforeStart)
  const text = `Could not open data connection to port ${peer.port}: ${dialled.error.text}`
  context.log('warning', `${text} (${peer.address}; a client behind NAT should use passive mode)`)
  return err(reply(425, text))
}

function acceptFrom(
  listener: PassiveListener,
  session: Authenticated,
  context: CommandContext,
  transfer: ActiveTransfer,
): MaybePromise<Result<OpenData, Reply>> {
  for (;;) {
    const polled = listener.poll()
    if (!polled.ok) {
      listener[Symbol.dispose]()
      context.log('error', `The connection couldn't be accepted: ${polled.error.text}`)
      return err(reply(425, `The connection couldn't be accepted: ${polled.error.text}`))
    }
    const waiting = polled.value
    if (!waiting) break
    if (isWelcome(waiting, session, context)) {
      listener[Symbol.dispose]()
      return ok({ connection: waiting, opening: ACCEPTED })
    }
  }
  return waitFor(listener, session, context, transfer)
}

const ACCEPTED = 'Accepted data connection'
const abortedBeforeStart = reply(426, 'ABORT')

function waitFor(
  listener: PassiveListener,
  session: Authenticated,
  context: CommandContext,
  transfer: ActiveTransfer,
): Promise<Result<OpenData, Reply>> {
  return new Promise((resolve) => {
    const finish = (result: Result<OpenData, Reply>): void => {
      clearTimeout(limit)
      transfer.onAbort(undefined)
      listener[Symbol.dispose]()
      resolve(result)
    }
    const limit = setTimeout(() => {
      context.log('warning', nobodyCame(listener.port, context))
      finish(err(closing(421, 'Timeout')))
    }, context.idleSeconds * 1000)
    transfer.onAbort(() => finish(err(abortedBeforeStart)))
    listener.wait((connection) => {
      if (isWelcome(connection, session, context)) finish(ok({ connection, opening: ACCEPTED }))
    })
  })
}

/** users-want.md 1: the line that every report of a hanging listing lacked. */
const nobodyCame = (port: number, { client, idleSeconds }: CommandContext): string =>
  `passive port ${port}: no connection from ${client.peer} within ${idleSeconds} s; ` +
  'is the port published (-p), and is the address right (-P)?'

/** Only the client's own address may connect, unless FXP is allowed (RFC 2577 §3). Others are closed. */
function isWelcome(connection: DataConnection, session: Authenticated, context: CommandContext): boolean {
  const { address } = connection.peer
  if (address === context.client.peer || mayUseFxp(session, context)) return true
  connection[Symbol.dispose]()
  context.log(
    'warning',
    `data connection from ${address} refused: the control connection is from ${context.client.peer} (-w or -W allow it)`,
  )
  return false
}

/** `-w`: users; `-W`: everybody. */
export const mayUseFxp = (session: Authenticated, { config }: CommandContext): boolean =>
  config.fxp === 'everybody' || (config.fxp === 'users' && !session.anonymous)
