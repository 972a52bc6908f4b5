import { chain } from '../core/maybe-promise.ts'
import { IpAddress } from '../core/units.ts'
import { command, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { dropChannel } from '../transfer/data-channel.ts'
import { listenPassive, type PassiveListener } from '../transfer/passive.ts'
import type { PassivePorts } from '../transfer/passive-ports.ts'

const replies = {
  entering: (address: IpAddress, port: number): Reply =>
    reply(227, `Entering Passive Mode (${address.replaceAll('.', ',')},${port >> 8},${port & 255})`),
  notOverIpv6: reply(425, 'You cannot use PASV on IPv6 connections. Use EPSV instead.'),
  epsvOnly: reply(501, 'Only EPSV is accepted after EPSV ALL'),
  allBusy: reply(425, 'All reserved TCP ports are busy'),
  failed: (text: string): Reply => reply(425, `Unable to open a passive connection: ${text}`),
}

/** `P@SW` is how some routers spell PASV when they rewrite addresses (commands.md §7.1). */
export const pasv = command({
  verbs: ['PASV', 'P@SW'],
  access: 'none',
  idle: 'active',
  features: ({ config }) => (config.natmode ? [] : ['PASV']),
  available: ({ config }) => !config.natmode,
  run: (session, _argument, context) => {
    const idle = dropChannel(session)
    // RFC 2428 §4: after EPSV ALL every other way of opening a data connection is refused.
    if (session.epsvOnly) return { session: idle, reply: replies.epsvOnly }
    if (IpAddress.family(context.client.local) === 6) return { session: idle, reply: replies.notOverIpv6 }
    return startListening(idle, context, ({ port }) => replies.entering(context.advertised, port))
  },
})

/** Opens a passive port and answers with `answer`; PASV and EPSV differ only in that. */
export function startListening(
  session: Authenticated,
  context: CommandContext,
  answer: (listener: PassiveListener) => Reply,
): Step | Promise<Step> {
  return chain(listenPassive(context.kernel, context.client.local, context.ports), (listening) => {
    if (listening.ok) {
      const listener = listening.value
      return { session: { ...session, data: { kind: 'listening', listener } }, reply: answer(listener) }
    }
    if (listening.error !== 'all-ports-busy') return { session, reply: replies.failed(listening.error.text) }
    context.log('warning', `no passive port is free in ${rangeText(context.ports)}; a wider -p range would help`)
    return { session, reply: replies.allBusy }
  })
}

const rangeText = ({ range }: PassivePorts): string => `${range.first}:${range.last}`
