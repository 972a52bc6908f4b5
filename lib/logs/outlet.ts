// Only synchronous calls on descriptors of our own: nothing here runs on a pool thread (DESIGN.md, The kernel door).
// oxlint-disable-next-line no-restricted-imports
import { constants, fstatSync, openSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { isatty } from 'node:tty'

/** About ten thousand lines: a reader that pauses for a moment loses nothing, one that stopped costs no more. */
const QUEUE_BYTES = 1 << 20
/** A full pipe is tried again this often. */
const RETRY_MILLISECONDS = 20

/**
 * A descriptor to which any thread writes whole lines without ever waiting. `process.stdout` would do for the main
 * thread only: in a worker it is a message to the main thread, late and unbounded. Lines shorter than PIPE_BUF go
 * out in one piece, so lines of several threads do not mix (pipe(7)).
 */
export class Outlet {
  #fd: number | undefined
  readonly #owner: Socket | undefined
  #queue: Buffer[] = []
  #queued = 0
  #lost = 0

  constructor(fd: number) {
    const opened = openNonBlocking(fd)
    this.#fd = opened.fd
    this.#owner = opened.owner
  }

  /** False once nobody can read what is written. */
  get open(): boolean {
    return this.#fd !== undefined
  }

  write(line: string): void {
    if (this.#fd === undefined) return
    const bytes = Buffer.from(line)
    if (this.#queued + bytes.length > QUEUE_BYTES) {
      this.#lost++
      return
    }
    this.#queue.push(bytes)
    this.#queued += bytes.length
    if (this.#queue.length === 1) this.#drain()
  }

  /** Lines that did not fit since the last call. */
  takeLost(): number {
    const lost = this.#queued === 0 ? this.#lost : 0
    this.#lost -= lost
    return lost
  }

  readonly #drain = (): void => {
    for (let next = this.#queue[0]; next && this.#fd !== undefined; next = this.#queue[0]) {
      const written = this.#attempt(this.#fd, next)
      if (written === undefined) return
      this.#queued -= written
      if (written === next.length) this.#queue.shift()
      else this.#queue[0] = next.subarray(written)
    }
  }

  /** undefined: not now, or never again. */
  #attempt(fd: number, bytes: Buffer): number | undefined {
    try {
      return writeSync(fd, bytes)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') setTimeout(this.#drain, RETRY_MILLISECONDS).unref()
      else this.#giveUp()
      return undefined
    }
  }

  /** EPIPE, EIO of a terminal that hung up, ENOSPC: the log must not end the server, nor be tried for every line. */
  #giveUp(): void {
    this.#fd = undefined
    this.#queue = []
    this.#queued = 0
    this.#owner?.unref()
  }
}

/**
 * The shared descriptor must not be made non-blocking under the feet of its other users, and a blocking one would
 * stop the server when its reader stops. So a pipe or terminal is opened anew through /proc; a socket cannot be (nor
 * a pipe made by another user), there libuv changes the mode and changes it back at exit. Files do not block.
 */
function openNonBlocking(fd: number): { fd: number | undefined; owner?: Socket } {
  try {
    const stat = fstatSync(fd)
    if (!stat.isFIFO() && !stat.isSocket() && !isatty(fd)) return { fd }
    if (!stat.isSocket()) {
      const reopened = reopen(fd)
      if (reopened !== undefined) return { fd: reopened }
    }
    return isatty(fd) ? { fd } : { fd, owner: new Socket({ fd, readable: false }).unref() }
  } catch {
    return { fd: undefined }
  }
}

function reopen(fd: number): number | undefined {
  try {
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  } catch {
    return undefined
  }
}
