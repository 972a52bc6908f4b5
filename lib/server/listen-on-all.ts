import type { MaybePromise } from '../core/maybe-promise.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { IpAddress } from '../core/units.ts'
import { type KernelError, kernelError } from '../kernel/errno.ts'
import { type BindAddress, type BindConfig, type BindProblem, bindFlag } from './bind-addresses.ts'

/** A listening socket, whatever made it. */
export interface Listening {
  readonly port: number
}

/** Random ports that are free on IPv4 are nearly always free on IPv6; a few tries are plenty. */
const RANDOM_PORT_TRIES = 20

/**
 * Listens on every address or on none. Port 0 gives all of them the port that the first one got, where the reference
 * takes a different one for each family.
 */
export async function listenOnAll<L extends Listening>(
  addresses: readonly BindAddress[],
  listen: (address: IpAddress, port: number) => MaybePromise<Result<L, KernelError>>,
  close: (listener: L) => void,
): Promise<Result<readonly L[], { readonly at: BindAddress; readonly error: KernelError }>> {
  const random = addresses.some(({ port }) => port === 0)
  for (let left = random ? RANDOM_PORT_TRIES : 1; ; left--) {
    const outcome = await attempt(addresses, listen, close)
    if (outcome.ok || left <= 1 || outcome.error.error.code !== 'EADDRINUSE') return outcome
  }
}

async function attempt<L extends Listening>(
  addresses: readonly BindAddress[],
  listen: (address: IpAddress, port: number) => MaybePromise<Result<L, KernelError>>,
  close: (listener: L) => void,
): ReturnType<typeof listenOnAll<L>> {
  const listeners: L[] = []
  for (const at of addresses) {
    const opened = await listen(at.address, at.port === 0 ? (listeners[0]?.port ?? 0) : at.port)
    if (!opened.ok) {
      listeners.forEach(close)
      return err({ at, error: opened.error })
    }
    listeners.push(opened.value)
  }
  return ok(listeners)
}

const HINTS: Readonly<Record<string, (at: BindAddress) => string>> = {
  EADDRINUSE: ({ port }) => `another program listens on port ${port}: stop it, or choose another port with -S`,
  EACCES: ({ port }) =>
    `ports below 1024 need root or CAP_NET_BIND_SERVICE: choose one with -S, e.g. -S ${port + 2100}`,
  EADDRNOTAVAIL: ({ address }) =>
    `${address} is not an address of this machine: choose one with -S, or -S ,PORT for all`,
}

/** The line for a listener that could not be opened; the words up to the strerror are the reference's. */
export function listenProblem(config: BindConfig, at: BindAddress, error: KernelError): BindProblem {
  const where = at.address.includes(':') ? `[${at.address}]:${at.port}` : `${at.address}:${at.port}`
  const { text } = error.code === 'EPERM' ? kernelError('EACCES') : error
  return {
    text: `Unable to start a standalone server: ${text} (${bindFlag(config.bind)}: ${where})`,
    hint: HINTS[error.code]?.(at) ?? 'see -S, -4 and -6',
  }
}
