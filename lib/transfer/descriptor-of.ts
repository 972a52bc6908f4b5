import type { Socket } from 'node:net'
import type { Fd } from '../kernel/kernel.ts'

/** Node's handle behind a socket. Undocumented, and the only way to learn the descriptor of an accepted socket. */
interface WithHandle {
  readonly _handle?: { readonly fd?: number } | null
}

/** The descriptor of an open socket; undefined where the platform has none. */
export function descriptorOf(socket: Socket): Fd | undefined {
  const fd = (socket as WithHandle)._handle?.fd
  return fd !== undefined && fd >= 0 ? (fd as Fd) : undefined
}
