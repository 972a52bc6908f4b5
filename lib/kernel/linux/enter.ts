import { posix } from 'node:path'
import { err, ok, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Fd, Root } from '../kernel.ts'
import { O_DIRECTORY, O_PATH } from './constants.ts'
import { statOf } from './file-stat.ts'
import { openInRoot } from './open.ts'
import { pathOfDescriptor } from './own-descriptors.ts'
import { descriptorOfRoot } from './root.ts'

/** How the kernel marks a path that has been removed. A name may end so, too. */
const DELETED = ' (deleted)'

/** Opens a directory that may be entered: `.` is looked up in it, for which the kernel wants its x bit. */
export const openEnterable = (root: Fd, path: string): Result<Fd, KernelError> =>
  openInRoot(root, `${path}/.`, O_PATH | O_DIRECTORY, 0)

/** The path below the root with links resolved, as it is now. */
export function resolvedPath(root: Root, path: VirtualPath, fd: Fd): Result<VirtualPath, KernelError> {
  const real = pathOfDescriptor(fd)
  if (real?.endsWith(DELETED) && isRemoved(fd)) return err(kernelError('ENOENT'))
  // What was moved out of the root meanwhile, or cannot be told without /proc, keeps the name it was asked for by.
  return ok(below(root.path, real) ?? below(pathOfDescriptor(descriptorOfRoot(root)), real) ?? asWritten(path))
}

const isRemoved = (fd: Fd): boolean => {
  const stat = statOf(fd)
  return !stat.ok || stat.value.links === 0
}

function below(root: string | undefined, real: string | undefined): VirtualPath | undefined {
  if (real === undefined || root === undefined) return undefined
  if (root === '/') return real as VirtualPath
  if (real === root) return '/' as VirtualPath
  return real.startsWith(`${root}/`) ? (real.slice(root.length) as VirtualPath) : undefined
}

const asWritten = (path: VirtualPath): VirtualPath => posix.normalize(path).replace(/(.)\/+$/, '$1') as VirtualPath
