import { IpAddress } from '../core/units.ts'
import { command } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import { dropChannel } from '../transfer/data-channel.ts'
import { startListening } from './pasv.ts'

const replies = {
  entering: (port: number): Reply => reply(229, `Extended Passive mode OK (|||${port}|)`),
  activeDisabled: reply(220, 'Active mode is disabled'),
  onlyFamily: (family: 4 | 6): Reply =>
    reply(522, family === 4 ? 'Only IPv4 is supported (1)' : 'Only IPv6 is supported (2)'),
  syntax: reply(501, 'EPSV takes nothing, 1, 2 or ALL'),
}

/** RFC 2428 §3; `-b` hides it from IPv4 clients, `-N` from all (commands.md §7.1). */
export const epsv = command({
  verbs: ['EPSV'],
  access: 'none',
  idle: 'active',
  features: ({ config }) => (config.natmode ? [] : ['EPSV']),
  available: ({ config, client }) =>
    !config.natmode && !(config.brokenclientscompatibility && IpAddress.family(client.local) === 4),
  run: (session, argument, context) => {
    if (/^all$/i.test(argument)) return { session: { ...session, epsvOnly: true }, reply: replies.activeDisabled }
    const idle = dropChannel(session)
    const family = IpAddress.family(context.client.local)
    // The data connection uses the network of the control connection: the other one cannot be had (§20 row 23).
    if (argument === (family === 4 ? '2' : '1')) return { session: idle, reply: replies.onlyFamily(family) }
    if (!/^[12]? *$/.test(argument)) return { session: idle, reply: replies.syntax }
    return startListening(idle, context, ({ port }) => replies.entering(port))
  },
})
