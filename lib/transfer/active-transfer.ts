export type AbortReason = 'aborted-by-client' | 'connection-lost' | 'server-stops'
export type Direction = 'download' | 'upload' | 'listing'

/** The handle by which the control connection ends a running transfer, whatever it is waiting for. */
export class ActiveTransfer {
  readonly direction: Direction
  #reason: AbortReason | undefined
  #listener: ((reason: AbortReason) => void) | undefined

  constructor(direction: Direction) {
    this.direction = direction
  }

  get aborted(): AbortReason | undefined {
    return this.#reason
  }

  abort(reason: AbortReason): void {
    if (this.#reason) return
    this.#reason = reason
    this.#listener?.(reason)
  }

  /** Who is told of an abort; the one waiting now replaces the one before. */
  onAbort(listener: ((reason: AbortReason) => void) | undefined): void {
    this.#listener = listener
  }
}
