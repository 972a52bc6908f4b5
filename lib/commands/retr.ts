import type { MaybePromise } from '../core/maybe-promise.ts'
import { allows } from '../files/policy.ts'
import { resolve } from '../files/virtual-path.ts'
import type { FileStat } from '../kernel/kernel.ts'
import { command, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common, type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { download } from '../transfer/download.ts'
import { isUnsafeResume, logPath, rewound, unsafeResume } from '../transfer/target.ts'

const replies = {
  cannotOpen: (name: string, text: string): Reply => reply(550, `Can't open ${name}: ${text}`),
  sizeUnknown: (text: string): Reply => reply(451, `Can't find file size: ${text}`),
  beyondEnd: (at: number, size: number): Reply =>
    reply(554, `Restart offset ${at} is too large for file size ${size}.`, 'Restart offset reset to 0'),
  onlyRegular: reply(550, 'I can only retrieve regular files'),
}

/** commands.md §8.2: the checks in order, then the transfer. Every outcome but the first resets the offset. */
export const retr = command({
  verbs: ['RETR'],
  access: 'read',
  idle: 'active',
  run: (session, name, context) => {
    if (name === '') return { reply: common.noFileName }
    return retrieve(rewound(session), name, session.restartAt, context)
  },
})

function retrieve(session: Authenticated, name: string, from: number, context: CommandContext): MaybePromise<Step> {
  const refuse = (why: Reply): Step => ({ session, reply: why })
  if (isUnsafeResume(session, from)) return refuse(unsafeResume)
  if (!allows(session, context.config, 'read', name)) return refuse(common.prohibitedName(name))
  const path = resolve(session.cwd, name)
  const { files } = context.kernel
  const opened = session.fs.open(path, { for: 'read' })
  if (!opened.ok) {
    // A socket or a device cannot be opened at all, which says the same as its type would.
    if (opened.error.code === 'ENXIO') return refuse(replies.onlyRegular)
    context.logDenied(opened.error, session, path)
    return refuse(replies.cannotOpen(name, opened.error.text))
  }
  const fd = opened.value
  const give = (why: Reply): Step => {
    files.close(fd)
    return refuse(why)
  }
  const stat = files.fstat(fd)
  if (!stat.ok) return give(replies.sizeUnknown(stat.error.text))
  const trouble = unsuitable(stat.value, from)
  if (trouble) return give(trouble)
  return download(session, { fd, from, to: stat.value.size, logPath: logPath(session, path) }, context)
}

function unsuitable({ kind, size }: FileStat, from: number): Reply | undefined {
  if (kind !== 'file') return replies.onlyRegular
  return from > size ? replies.beyondEnd(from, size) : undefined
}
