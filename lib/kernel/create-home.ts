import { closeSync, constants, fchmodSync, fchownSync, mkdirSync, openSync } from 'node:fs'
import { posix } from 'node:path'
import { done, err, type Result } from '../core/result.ts'
import { type KernelError, kernelError } from './errno.ts'
import type { Identity } from './kernel.ts'

const PARENT_MODE = 0o755
/** Whoever owns what the server makes on the way to a home. */
const SERVER = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }

type Owner = Pick<Identity, 'uid' | 'gid'> | typeof SERVER

/**
 * Makes a missing home as the server itself, before there is a session to confine (`-j`): missing parents are 0755 and
 * the server's own, the home has `mode` and belongs to its user. Calls of node:fs that end in Sync run on this thread, with
 * this thread's credentials.
 */
export function createHome(path: string, mode: number, owner: Owner): Result<undefined, KernelError> {
  const home = posix.normalize(`${path}/.`).replace(/(?<=.)\/$/, '')
  try {
    makeParents(posix.dirname(home))
    makeDirectory(home, mode, owner)
    return done
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    return err(kernelError(code))
  }
}

function makeParents(path: string): void {
  if (path === '/' || isDirectory(path)) return
  makeParents(posix.dirname(path))
  makeDirectory(path, PARENT_MODE, SERVER)
}

/** A descriptor of the new directory, so that no link put in its place meanwhile is given away. */
function makeDirectory(path: string, mode: number, { uid, gid }: Owner): void {
  mkdirSync(bytes(path), 0o700)
  const fd = openSync(bytes(path), constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    fchownSync(fd, uid, gid)
    fchmodSync(fd, mode)
  } finally {
    closeSync(fd)
  }
}

function isDirectory(path: string): boolean {
  try {
    closeSync(openSync(bytes(path), constants.O_RDONLY | constants.O_DIRECTORY))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const bytes = (path: string): Buffer => Buffer.from(path, 'latin1')
