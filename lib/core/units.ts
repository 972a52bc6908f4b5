import { isIPv4, isIPv6 } from 'node:net'
import type { Brand } from './brand.ts'
import { err, ok, type Result } from './result.ts'

/** A TCP port, 1 to 65535. */
export type Port = Brand<number, 'Port'>
export const Port = {
  parse: (text: string): Result<Port, string> => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
    return port >= 1 && port <= 65535 ? ok(port as Port) : err(`not a port: ${text}`)
  },
}

/** An IPv4 or IPv6 literal; IPv4-mapped IPv6 addresses are normalised to IPv4. */
export type IpAddress = Brand<string, 'IpAddress'>
export const IpAddress = {
  parse: (text: string): Result<IpAddress, string> => {
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1]
    const address = mapped ?? text
    // Asking isIPv6 compiles a huge expression at the first call: only what can be one is asked about.
    return isIPv4(address) || (address.includes(':') && isIPv6(address))
      ? ok(address as IpAddress)
      : err(`not an IP address: ${text}`)
  },
  family: (address: IpAddress): 4 | 6 => (isIPv4(address) ? 4 : 6),
}

/** The far end of a connection. */
export interface Endpoint {
  readonly address: IpAddress
  readonly port: Port
}

/** A position in a file, in bytes, 0 to 2^53 - 1. */
export type FileOffset = Brand<number, 'FileOffset'>

export type Uid = Brand<number, 'Uid'>
export type Gid = Brand<number, 'Gid'>

/**
 * An absolute path inside a session's root, `/` being the root itself. One character is one byte: what a client
 * sends goes to the kernel and back unchanged, whatever its encoding.
 */
export type VirtualPath = Brand<string, 'VirtualPath'>

/** Ports `first` to `last`, both included. */
export interface PortRange {
  readonly first: number
  readonly last: number
}
