import type { Result } from '../../core/result.ts'
import type { KernelError } from '../errno.ts'
import type { Fd } from '../kernel.ts'
import { AT_EMPTY_PATH, AT_FDCWD } from './constants.ts'
import { outcome } from './in-parent.ts'
import { c, E, lastErrno, SYS, sys } from './library.ts'
import { linkOfDescriptor } from './own-descriptors.ts'
import { emptyPath } from './path-buffer.ts'

let supported: boolean | undefined

/** fchmodat2(2) came with Linux 6.6; sandboxes that do not know it answer EPERM, as an owner's refusal does. */
const hasFchmodat2 = (): boolean =>
  sys(SYS.fchmodat2, -1, emptyPath.address, 0, AT_EMPTY_PATH) < 0 && lastErrno() === E.EBADF

/** chmod of what an O_PATH descriptor names. */
export function changeMode(fd: Fd, mode: number): Result<undefined, KernelError> {
  supported ??= hasFchmodat2()
  if (!supported) return changeModeThroughProc(fd, mode)
  return outcome(sys(SYS.fchmodat2, fd, emptyPath.address, mode, AT_EMPTY_PATH))
}

/** Older kernels change it through the descriptor's name. Exported for its spec. */
export const changeModeThroughProc = (fd: Fd, mode: number): Result<undefined, KernelError> =>
  outcome(c.fchmodat(AT_FDCWD, linkOfDescriptor(fd), mode, 0))
