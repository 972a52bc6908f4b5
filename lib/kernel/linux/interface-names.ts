import { networkInterfaces } from 'node:os'

/** Numbers of network interfaces, which Node tells for IPv6 addresses. */
export function scopeId(name: string): number {
  if (/^\d+$/.test(name)) return Number(name)
  return idsOf(networkInterfaces()[name])[0] ?? 0
}

export function scopeName(id: number): string | undefined {
  return Object.entries(networkInterfaces()).find(([, addresses]) => idsOf(addresses).includes(id))?.[0]
}

type Addresses = ReturnType<typeof networkInterfaces>[string]

/** Other addresses of the interface have 0. */
const idsOf = (addresses: Addresses): readonly number[] =>
  (addresses ?? []).flatMap((address) => (address.family === 'IPv6' && address.scopeid ? [address.scopeid] : []))
