import type { MaybePromise } from '../core/maybe-promise.ts'
import { type RawSockets, WOULD_BLOCK } from '../kernel/kernel.ts'
import type { ActiveTransfer } from './active-transfer.ts'
import type { DataConnection } from './data-connection.ts'
import { type Ending, type Outcome, peerClosed } from './outcome.ts'
import { type Sender, send, type TransferRun, TURN_BYTES, type Turn } from './run.ts'
import { isPeerGone } from './send-file.ts'

/** Gives what is to be sent, piece by piece: bytes that stay valid until the next call, or how it ended. */
export type ChunkSource = () => Uint8Array | Ending

/**
 * Sends what `next` gives: listings, ASCII downloads, everything on the portable kernel. Pieces that fit into the
 * socket's buffer are sent before this returns.
 */
export function sendChunks(
  sockets: RawSockets | undefined,
  next: ChunkSource,
  connection: DataConnection,
  transfer: ActiveTransfer,
  stallMs: number,
): MaybePromise<Outcome> {
  return send(new ChunkSender(sockets, next, connection), transfer, stallMs)
}

class ChunkSender implements Sender {
  run: TransferRun | undefined
  sent = 0
  readonly #sockets: RawSockets | undefined
  readonly #next: ChunkSource
  readonly #connection: DataConnection
  /** What the last piece still has to give. */
  #left: Uint8Array | undefined
  #watched = false

  constructor(sockets: RawSockets | undefined, next: ChunkSource, connection: DataConnection) {
    this.#sockets = sockets
    this.#next = next
    this.#connection = connection
  }

  turn(): Turn {
    const budget = this.sent + TURN_BYTES
    while (this.sent < budget) {
      if (!this.#left) {
        const piece = this.#next()
        if (!(piece instanceof Uint8Array)) return piece
        this.#left = piece
      }
      const stopped = this.#push(this.#left)
      if (stopped) return stopped
    }
    return 'again'
  }

  #push(piece: Uint8Array): Turn | undefined {
    const fd = this.#connection.fd
    const wrote = this.#sockets && fd !== undefined ? this.#sockets.write(fd, piece, 0, piece.length) : undefined
    if (wrote && !wrote.ok)
      return isPeerGone(wrote.error.code) ? peerClosed : { kind: 'read-failed', error: wrote.error }
    if (!wrote || wrote.value === WOULD_BLOCK) {
      if (this.run) this.waitForRoom()
      return 'waiting'
    }
    this.sent += wrote.value
    this.#left = wrote.value < piece.length ? piece.subarray(wrote.value) : undefined
    return undefined
  }

  /** Hands what is left to the socket: its callback is the sign that there is room. */
  waitForRoom(): void {
    const { run } = this
    const piece = this.#left
    if (!run || !piece) return
    this.#left = undefined
    const socket = this.#connection.socket()
    if (!this.#watched) run.watch(socket)
    this.#watched = true
    socket.write(piece, (error) => {
      if (error) return run.end(peerClosed)
      this.sent += piece.length
      run.step()
    })
  }
}
