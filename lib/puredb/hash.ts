/** A DJB variant over the key from its last byte to its first, modulo 2^32 (puredb.md §2). */
export function hashOf(key: Uint8Array): number {
  let hash = 5381
  for (let at = key.length - 1; at >= 0; at--) hash = (Math.imul(hash, 33) ^ (key[at] ?? 0)) >>> 0
  return hash
}

export const BUCKETS = 256
export const bucketOf = (hash: number): number => hash & (BUCKETS - 1)
