import { BlockList } from 'node:net'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { IpAddress } from '../core/units.ts'

type Flags = Pick<RuntimeConfig, 'anonymous' | 'trustedip'>

/** `-V`: on every local address but this one the server is anonymous-only, whatever `-E` says (commands.md §17). */
export const anonymousPolicy = ({ anonymous, trustedip }: Flags, local: IpAddress): Flags['anonymous'] =>
  trustedip === undefined || isSame(trustedip, local) ? anonymous : 'only'

/** One IPv6 address has many spellings. */
function isSame(a: IpAddress, b: IpAddress): boolean {
  if (IpAddress.family(a) !== IpAddress.family(b)) return false
  const family = IpAddress.family(a) === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addAddress(a, family)
  return list.check(b, family)
}
