import type { Result } from '../core/result.ts'
import { ok } from '../core/result.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import type { KernelError } from '../kernel/errno.ts'
import { type Fd, type Kernel, type RawSockets, WOULD_BLOCK } from '../kernel/kernel.ts'
import type { ActiveTransfer } from './active-transfer.ts'
import { fromNetwork } from './ascii.ts'
import type { DataConnection } from './data-connection.ts'
import { complete, type Outcome } from './outcome.ts'
import { TransferRun, TURN_BYTES, type Turn } from './run.ts'
import { isPeerGone } from './send-file.ts'

/** Read from the connection in one call; one buffer for all uploads of a thread, since nothing stays in it. */
const RECEIVE_BYTES = 1024 * 1024
let shared: Buffer | undefined

export interface UploadTarget {
  readonly fd: Fd
  /** Where the first byte goes; ignored by a file opened to append. */
  readonly from: number
  readonly ascii: boolean
}

/** Receives until the client closes the data connection, which ends a file in stream mode (RFC 959 §3.4.1). */
export async function receiveFile(
  kernel: Kernel,
  fs: ConfinedFs,
  target: UploadTarget,
  connection: DataConnection,
  transfer: ActiveTransfer,
  stallMs: number,
): Promise<Outcome> {
  const writer = new FileWriter(kernel, fs, target)
  const { sockets } = kernel
  const ending = await (sockets && connection.fd !== undefined
    ? receiveRaw(sockets, connection.fd, connection, writer, transfer, stallMs)
    : receiveStream(connection, writer, transfer, stallMs))
  return { ending, bytes: writer.written }
}

/** Waits with the socket, then empties the descriptor with read(2) as long as there is something. */
function receiveRaw(
  sockets: RawSockets,
  fd: Fd,
  connection: DataConnection,
  writer: FileWriter,
  transfer: ActiveTransfer,
  stallMs: number,
) {
  shared ??= Buffer.allocUnsafeSlow(RECEIVE_BYTES)
  const buffer = shared
  let run: TransferRun | undefined
  const turn = (): Turn => {
    for (let moved = 0; moved < TURN_BYTES; ) {
      const got = sockets.read(fd, buffer, 0, buffer.length)
      if (!got.ok) return isPeerGone(got.error.code) ? RESET : { kind: 'read-failed', error: got.error }
      if (got.value === WOULD_BLOCK) {
        waitForData()
        return 'waiting'
      }
      if (got.value === 0) return complete
      const wrote = writer.write(buffer, got.value)
      if (!wrote.ok) return { kind: 'write-failed', error: wrote.error }
      moved += got.value
    }
    return 'again'
  }
  let waiting = false
  let socket: ReturnType<DataConnection['socket']> | undefined
  const waitForData = (): void => {
    if (!run) return
    waiting = true
    if (socket) {
      socket.resume()
      return
    }
    // libuv reads into the same buffer: it is empty between two turns.
    socket = connection.socket({ buffer, callback: (length) => onData(length) })
    run.watch(socket, RESET)
    socket.once('end', () => run?.end(complete))
    socket.resume()
  }
  const onData = (length: number): boolean => {
    if (!run) return false
    const wrote = writer.write(buffer, length)
    if (!wrote.ok) {
      run.end({ kind: 'write-failed', error: wrote.error })
      return false
    }
    waiting = false
    run.step()
    // Reading goes on by libuv only while the run waits for data.
    return waiting
  }
  return TransferRun.drive(turn, transfer, stallMs, (started) => {
    run = started
    started.step()
  })
}

const RESET = { kind: 'read-failed', error: { code: 'ECONNRESET', text: 'Connection reset by peer' } } as const

function receiveStream(connection: DataConnection, writer: FileWriter, transfer: ActiveTransfer, stallMs: number) {
  return TransferRun.drive(
    () => 'waiting',
    transfer,
    stallMs,
    (run) => {
      const socket = connection.socket()
      socket.on('data', (chunk: Buffer) => {
        const wrote = writer.write(chunk, chunk.length)
        if (wrote.ok) run.touch()
        else run.end({ kind: 'write-failed', error: wrote.error })
      })
      socket.once('end', () => run.end(complete))
      run.watch(socket, RESET)
      socket.resume()
    },
  )
}

class FileWriter {
  written = 0
  readonly #kernel: Kernel
  readonly #fs: ConfinedFs
  readonly #target: UploadTarget

  constructor(kernel: Kernel, fs: ConfinedFs, target: UploadTarget) {
    this.#kernel = kernel
    this.#fs = fs
    this.#target = target
  }

  /** As the user: root's reserve of a full disk is not the user's, and neither is root's quota. */
  write(bytes: Uint8Array, received: number): Result<undefined, KernelError> {
    const length = this.#target.ascii ? fromNetwork(bytes, received) : received
    return this.#fs.run(() => this.#writeAll(bytes, length))
  }

  #writeAll(bytes: Uint8Array, length: number): Result<undefined, KernelError> {
    for (let done = 0; done < length; ) {
      const { fd, from } = this.#target
      const wrote = this.#kernel.files.write(fd, bytes, done, length - done, from + this.written)
      if (!wrote.ok) return wrote
      done += wrote.value
      this.written += wrote.value
    }
    return ok(undefined)
  }
}
