import type { MaybePromise } from '../core/maybe-promise.ts'
import { type Fd, type Kernel, type RawSockets, WOULD_BLOCK } from '../kernel/kernel.ts'
import type { ActiveTransfer } from './active-transfer.ts'
import type { DataConnection } from './data-connection.ts'
import { complete, type Ending, type Outcome, peerClosed } from './outcome.ts'
import { type Sender, send, type TransferRun, TURN_BYTES, type Turn } from './run.ts'

/** Written through the socket when sendfile would block, so that libuv tells when there is room again. */
const WAKE_BYTES = 64 * 1024
const SENDFILE_BYTES = 1024 * 1024

export interface FileRange {
  readonly fd: Fd
  readonly from: number
  /** Size of the file: bytes appended while it is sent are not. */
  readonly to: number
}

/**
 * Sends a file as it is, without its bytes passing through this process (DESIGN.md, Data connections). A file that fits
 * into the socket's buffer is sent before this returns.
 */
export function sendFile(
  kernel: Kernel,
  sockets: RawSockets,
  file: FileRange,
  connection: DataConnection,
  fd: Fd,
  transfer: ActiveTransfer,
  stallMs: number,
): MaybePromise<Outcome> {
  return send(new FileSender(kernel, sockets, file, connection, fd), transfer, stallMs)
}

class FileSender implements Sender {
  run: TransferRun | undefined
  sent = 0
  readonly #kernel: Kernel
  readonly #sockets: RawSockets
  readonly #file: FileRange
  readonly #connection: DataConnection
  readonly #fd: Fd
  #chunk: Buffer | undefined
  #watched = false

  constructor(kernel: Kernel, sockets: RawSockets, file: FileRange, connection: DataConnection, fd: Fd) {
    this.#kernel = kernel
    this.#sockets = sockets
    this.#file = file
    this.#connection = connection
    this.#fd = fd
  }

  turn(): Turn {
    const { fd: file, from, to } = this.#file
    const budget = this.sent + TURN_BYTES
    while (from + this.sent < to) {
      if (this.sent >= budget) return 'again'
      const count = Math.min(SENDFILE_BYTES, to - from - this.sent)
      const moved = this.#sockets.sendfile(this.#fd, file, from + this.sent, count)
      if (!moved.ok) return isPeerGone(moved.error.code) ? peerClosed : { kind: 'read-failed', error: moved.error }
      if (moved.value === WOULD_BLOCK) {
        if (this.run) this.waitForRoom()
        return 'waiting'
      }
      if (moved.value === 0) return FILE_SHRANK
      this.sent += moved.value
    }
    return complete
  }

  /** Hands the next piece to the socket: its callback is the sign that there is room. */
  waitForRoom(): void {
    const run = this.run
    if (!run) return
    this.#chunk ??= Buffer.allocUnsafe(WAKE_BYTES)
    const { fd, from, to } = this.#file
    const want = Math.min(WAKE_BYTES, to - from - this.sent)
    const read = this.#kernel.files.read(fd, this.#chunk, 0, want, from + this.sent)
    if (!read.ok || read.value === 0) {
      run.end(read.ok ? FILE_SHRANK : { kind: 'read-failed', error: read.error })
      return
    }
    const length = read.value
    const socket = this.#connection.socket()
    if (!this.#watched) run.watch(socket)
    this.#watched = true
    socket.write(this.#chunk.subarray(0, length), (error) => {
      if (error) return run.end(peerClosed)
      this.sent += length
      run.step()
    })
  }
}

/** Somebody truncated the file: what the client has is not what it was promised. */
const FILE_SHRANK: Ending = { kind: 'read-failed', error: { code: 'ESTALE', text: 'the file became shorter' } }

export const isPeerGone = (code: string): boolean =>
  code === 'EPIPE' || code === 'ECONNRESET' || code === 'ENOTCONN' || code === 'ETIMEDOUT'
