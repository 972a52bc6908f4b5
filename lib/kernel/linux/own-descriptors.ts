import type { Fd } from '../kernel.ts'
import { AT_FDCWD } from './constants.ts'
import { c } from './library.ts'
import { PathBuffer } from './path-buffer.ts'

const link = new PathBuffer()
const target = new PathBuffer()

/**
 * Address of the name that a descriptor of ours has in /proc. A process may look at itself whoever the calling thread
 * acts as: the kernel compares thread groups before it compares users (proc_fd_permission).
 */
export function linkOfDescriptor(fd: Fd): number {
  link.write(`/proc/self/fd/${fd}`)
  return link.address
}

/** The path that a descriptor of ours has now; undefined where /proc is not mounted, or the path is not below our `/`. */
export function pathOfDescriptor(fd: Fd): string | undefined {
  const length = c.readlinkat(AT_FDCWD, linkOfDescriptor(fd), target.address, target.size)
  if (length < 0) return undefined
  const path = target.read(length)
  return path.startsWith('/') ? path : undefined
}
