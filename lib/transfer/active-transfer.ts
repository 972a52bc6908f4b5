/** The handle by which the control connection ends a running transfer. */
export interface ActiveTransfer {
  readonly direction: 'download' | 'upload' | 'listing'
  /** Ends the transfer now; its command then returns its final reply. */
  abort(reason: AbortReason): void
}

export type AbortReason = 'aborted-by-client' | 'connection-lost' | 'server-stops'
