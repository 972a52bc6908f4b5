import { lookup, reverse } from 'node:dns/promises'
import { setTimeout } from 'node:timers/promises'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { IpAddress } from '../core/units.ts'

type Resolve4 = (host: string) => Promise<string | undefined>
type ReverseLookup = (address: string) => Promise<string | undefined>

/** getaddrinfo may be slow; connections within this time share an answer. The reference asks for each. */
const FORCED_LIFETIME = 30_000

/** A reverse lookup never delays a session; one that takes longer than this is not worth having (users-want.md 21). */
const REVERSE_LIMIT = 1000

/** Every character of a name or zone that could confuse a log reader becomes `_`: flags.md, `-H`. */
export const printableHost = (host: string): string => host.replace(/[^A-Za-z0-9.:-]/g, '_')

/** `127.0.0.0/8`, which no client on another machine can reach. */
export const isLoopback = (address: string): boolean => /^127\.|^::1$/.test(address)

/** The address of `-P`. undefined when it has no IPv4 address: then the greeting is a 421. */
export class ForcedAddress {
  readonly #host: string
  readonly #resolve: Resolve4
  #answer: Promise<IpAddress | undefined> | undefined
  #askedAt = 0

  constructor(host: string, resolve: Resolve4 = ipv4Of) {
    this.#host = host
    this.#resolve = resolve
  }

  current(now = performance.now()): Promise<IpAddress | undefined> {
    if (!this.#answer || now - this.#askedAt > FORCED_LIFETIME) {
      this.#askedAt = now
      this.#answer = this.#ask()
    }
    return this.#answer
  }

  async #ask(): Promise<IpAddress | undefined> {
    const address = IpAddress.parse((await this.#resolve(this.#host)) ?? '')
    const usable = address.ok && IpAddress.family(address.value) === 4 ? address.value : undefined
    if (!usable) this.#answer = undefined // the next connection asks again: the name may come up at any time
    return usable
  }
}

/**
 * What PASV announces. A loopback `-P`, the default of widely used images, can only be right for clients that came
 * over the loopback interface; others get the address they reached us at (users-want.md 1).
 */
export const advertisedAddress = (forced: IpAddress | undefined, peer: IpAddress, local: IpAddress): IpAddress =>
  forced === undefined || (isLoopback(forced) && !isLoopback(peer)) ? local : forced

/** The peer's name for logs, or its address: under `-H`, without a name, and when the answer takes too long. */
export async function peerName(
  config: Pick<RuntimeConfig, 'dontresolve'>,
  peer: IpAddress,
  lookupName: ReverseLookup = nameOf,
): Promise<string> {
  const numeric = printableHost(peer)
  if (config.dontresolve) return numeric
  const answered = new AbortController()
  try {
    const late = setTimeout(REVERSE_LIMIT, undefined, { signal: answered.signal, ref: false })
    const name = await Promise.race([lookupName(peer), late])
    return name ? printableHost(name) : numeric
  } finally {
    answered.abort()
  }
}

async function ipv4Of(host: string): Promise<string | undefined> {
  try {
    return host === '' ? undefined : (await lookup(host, { family: 4 })).address
  } catch {
    return undefined
  }
}

async function nameOf(address: string): Promise<string | undefined> {
  try {
    return (await reverse(address))[0]
  } catch {
    return undefined
  }
}
