import type { KernelError } from '../kernel/errno.ts'
import type { AbortReason } from './active-transfer.ts'

/** How a transfer ended: its reply, its log line and the counters follow from this one value. */
export type Ending =
  | { readonly kind: 'complete' }
  | { readonly kind: 'aborted'; readonly reason: AbortReason }
  /** The client closed or reset the data connection too early. */
  | { readonly kind: 'peer-closed' }
  /** Not one byte moved for the idle time. */
  | { readonly kind: 'stalled' }
  | { readonly kind: 'read-failed'; readonly error: KernelError }
  | { readonly kind: 'write-failed'; readonly error: KernelError }

export interface Outcome {
  readonly ending: Ending
  /** Bytes on the wire for a download, bytes written for an upload. */
  readonly bytes: number
}

export const complete: Ending = { kind: 'complete' }
export const peerClosed: Ending = { kind: 'peer-closed' }
export const stalled: Ending = { kind: 'stalled' }

/** Seconds since `startedAt`, a value of `performance.now()`. */
export const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1000

/** The line that measures a transfer, if it is worth one (commands.md §7.4). */
export function speedLine(bytes: number, seconds: number): readonly string[] {
  const rate = seconds > 0 ? bytes / seconds : bytes * 1e6
  const time = `${seconds.toFixed(3)} seconds (measured here), `
  if (rate > 524288) return [`${time}${(rate / 1048576).toFixed(2)} Mbytes per second`]
  if (rate > 512) return [`${time}${(rate / 1024).toFixed(2)} Kbytes per second`]
  if (rate > 0.1) return [`${time}${rate.toFixed(2)} bytes per second`]
  return []
}

/** `(<n> bytes, <x.xx>KB/sec)`: the end of the log lines of transfers (flags.md §5.6). */
export const measured = (bytes: number, seconds: number): string =>
  `(${bytes} bytes, ${(seconds > 0 ? bytes / seconds / 1024 : 0).toFixed(2)}KB/sec)`
