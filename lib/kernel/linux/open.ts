import { ok, type Result } from '../../core/result.ts'
import type { KernelError } from '../errno.ts'
import type { Fd } from '../kernel.ts'
import { O_CLOEXEC, RESOLVE_IN_ROOT, RESOLVE_NO_MAGICLINKS } from './constants.ts'
import { addressOf, E, failure, lastErrno, SYS, sys } from './library.ts'
import { PathBuffer, refusedPath } from './path-buffer.ts'

const path = new PathBuffer()

/** struct open_how: flags, mode, resolve. */
const how = new BigUint64Array(3)
const howWords = new Uint32Array(how.buffer)
const HOW_BYTES = 24
const howAddress = addressOf(new Uint8Array(how.buffer))
howWords[4] = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS

/** The kernel asks to try again when a rename elsewhere made `..` uncertain (openat2(2)); it does so for ever in a race. */
const TRIES = 1000

/**
 * openat2(2) below a root: absolute links, `..` and links planted during the call stay inside it. This is the whole of
 * the confinement.
 */
export function openInRoot(root: Fd, name: string, flags: number, mode: number): Result<Fd, KernelError> {
  if (!path.write(name)) return refusedPath(name)
  howWords[0] = flags | O_CLOEXEC
  howWords[2] = mode
  for (let left = TRIES; ; left--) {
    const fd = sys(SYS.openat2, root, path.address, howAddress, HOW_BYTES)
    if (fd >= 0) return ok(fd as Fd)
    if (left === 0 || (lastErrno() !== E.EAGAIN && lastErrno() !== E.EINTR)) return failure()
  }
}
