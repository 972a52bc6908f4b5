import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net'
import type { Fd } from '../kernel/kernel.ts'

/** `onread` is honoured with a descriptor, too, but the typings know it for `connect` only. */
interface AdoptOptions extends SocketConstructorOpts {
  readonly onread?: OnReadOpts
}

/**
 * A socket around a descriptor that somebody else opened. With `onread` it reads into the caller's buffer, so that an
 * idle connection holds no memory for what it may say; without, it only writes.
 */
export function adoptDescriptor(fd: Fd, onread?: OnReadOpts): Socket {
  const readable = onread !== undefined
  const options: AdoptOptions = { fd, allowHalfOpen: true, readable, writable: true, ...(onread ? { onread } : {}) }
  return new Socket(options)
}
