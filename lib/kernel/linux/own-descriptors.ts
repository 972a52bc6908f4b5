import type { Fd } from '../kernel.ts'
import { AT_FDCWD } from './constants.ts'
import { c } from './library.ts'
import { PathBuffer } from './path-buffer.ts'

const link = new PathBuffer()
const target = new PathBuffer()

/** The path that a descriptor of ours has now; undefined where /proc is not mounted. */
export function pathOfDescriptor(fd: Fd): string | undefined {
  link.write(`/proc/self/fd/${fd}`)
  const length = c.readlinkat(AT_FDCWD, link.address, target.address, target.size)
  return length < 0 ? undefined : target.read(length)
}
