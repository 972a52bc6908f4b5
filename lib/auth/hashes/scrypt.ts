import { scrypt, timingSafeEqual } from 'node:crypto'
import { DIGITS, digit, number } from './digits.ts'

/** `$7$`, N as one character, r and p as five, 43 of salt, `$`, 43 of hash: 101 in all (libsodium). */
const FORMAT = /^\$7\$([./0-9A-Za-z])([./0-9A-Za-z]{5})([./0-9A-Za-z]{5})([./0-9A-Za-z]{43})\$([./0-9A-Za-z]{43})$/

export const isSodiumScrypt = (stored: string): boolean => FORMAT.test(stored)

/** Resolves off the thread. Parameters that scrypt does not allow match nothing. */
export function verifyScrypt(password: string, stored: string): Promise<boolean> {
  const [, cost = '', blockSize = '', parallel = '', salt = '', hash = ''] = FORMAT.exec(stored) ?? []
  const [N, r, p] = [2 ** digit(cost), number(blockSize), number(parallel)]
  const maxmem = 128 * r * (N + p + 2)
  return new Promise((resolve) => {
    try {
      scrypt(Buffer.from(password, 'latin1'), salt, 32, { N, r, p, maxmem }, (error, key) =>
        resolve(!error && timingSafeEqual(Buffer.from(encode(key)), Buffer.from(hash))),
      )
    } catch {
      resolve(false)
    }
  })
}

/** Three bytes become four digits, least significant first, and the last two bytes become three. */
function encode(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.subarray(at, at + 3)
    let bits = group.reduceRight((sum, byte) => sum * 256 + byte, 0)
    for (let digits = group.length + 1; digits > 0; digits--) {
      text += DIGITS[bits & 63]
      bits >>>= 6
    }
  }
  return text
}
