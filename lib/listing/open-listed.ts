import type { Result } from '../core/result.ts'
import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import type { KernelError } from '../kernel/errno.ts'
import type { Directory } from '../kernel/kernel.ts'

/** The directory of NLST and MLSD: the reference goes into it, so it takes the x bit as well (commands.md §9.6). */
export const openListed = (fs: ConfinedFs, path: VirtualPath): Result<Directory, KernelError> =>
  fs.run(() => {
    const entered = fs.enter(path)
    return entered.ok ? fs.openDirectory(path) : entered
  })
