import { type Endpoint, IpAddress, type Port } from '../../core/units.ts'
import { AF_INET, AF_INET6 } from './constants.ts'
import { scopeId, scopeName } from './interface-names.ts'
import { addressOf } from './library.ts'

/** struct sockaddr_in is 16 bytes, struct sockaddr_in6 28. */
const IPV4_BYTES = 16
const IPV6_BYTES = 28
/** The interface of a link-local address: `fe80::1` alone names a host on no link in particular (RFC 4007). */
const SCOPE_AT = 24

const bytes = Buffer.alloc(128)
export const socketAddress = addressOf(bytes)
const lengthWord = new Uint32Array(1)
export const socketAddressLength = addressOf(new Uint8Array(lengthWord.buffer))

/** Makes the buffer ready to be filled by accept4 or getsockname. */
export function expectAddress(): void {
  lengthWord[0] = bytes.length
}

/** Writes an address for bind; tells its length. */
export function writeAddress(address: IpAddress, port: number): number {
  bytes.fill(0)
  bytes.writeUInt16BE(port, 2)
  if (IpAddress.family(address) === 4) {
    bytes.writeUInt16LE(AF_INET, 0)
    address.split('.').forEach((part, i) => bytes.writeUInt8(Number(part), 4 + i))
    return IPV4_BYTES
  }
  bytes.writeUInt16LE(AF_INET6, 0)
  const [groups = '', scope] = address.split('%')
  ipv6Groups(groups).forEach((group, i) => bytes.writeUInt16BE(group, 8 + 2 * i))
  if (scope !== undefined) bytes.writeUInt32LE(scopeId(scope), SCOPE_AT)
  return IPV6_BYTES
}

export const readPort = (): number => bytes.readUInt16BE(2)

/** The address that accept4 has filled in. */
export function readEndpoint(): Endpoint {
  const port = readPort() as Port
  if (bytes.readUInt16LE(0) === AF_INET) {
    return { address: `${bytes[4]}.${bytes[5]}.${bytes[6]}.${bytes[7]}` as IpAddress, port }
  }
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(8 + 2 * i).toString(16))
  const parsed = IpAddress.parse(canonical(groups.join(':')) + scopeSuffix())
  return { address: parsed.ok ? parsed.value : ('::' as IpAddress), port }
}

/** `%eth0` behind a link-local address, as Node's addresses have it. */
function scopeSuffix(): string {
  const isLinkLocal = bytes[8] === 0xfe && ((bytes[9] ?? 0) & 0xc0) === 0x80
  const scope = isLinkLocal ? scopeName(bytes.readUInt32LE(SCOPE_AT)) : undefined
  return scope === undefined ? '' : `%${scope}`
}

/** The spelling that Node gives addresses, too, so that equal addresses are equal text (RFC 5952). */
const canonical = (groups: string): string => {
  const mapped = /^0:0:0:0:0:ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(groups)
  if (!mapped) return new URL(`http://[${groups}]`).hostname.slice(1, -1)
  const [high = 0, low = 0] = mapped.slice(1).map((group) => Number.parseInt(group, 16))
  return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

function ipv6Groups(address: string): readonly number[] {
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number)
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
  const [head = '', tail] = dotted.split('::')
  const groupsOf = (text: string): number[] => (text === '' ? [] : text.split(':').map((g) => Number.parseInt(g, 16)))
  const before = groupsOf(head)
  const after = tail === undefined ? [] : groupsOf(tail)
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
