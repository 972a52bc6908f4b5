/** Only these two, and only version 19: what libsodium reads. `$argon2d$` is refused. */
const ACCEPTED = /^\$argon2id?\$v=19\$/

/** The library is loaded by the first such hash; other servers never need it. */
export async function verifyArgon2(password: string, stored: string): Promise<boolean> {
  if (!ACCEPTED.test(stored)) return false
  const argon2 = await import('@node-rs/argon2')
  try {
    return await argon2.verify(stored, Buffer.from(password, 'latin1'))
  } catch {
    // Not a hash of its own format: nobody's password.
    return false
  }
}
