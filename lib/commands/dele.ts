import { err, type Result } from '../core/result.ts'
import type { VirtualPath } from '../core/units.ts'
import { allows } from '../files/policy.ts'
import { resolve } from '../files/virtual-path.ts'
import { type KernelError, kernelError } from '../kernel/errno.ts'
import { command } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common, type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { logPath } from '../transfer/target.ts'

const replies = {
  anonymous: reply(550, 'Anonymous users can not delete files'),
  failed: (name: string, text: string): Reply => reply(550, `Could not delete ${name}: ${text}`),
  done: (name: string): Reply => reply(250, `Deleted ${name}`),
}

/** commands.md §10.3. No patterns. */
export const dele = command({
  verbs: ['DELE'],
  access: 'write',
  idle: 'active',
  run: (session, name, context) => {
    if (name === '') return { reply: common.noFileName }
    if (session.anonymous) return { reply: replies.anonymous }
    if (!allows(session, context.config, 'write', name)) return { reply: common.prohibitedName(name) }
    const path = resolve(session.cwd, name)
    const removed = remove(session, path, context)
    if (!removed.ok) return { reply: replies.failed(name, removed.error.text) }
    context.log('notice', `Deleted ${logPath(session, path)}`)
    return { reply: replies.done(name) }
  },
})

function remove(session: Authenticated, path: VirtualPath, context: CommandContext): Result<undefined, KernelError> {
  if (context.config.keepallfiles && !session.trusted) {
    context.log('info', 'DELE refused: -K')
    return err(kernelError('EPERM'))
  }
  const stat = session.fs.stat(path, 'nofollow')
  const removed = stat.ok ? removeIfFile(session, path, stat.value.kind) : stat
  if (!removed.ok) context.logDenied(removed.error, session, path)
  return removed
}

/** Directories have RMD; devices, sockets and FIFOs are not this server's business. */
const removeIfFile = (session: Authenticated, path: VirtualPath, kind: string): Result<undefined, KernelError> =>
  kind === 'file' || kind === 'symlink' ? session.fs.unlink(path) : err(kernelError('EINVAL'))
