import { err, ok, type Result } from '../core/result.ts'
import { type Endpoint, IpAddress, type Port } from '../core/units.ts'
import { command, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { dropChannel } from '../transfer/data-channel.ts'
import { mayUseFxp } from '../transfer/open-data.ts'

const replies = {
  syntax: reply(501, 'Syntax error in IP address'),
  disabled: reply(501, 'Active mode is disabled'),
  lowPort: reply(501, "Sorry, but I won't connect to ports < 1024"),
  foreign: (target: IpAddress, client: IpAddress): Reply =>
    reply(500, `I won't open a connection to ${target} (only to ${client})`),
  accepted: reply(200, 'PORT command successful'),
  fxp: (client: IpAddress, target: IpAddress): Reply =>
    reply(200, `FXP transfer: from ${client} to ${target}`, 'PORT command successful'),
}

export const badAddress = err(replies.syntax)

/** RFC 959 §4.1.2: six decimal numbers; what follows the sixth is ignored (commands.md §7.2). */
export function parsePort(text: string): Result<Endpoint, Reply> {
  const numbers = /^ *(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(text)?.slice(1).map(Number)
  if (!numbers || numbers.some((n) => n > 255)) return badAddress
  const [a, b, c, d, high = 0, low = 0] = numbers
  const address = IpAddress.parse(`${a}.${b}.${c}.${d}`)
  const port = high * 256 + low
  return !address.ok || address.value === '0.0.0.0' || port === 0
    ? badAddress
    : ok({ address: address.value, port: port as Port })
}

export const port = command<Result<Endpoint, Reply>>({
  verbs: ['PORT'],
  access: 'none',
  idle: 'active',
  argument: (text) => ok(parsePort(text)),
  run: (session, target, context) => dialLater(session, target, context),
})

/** The checks that PORT and EPRT share, in the reference's order (commands.md §7.2). */
export function dialLater(session: Authenticated, target: Result<Endpoint, Reply>, context: CommandContext): Step {
  if (target.ok && session.epsvOnly) return { reply: replies.disabled }
  const idle = dropChannel(session)
  const refuse = (why: Reply): Step => ({ session: idle, reply: why })
  if (!target.ok) return refuse(target.error)
  const { address, port: number } = target.value
  if (number < 1024) return refuse(replies.lowPort)
  const { peer } = context.client
  if (address !== peer && !mayUseFxp(session, context)) {
    context.log('warning', `PORT to ${address} refused: the client is ${peer}; behind NAT it should use passive mode`)
    return refuse(replies.foreign(address, peer))
  }
  return {
    session: { ...idle, data: { kind: 'dialling', peer: target.value } },
    reply: address === peer ? replies.accepted : replies.fxp(peer, address),
  }
}
