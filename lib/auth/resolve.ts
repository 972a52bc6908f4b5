import { lookup } from 'node:dns/promises'
import { err, type Result } from '../core/result.ts'
import { IpAddress } from '../core/units.ts'

/** The first address of a host name in a family, or the number of the system's resolver for why there is none. */
export type Resolve = (host: string, family: 4 | 6) => Promise<Result<IpAddress, number>>

/** getaddrinfo(3)'s numbers, which the reference logs, by libuv's (puredb.md §4, Address lists). */
const EAI: Readonly<Record<number, number>> = {
  [-3000]: -9, // EAI_ADDRFAMILY
  [-3001]: -3, // EAI_AGAIN
  [-3003]: -4, // EAI_FAIL
  [-3007]: -5, // EAI_NODATA
}
const UNKNOWN_NAME = -2

/** By hosts(5) and DNS, as the system does it, so that `10.1` is an address as well. */
export const resolve: Resolve = async (host, family) => {
  // node:dns answers an empty name by the address of the machine.
  if (host.trim() === '') return err(UNKNOWN_NAME)
  try {
    const { address } = await lookup(host, { family })
    const parsed = IpAddress.parse(address)
    return parsed.ok ? parsed : err(UNKNOWN_NAME)
  } catch (error) {
    return err(EAI[(error as NodeJS.ErrnoException).errno ?? 0] ?? UNKNOWN_NAME)
  }
}
