import type { OnReadOpts, Socket } from 'node:net'
import type { Endpoint } from '../core/units.ts'
import type { Fd, Kernel } from '../kernel/kernel.ts'
import { adoptDescriptor } from './adopt-descriptor.ts'
import { descriptorOf } from './descriptor-of.ts'

/**
 * One data connection. On Linux a bare descriptor, which is what makes transfers fast; it becomes a `net.Socket` only
 * where somebody has to wait. With the portable kernel it is a `net.Socket` from the start.
 */
export class DataConnection implements Disposable {
  readonly peer: Endpoint
  /** For calls of `kernel.sockets`; undefined with the portable kernel. */
  readonly fd: Fd | undefined
  readonly #kernel: Kernel
  #socket: Socket | undefined
  #closed = false

  private constructor(kernel: Kernel, peer: Endpoint, fd: Fd | undefined, socket: Socket | undefined) {
    this.#kernel = kernel
    this.peer = peer
    this.fd = fd
    this.#socket = socket
  }

  static fromDescriptor(kernel: Kernel, fd: Fd, peer: Endpoint): DataConnection {
    kernel.sockets?.tuneData(fd)
    return new DataConnection(kernel, peer, fd, undefined)
  }

  /** Takes a connected socket over: its descriptor where the kernel can use it, else the socket itself. */
  static fromSocket(kernel: Kernel, socket: Socket, peer: Endpoint): DataConnection {
    const fd = kernel.sockets && descriptorOf(socket)
    if (!kernel.sockets || fd === undefined) return new DataConnection(kernel, peer, undefined, socket)
    const copy = kernel.sockets.duplicate(fd)
    if (!copy.ok) return new DataConnection(kernel, peer, undefined, socket)
    socket.destroy()
    return DataConnection.fromDescriptor(kernel, copy.value, peer)
  }

  /** The connection as a socket, for waiting. `onread` counts only the first time, and only for a descriptor. */
  socket(onread?: OnReadOpts): Socket {
    if (this.#socket) return this.#socket
    if (this.fd === undefined) throw new Error('a data connection is a descriptor or a socket')
    this.#socket = adoptDescriptor(this.fd, onread)
    return this.#socket
  }

  /** Closes the connection. What the kernel has accepted for sending still goes out. */
  [Symbol.dispose](): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#socket) this.#socket.destroy()
    else if (this.fd !== undefined) this.#kernel.sockets?.close(this.fd)
  }
}
