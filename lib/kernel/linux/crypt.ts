import { load } from './library.ts'

/** struct crypt_data of libxcrypt: 32768 bytes; glibc's own was larger. */
const CRYPT_DATA_BYTES = 256 * 1024

type CryptFunction = (password: Buffer, setting: Buffer, data: Buffer) => string | null

/** Loaded at the first hash: only the thread that checks passwords needs it. */
let cryptR: CryptFunction | undefined

/**
 * crypt(3), reentrant. Undefined for settings that the system does not know: libxcrypt answers those with a string that
 * begins with `*`.
 */
export function crypt(password: string, setting: string): string | undefined {
  cryptR ??= load(['libcrypt.so.1', 'libcrypt.so.2', 'libc.so.6', 'libc.musl-x86_64.so.1']).func(
    'const char* crypt_r(void*, void*, void*)',
  ) as CryptFunction
  const hash = cryptR(cString(password), cString(setting), Buffer.alloc(CRYPT_DATA_BYTES))
  return hash === null || hash.startsWith('*') ? undefined : hash
}

const cString = (bytes: string): Buffer => Buffer.from(`${bytes}\0`, 'latin1')
