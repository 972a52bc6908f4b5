/** A listing on its way: text piece by piece, so that a huge directory needs no more memory than a small one. */
export interface ListingSource extends Disposable {
  /** The next piece as bytes (core/bytes.ts), some tens of KiB; undefined at the end. */
  next(): string | undefined
  /** Lines of the final 226; known once `next` has given undefined. */
  readonly summary: readonly string[]
}

/** Bytes that are gathered before they are sent. */
export const PIECE = 32 * 1024

/** The last line of a listing's final reply. */
export const total = (printed: number, isCut: boolean): string =>
  isCut ? `Output truncated to ${printed} matches` : `${printed} matches total`
