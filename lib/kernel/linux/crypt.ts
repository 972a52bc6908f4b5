import { load } from './library.ts'

/** struct crypt_data of libxcrypt: 32768 bytes; glibc's own was larger. */
const CRYPT_DATA_BYTES = 256 * 1024

type CryptFunction = (password: Buffer, setting: Buffer, data: Buffer) => string | null

/** Loaded at the first hash: only the thread that checks passwords needs it. */
let cryptR: CryptFunction | undefined

/**
 * crypt(3), reentrant. Undefined for settings that the system does not know: libxcrypt answers those with a string that
 * begins with `*`. A NUL would end the password early, and what follows it would match anything.
 */
export function crypt(password: string, setting: string): string | undefined {
  if (password.includes('\0') || setting.includes('\0')) return undefined
  cryptR ??= cryptFunction()
  const hash = cryptR(cString(password), cString(setting), Buffer.alloc(CRYPT_DATA_BYTES))
  return hash === null || hash.startsWith('*') ? undefined : hash
}

/** musl has it in the C library. A system without any knows no setting. */
function cryptFunction(): CryptFunction {
  try {
    const library = load(['libcrypt.so.1', 'libcrypt.so.2', 'libc.musl-x86_64.so.1', 'libc.musl-aarch64.so.1'])
    return library.func('const char* crypt_r(void*, void*, void*)') as CryptFunction
  } catch {
    return () => null
  }
}

const cString = (bytes: string): Buffer => Buffer.from(`${bytes}\0`, 'latin1')
