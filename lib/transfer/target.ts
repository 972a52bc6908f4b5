import { posix } from 'node:path'
import type { FileOffset, VirtualPath } from '../core/units.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

export const START = 0 as FileOffset

/** The session with its restart offset used up. */
export const rewound = (session: Authenticated): Authenticated =>
  session.restartAt === START ? session : { ...session, restartAt: START }

/**
 * A path as logs show it (flags.md §5.6): the root with a slash, then the path inside, so that `//` marks the jail.
 */
export function logPath({ fs }: Authenticated, path: VirtualPath): string {
  const root = fs.rootPath === '/' ? '' : fs.rootPath
  return `${root}/${posix.normalize(path)}`
}

/** commands.md §8.1: in ASCII type offsets above 1 are refused, since they count other bytes than the client does. */
export const isUnsafeResume = ({ transferType }: Authenticated, from: number): boolean =>
  transferType === 'ascii' && from > 1

export const unsafeResume: Reply = reply(503, 'ASCII resume is unsafe, please delete the file first')
