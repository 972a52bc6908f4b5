import { timingSafeEqual } from 'node:crypto'
import type { Secret } from '../core/secret.ts'
import type { NameService } from '../kernel/kernel.ts'
import { verifyArgon2 } from './hashes/argon2.ts'
import { memoryNeeded } from './hashes/memory.ts'
import { isSodiumScrypt, verifyScrypt } from './hashes/scrypt.ts'

/** What the reference's sessions may use (puredb.md §3); also what keeps a login from exhausting the machine. */
export const MEMORY_LIMIT = 70 * 1024 * 1024

export type HashOutcome = 'match' | 'mismatch' | 'unusable' | 'too-large'
type Crypt = Pick<NameService, 'crypt'>

/** Locked and empty entries are nobody's. */
export const isUsable = (stored: string): boolean => /^[^*!@]/.test(stored)

/** Compares a password with a stored hash of any kind the reference knows (puredb.md §3, in its order). */
export async function verify(password: Secret, stored: string, names: Crypt): Promise<HashOutcome> {
  if (!isUsable(stored)) return 'unusable'
  if (memoryNeeded(stored) > MEMORY_LIMIT) return 'too-large'
  return (await matches(password.reveal(), stored, names)) ? 'match' : 'mismatch'
}

function matches(password: string, stored: string, names: Crypt): Promise<boolean> | boolean {
  if (stored.startsWith('$argon2')) return verifyArgon2(password, stored)
  if (isSodiumScrypt(stored)) return verifyScrypt(password, stored)
  return verifyCrypt(password, stored, names)
}

/** crypt(3) reads up to the first NUL: what follows must not be ignored. */
function verifyCrypt(password: string, stored: string, names: Crypt): boolean {
  if (password.includes('\0')) return false
  const hashed = names.crypt(password, stored)
  return hashed !== undefined && equal(hashed, stored)
}

/** In a time that does not depend on where the texts differ. */
function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')]
  return left.length === right.length && timingSafeEqual(left, right)
}
