import type { Socket } from 'node:net'
import type { MaybePromise } from '../core/maybe-promise.ts'
import type { ActiveTransfer } from './active-transfer.ts'
import { type Ending, type Outcome, peerClosed, stalled } from './outcome.ts'

/** What one turn of a transfer did. */
export type Turn =
  /** There is more to do: go on in the next turn of the loop. */
  | 'again'
  /** Somebody else resumes it (a callback of the socket). */
  | 'waiting'
  | Ending

/** Bytes a transfer moves in one turn of the loop, so that many transfers do not starve a NOOP. */
export const TURN_BYTES = 4 * 1024 * 1024

/**
 * Drives a transfer that could not end in its first turn: yields between turns, watches for an abort, for a socket
 * that closes, and for a stall, and ends exactly once.
 */
export class TransferRun {
  readonly #turn: () => Turn
  readonly #resolve: (ending: Ending) => void
  readonly #transfer: ActiveTransfer
  readonly #stall: NodeJS.Timeout
  #ended = false

  private constructor(turn: () => Turn, transfer: ActiveTransfer, stallMs: number, resolve: (ending: Ending) => void) {
    this.#turn = turn
    this.#transfer = transfer
    this.#resolve = resolve
    this.#stall = setTimeout(() => this.end(stalled), stallMs)
    transfer.onAbort((reason) => this.end({ kind: 'aborted', reason }))
  }

  /** Runs until `turn` gives an ending. `begin` gets the run and starts it. */
  static drive(
    turn: () => Turn,
    transfer: ActiveTransfer,
    stallMs: number,
    begin: (run: TransferRun) => void,
  ): Promise<Ending> {
    return new Promise((resolve) => begin(new TransferRun(turn, transfer, stallMs, resolve)))
  }

  /** Takes a turn now. */
  readonly step = (): void => {
    if (this.#ended) return
    this.#stall.refresh()
    let turn: Turn
    try {
      turn = this.#turn()
    } catch (error) {
      this.end({ kind: 'read-failed', error: { code: 'EIO', text: String(error) } })
      throw error
    }
    if (turn === 'again') setImmediate(this.step)
    else if (turn !== 'waiting') this.end(turn)
  }

  /** Something moved without a turn. */
  touch(): void {
    this.#stall.refresh()
  }

  /** A socket that fails or closes under the transfer ends it. */
  watch(socket: Socket, ending: Ending = peerClosed): void {
    socket.on('error', () => this.end(ending))
    socket.on('close', () => this.end(ending))
  }

  end(ending: Ending): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#stall)
    this.#transfer.onAbort(undefined)
    this.#resolve(ending)
  }
}

/** What sends: in turns, or when the socket says that there is room. */
export interface Sender {
  /** Set once it could not end in its first turn. */
  run: TransferRun | undefined
  readonly sent: number
  turn(): Turn
  waitForRoom(): void
}

/** Lets a sender send. What fits into the socket's buffer is sent before this returns. */
export function send(sender: Sender, transfer: ActiveTransfer, stallMs: number): MaybePromise<Outcome> {
  const first = sender.turn()
  if (first !== 'again' && first !== 'waiting') return { ending: first, bytes: sender.sent }
  return TransferRun.drive(
    () => sender.turn(),
    transfer,
    stallMs,
    (run) => {
      sender.run = run
      if (first === 'again') setImmediate(run.step)
      else sender.waitForRoom()
    },
  ).then((ending) => ({ ending, bytes: sender.sent }))
}
