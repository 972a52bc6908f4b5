import { digit, number } from './digits.ts'

/** Bytes that computing a hash of this kind takes; 0 for those that need next to nothing. */
export function memoryNeeded(stored: string): number {
  const kibibytes = /^\$argon2[a-z]+\$(?:v=\d+\$)?m=(\d+),/.exec(stored)?.[1]
  if (kibibytes !== undefined) return Number(kibibytes) * 1024
  return scryptMemory(stored) ?? yescryptMemory(stored) ?? 0
}

function scryptMemory(stored: string): number | undefined {
  const [, cost, blockSize] = /^\$7\$(.)(.{5})/.exec(stored) ?? []
  if (cost === undefined || blockSize === undefined) return undefined
  return 128 * number(blockSize) * 2 ** digit(cost)
}

/** `$y$jNr$`: in the usual parameters log2 N and r are one digit each, counted from 1. */
function yescryptMemory(stored: string): number | undefined {
  const [, cost, blockSize] = /^\$g?y\$j(.)(.)\$/.exec(stored) ?? []
  if (cost === undefined || blockSize === undefined) return undefined
  return 128 * (digit(blockSize) + 1) * 2 ** (digit(cost) + 1)
}
