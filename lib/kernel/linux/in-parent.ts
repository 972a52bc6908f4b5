import { done, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import type { KernelError } from '../errno.ts'
import type { Fd, Root } from '../kernel.ts'
import { O_DIRECTORY, O_PATH } from './constants.ts'
import { c, failure } from './library.ts'
import { openInRoot } from './open.ts'
import { isPath, type PathBuffer, refusedPath } from './path-buffer.ts'
import { descriptorOfRoot } from './root.ts'

/** What a call that answers 0 or -1 has come to. */
export const outcome = (status: number): Result<undefined, KernelError> => (status < 0 ? failure() : done)

/**
 * Changes act on (parent descriptor, last component), so that no link planted meanwhile is followed. Slashes at the end
 * stay with the component: the kernel knows what they demand. Of `/` it is `.`, for which every call has its own refusal.
 */
export function inParent(
  root: Root,
  path: VirtualPath,
  buffer: PathBuffer,
  act: (parent: Fd, name: number) => Result<undefined, KernelError>,
): Result<undefined, KernelError> {
  if (!isPath(path)) return refusedPath(path)
  const rootFd = descriptorOfRoot(root)
  const start = startOfLast(path)
  buffer.write(path.slice(start) || '.')
  const parent = path.slice(0, start)
  if (/^\/*$/.test(parent)) return act(rootFd, buffer.address)
  const opened = openInRoot(rootFd, parent, O_PATH | O_DIRECTORY, 0)
  if (!opened.ok) return opened
  const result = act(opened.value, buffer.address)
  c.close(opened.value)
  return result
}

/** Where the last component begins: behind the whole path when there is none. */
function startOfLast(path: string): number {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  return end === 0 ? path.length : path.lastIndexOf('/', end - 1) + 1
}
