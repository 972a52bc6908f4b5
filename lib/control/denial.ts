import { posix } from 'node:path'
import type { VirtualPath } from '../core/units.ts'
import type { KernelError } from '../kernel/errno.ts'
import type { FileStat } from '../kernel/kernel.ts'
import type { Authenticated } from '../protocol/session.ts'
import { logPath } from '../transfer/target.ts'

/** For the log: whom a permission error hit, and whose file or directory refused (users-want.md 22). */
export function denial(error: KernelError, session: Authenticated, path: VirtualPath): string | undefined {
  if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') return undefined
  const { uid, gid } = session.fs.identity
  const refuser = nearest(session, path)
  return `${logPath(session, path)}: ${error.text}; the session is ${uid}:${gid}${refuser ? `, ${refuser}` : ''}`
}

/** The file itself if it can be seen, else the directory nearest to it that can. */
function nearest(session: Authenticated, path: VirtualPath): string | undefined {
  for (let at: string = posix.normalize(path); ; at = posix.dirname(at)) {
    const found = session.fs.stat(at as VirtualPath, 'follow')
    if (found.ok) return `${logPath(session, at as VirtualPath)} is ${owner(found.value)}`
    if (at === '/' || at === '.') return undefined
  }
}

const owner = ({ uid, gid, mode }: FileStat): string => `${uid}:${gid} 0${mode.toString(8)}`
