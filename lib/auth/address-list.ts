import { isIPv6 } from 'node:net'
import { Address4, Address6 } from 'ip-address'
import { IpAddress } from '../core/units.ts'
import type { Resolve } from './resolve.ts'

export type ListOutcome = 'match' | 'no-match' | 'malformed'

export interface AddressContext {
  readonly resolve: Resolve
  /** For the log; not what the client is told. */
  readonly warn: (text: string) => void
}

/** Whether an address is in a comma-separated list of addresses, networks and host names (puredb.md §4). */
export async function matchList(list: string, address: IpAddress, context: AddressContext): Promise<ListOutcome> {
  // A comma at the end is harmless; an empty pattern elsewhere is a host without a name.
  for (const pattern of list.replace(/,$/, '').split(',')) {
    const outcome = await matchPattern(pattern, address, context)
    if (outcome !== 'no-match') return outcome
  }
  return 'no-match'
}

/** Whether an allow list and a deny list let an address in. Both are always read, so that both can warn. */
export async function isAdmitted(
  allow: string,
  deny: string,
  address: IpAddress,
  context: AddressContext,
): Promise<boolean> {
  const allowed = allow === '' || (await matchList(allow, address, context)) === 'match'
  const denied = deny !== '' && (await matchList(deny, address, context)) !== 'no-match'
  return allowed && !denied
}

/** Blanks in front of an address and anything behind it are tolerated, as the reference does. */
const IPV4 = /^\s*(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?/
const IPV6 = /^\s*([0-9a-f:.]*:[0-9a-f:.]*)(?:\/(\d+))?/i

function matchPattern(
  pattern: string,
  address: IpAddress,
  context: AddressContext,
): ListOutcome | Promise<ListOutcome> {
  const v4 = IPV4.exec(pattern)
  if (v4) return IpAddress.family(address) === 4 ? matchV4(v4, pattern, address, context) : 'no-match'
  const v6 = IPV6.exec(pattern)
  if (v6) return IpAddress.family(address) === 6 ? matchV6(v6, pattern, address, context) : 'no-match'
  return pattern.includes('/') ? 'no-match' : matchHost(pattern, address, context)
}

type Found = RegExpExecArray

function matchV4(
  [, a, b, c, d, mask]: Found,
  pattern: string,
  address: IpAddress,
  { warn }: AddressContext,
): ListOutcome {
  const parts = [a, b, c, d].map(Number)
  if (parts.some((part) => part > 255)) return 'no-match'
  if (!isMask(mask, 32)) {
    warn(`puredb: invalid IPv4 CIDR pattern [${pattern}]`)
    return 'malformed'
  }
  const network = new Address4(`${parts.join('.')}/${mask ?? 32}`)
  return new Address4(address).isInSubnet(network) ? 'match' : 'no-match'
}

function matchV6(
  [, text = '', mask]: Found,
  pattern: string,
  address: IpAddress,
  { warn }: AddressContext,
): ListOutcome {
  if (!isIPv6(text)) return 'no-match'
  if (!isMask(mask, 128)) {
    warn(`puredb: invalid IPv6 CIDR pattern [${pattern}]`)
    return 'malformed'
  }
  const network = new Address6(`${text}/${mask ?? 128}`)
  return new Address6(address).isInSubnet(network) ? 'match' : 'no-match'
}

/** 0 is no mask: a list that lets everybody in should be empty. */
const isMask = (mask: string | undefined, bits: number): boolean =>
  mask === undefined || (Number(mask) >= 1 && Number(mask) <= bits)

async function matchHost(host: string, address: IpAddress, { resolve, warn }: AddressContext): Promise<ListOutcome> {
  const resolved = await resolve(host, IpAddress.family(address))
  if (!resolved.ok) warn(`puredb: [${host}] => [${resolved.error}]`)
  return resolved.ok && resolved.value === address ? 'match' : 'no-match'
}
