import { lstatSync, readlinkSync } from 'node:fs'
import { err, ok, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'

/** As many links as Linux follows in one path. */
const MAX_LINKS = 40

/** A path as the system's calls take it: bytes. */
export const systemPath = (path: string): Buffer => Buffer.from(path, 'latin1')

/**
 * Follows `path` inside `root` component by component, in JavaScript: `..` stops at the root, absolute links start at
 * it. Weaker than openat2: between this and the call, somebody may plant a link. The last component is followed only
 * if asked for; it need not exist.
 */
export function resolveInRoot(root: string, path: string, followLast: boolean): Result<string, KernelError> {
  if (path.includes('\0')) return err(kernelError('EINVAL'))
  let pending = path.split('/').filter((part) => part !== '')
  let done: string[] = []
  for (let links = 0; pending.length > 0; ) {
    const [part = '', ...rest] = pending
    pending = rest
    if (part === '.') continue
    if (part === '..') {
      done = done.slice(0, -1)
      continue
    }
    const target = pending.length > 0 || followLast ? linkTarget(real(root, [...done, part])) : undefined
    if (target === undefined) {
      done = [...done, part]
      continue
    }
    if (++links > MAX_LINKS) return err(kernelError('ELOOP'))
    if (target.startsWith('/')) done = []
    pending = [...target.split('/').filter((p) => p !== ''), ...pending]
  }
  return ok(real(root, done))
}

const real = (root: string, parts: readonly string[]): string =>
  `${root === '/' ? '' : root}/${parts.join('/')}`.replace(/(.)\/$/, '$1')

function linkTarget(path: string): string | undefined {
  try {
    if (!lstatSync(systemPath(path)).isSymbolicLink()) return undefined
    return readlinkSync(systemPath(path), { encoding: 'latin1' })
  } catch {
    return undefined
  }
}
