const LF = 0x0a
const CR = 0x0d

/**
 * ASCII as the reference does it (commands.md §20 row 73): a CR before every LF on the way out, every CR dropped on the
 * way in. Neither needs to remember anything between two pieces.
 *
 * Fills `into` (at least twice as long as `bytes`) and tells how much of it is used.
 */
export function toNetwork(bytes: Uint8Array, length: number, into: Uint8Array): number {
  let at = 0
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0
    if (byte === LF) into[at++] = CR
    into[at++] = byte
  }
  return at
}

/** Drops every CR of `bytes[0, length)` in place; tells the new length. */
export function fromNetwork(bytes: Uint8Array, length: number): number {
  let at = 0
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0
    if (byte !== CR) bytes[at++] = byte
  }
  return at
}
