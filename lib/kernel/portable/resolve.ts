import { lstatSync, readlinkSync } from 'node:fs'
import { err, ok, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import { attempt } from './attempt.ts'

/** As many links as Linux follows in one path. */
const MAX_LINKS = 40
/** PATH_MAX without its NUL. */
const LONGEST_PATH = 4095

/** A path as the system's calls take it: bytes. */
export const systemPath = (path: string): Buffer => Buffer.from(path, 'latin1')

/**
 * Follows `path` inside `root` component by component, in JavaScript: `..` stops at the root, absolute links start at
 * it. Weaker than openat2: between this and the call, somebody may plant a link. The last component need not exist; it
 * is followed if asked for, and where a slash comes after it.
 */
export function resolveInRoot(root: string, path: string, followLast: boolean): Result<string, KernelError> {
  const refused = refusal(path)
  if (refused) return err(kernelError(refused))
  let pending = componentsOf(path)
  let done: string[] = []
  for (let links = 0; pending.length > 0; ) {
    const [part = '', ...rest] = pending
    pending = rest
    if (part === '.') continue
    if (part === '..') {
      done = done.slice(0, -1)
      continue
    }
    const found = look(real(root, [...done, part]), pending.length > 0, followLast)
    if (!found.ok) return found
    if (found.value === undefined) {
      done = [...done, part]
      continue
    }
    if (++links > MAX_LINKS) return err(kernelError('ELOOP'))
    if (found.value.startsWith('/')) done = []
    pending = [...componentsOf(found.value), ...pending]
  }
  return ok(real(root, done))
}

/**
 * For calls that change a name: its parent resolved, and the last component as it is, slashes and all, since none of
 * those calls follows it.
 */
export function resolveParent(root: string, path: string): Result<string, KernelError> {
  const refused = refusal(path)
  if (refused) return err(kernelError(refused))
  const [, parent = '/', last = ''] = /^(.*?)([^/]*\/*)$/s.exec(path) ?? []
  const resolved = resolveInRoot(root, `${parent}/.`, true)
  return resolved.ok ? ok(`${resolved.value === '/' ? '' : resolved.value}/${last || '.'}`) : resolved
}

/** What no system call could be told. */
export function refusal(path: string): 'EINVAL' | 'ENAMETOOLONG' | undefined {
  if (path.includes('\0')) return 'EINVAL'
  return path.length > LONGEST_PATH ? 'ENAMETOOLONG' : undefined
}

/** A slash at the end demands a directory, as `/.` does. */
const componentsOf = (path: string): string[] =>
  (path.endsWith('/') ? `${path}.` : path).split('/').filter((part) => part !== '')

const real = (root: string, parts: readonly string[]): string =>
  `${root === '/' ? '' : root}/${parts.join('/')}`.replace(/(.)\/$/, '$1')

/** Where a link leads, if it is to be followed; undefined for what is not, or is none. */
function look(path: string, moreFollows: boolean, followLast: boolean): Result<string | undefined, KernelError> {
  if (!moreFollows && !followLast) return ok(undefined)
  const stat = attempt(() => lstatSync(systemPath(path)))
  if (!stat.ok) return moreFollows || stat.error.code !== 'ENOENT' ? stat : ok(undefined)
  if (stat.value.isSymbolicLink()) return attempt(() => readlinkSync(systemPath(path), { encoding: 'latin1' }))
  return moreFollows && !stat.value.isDirectory() ? err(kernelError('ENOTDIR')) : ok(undefined)
}
