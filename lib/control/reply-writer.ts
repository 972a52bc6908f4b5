import type { Socket } from 'node:net'
import { type Fd, type Kernel, WOULD_BLOCK } from '../kernel/kernel.ts'

/** Replies that a client has not read, in bytes; beyond, it never will. */
const MAX_UNREAD_BYTES = 1024 * 1024

/** Replies are written from this buffer; nothing stays in it between two calls. */
const scratch = Buffer.allocUnsafeSlow(16 * 1024)

/**
 * Writes replies in order. As long as the socket takes them they go out by write(2) at once; what it does not take waits
 * in the socket's own queue.
 */
export class ReplyWriter {
  readonly #kernel: Kernel
  readonly #socket: Socket
  readonly #fd: Fd | undefined

  constructor(kernel: Kernel, socket: Socket, fd: Fd | undefined) {
    this.#kernel = kernel
    this.#socket = socket
    this.#fd = fd
  }

  /** False when the client has stopped reading for good. */
  write(text: string): boolean {
    if (!this.#socket.writable) return true
    if (this.#socket.writableLength > 0 || !this.#writeNow(text)) this.#socket.write(text, 'latin1')
    return this.#socket.writableLength <= MAX_UNREAD_BYTES
  }

  /** True when all of it went out. */
  #writeNow(text: string): boolean {
    const { sockets } = this.#kernel
    if (!sockets || this.#fd === undefined || text.length > scratch.length) return false
    const length = scratch.write(text, 'latin1')
    const wrote = sockets.write(this.#fd, scratch, 0, length)
    if (!wrote.ok || wrote.value === length) return true
    if (wrote.value !== WOULD_BLOCK) this.#socket.write(Buffer.from(scratch.subarray(wrote.value, length)))
    return wrote.value !== WOULD_BLOCK
  }
}
