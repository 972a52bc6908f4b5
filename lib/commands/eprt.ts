import { isIPv6 } from 'node:net'
import { err, ok, type Result } from '../core/result.ts'
import { type Endpoint, IpAddress, Port } from '../core/units.ts'
import { command } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import { badAddress, dialLater } from './port.ts'

const replies = {
  bothFamilies: reply(522, 'Only IPv4 and IPv6 are supported (1,2)'),
  onlyIpv4: reply(522, 'Only IPv4 is supported (1)'),
}

/**
 * RFC 2428 §2: `|1|132.235.1.2|6275|`, with any delimiter. As the reference does, IPv4 addresses may be written with
 * commas, and what follows the last delimiter is ignored (commands.md §7.2).
 */
export function parseEprt(text: string, ipv6: boolean): Result<Endpoint, Reply> {
  const delimiter = text[0] ?? ''
  const [, family, literal = '', number = '', ...rest] = delimiter === '' ? [] : text.split(delimiter)
  if (rest.length === 0 && family === undefined) return badAddress
  if (family === '2' ? !ipv6 : family !== '1') {
    return /^\d+$/.test(family ?? '') ? err(ipv6 ? replies.bothFamilies : replies.onlyIpv4) : badAddress
  }
  // The delimiter after the port must be there.
  if (rest.length === 0) return badAddress
  const port = Port.parse(number)
  const address = IpAddress.parse(family === '1' ? literal.replaceAll(',', '.') : literal)
  if (!port.ok || !address.ok || address.value === '0.0.0.0') return badAddress
  if ((family === '2') !== isIPv6(literal)) return badAddress
  return ok({ address: address.value, port: port.value })
}

export const eprt = command<Result<Endpoint, Reply>>({
  verbs: ['EPRT'],
  access: 'none',
  idle: 'active',
  features: () => ['EPRT'],
  argument: (text, { config, kernel }) => ok(parseEprt(text, !config.ipv4only && kernel.process.hasIpv6())),
  run: (session, target, context) => dialLater(session, target, context),
})
