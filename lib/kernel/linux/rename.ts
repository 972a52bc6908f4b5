import { done, err, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Fd } from '../kernel.ts'
import { AT_SYMLINK_NOFOLLOW, RENAME_NOREPLACE } from './constants.ts'
import { statAt } from './file-stat.ts'
import { outcome } from './in-parent.ts'
import { c, E, failure, lastErrno, SYS, sys } from './library.ts'

/** A last component below its parent's descriptor; `name` is an address. */
export interface Place {
  readonly parent: Fd
  readonly name: number
}

export const renameReplacing = (from: Place, to: Place): Result<undefined, KernelError> => outcome(rename(from, to, 0))

/** Some file systems have no RENAME_NOREPLACE (NFS, older FUSE): renameat2(2) answers EINVAL there. */
export function renameKeeping(from: Place, to: Place): Result<undefined, KernelError> {
  if (rename(from, to, RENAME_NOREPLACE) === 0) return done
  return lastErrno() === E.EINVAL ? linkAndUnlink(from, to) : failure()
}

/** A link is made only where nothing is: what rename cannot promise there. Exported for its spec. */
export function linkAndUnlink(from: Place, to: Place): Result<undefined, KernelError> {
  if (c.linkat(from.parent, from.name, to.parent, to.name, 0) === 0) {
    const unlinked = outcome(c.unlinkat(from.parent, from.name, 0))
    if (!unlinked.ok) c.unlinkat(to.parent, to.name, 0)
    return unlinked
  }
  // Directories cannot be linked, nor anything on FAT: there, looking first is the best that can be done.
  if (lastErrno() !== E.EPERM) return failure()
  const taken = statAt(to.parent, to.name, AT_SYMLINK_NOFOLLOW)
  return taken.ok ? err(kernelError('EEXIST')) : renameReplacing(from, to)
}

const rename = (from: Place, to: Place, flags: number): number =>
  sys(SYS.renameat2, from.parent, from.name, to.parent, to.name, flags)
