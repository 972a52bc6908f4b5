import type { VirtualPath } from '../core/units.ts'
import { messageLines } from '../files/messages.ts'
import { allows } from '../files/policy.ts'
import { resolve } from '../files/virtual-path.ts'
import type { KernelError } from '../kernel/errno.ts'
import { command, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { closing, common, type Reply, reply, withLinesBefore } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

/** Scan protection: failures in a row that are answered, and how much longer each waits (commands.md §6). */
const TOLERATED_FAILURES = 50
const FAILURE_STEP_MS = 100

const replies = {
  entered: (path: VirtualPath): Reply => reply(250, `OK. Current directory is ${path}`),
  failed: (name: string, text: string): Reply => reply(550, `Can't change directory to ${name}: ${text}`),
  // The reference closes without a word (commands.md §20 row 37).
  tooMany: closing(421, 'Too many failed directory changes'),
}

/** RFC 959 §4.1.1; that `/`, `.` and `..` work in paths is what TVFS says (RFC 3659 §6). */
export const cwd = command({
  verbs: ['CWD', 'XCWD'],
  access: 'none',
  idle: 'idle',
  features: () => ['TVFS'],
  run: changeDirectory,
})

export function changeDirectory(
  session: Authenticated,
  argument: string,
  context: CommandContext,
): Step | Promise<Step> {
  const name = argument === '' ? '~' : argument
  if (!allows(session, context.config, 'read', name)) return { reply: common.prohibitedName(name) }
  const path = destination(session, name, context)
  const entered = session.fs.enter(path)
  if (!entered.ok) return failed(session, name, path, entered.error, context)
  const lines = messageLines(session.fs, context.kernel.files, resolve(entered.value, '.message'))
  return {
    session: { ...session, cwd: entered.value, failedChanges: 0 },
    reply: withLinesBefore(lines, replies.entered(entered.value)),
  }
}

/** Tilde expansion is CWD's alone; a name that is nobody's is an ordinary one (commands.md §6). */
function destination(session: Authenticated, name: string, context: CommandContext): VirtualPath {
  const [, user, rest = ''] = /^~([^/]*)\/*(.*)$/s.exec(name) ?? []
  if (user === undefined) return resolve(session.cwd, name)
  const home = user === '' ? session.home : homeOf(user, session, context)
  if (home === undefined) return resolve(session.cwd, name)
  return rest === '' ? home : resolve(home, rest)
}

function homeOf(user: string, session: Authenticated, { kernel }: CommandContext): VirtualPath | undefined {
  if (session.restricted || session.anonymous || session.account.slowTilde) return undefined
  const home = kernel.names.userByName(user)?.home
  return home?.startsWith('/') ? (home as VirtualPath) : undefined
}

function failed(
  session: Authenticated,
  name: string,
  path: VirtualPath,
  error: KernelError,
  context: CommandContext,
): Step | Promise<Step> {
  const failures = session.failedChanges + 1
  if (failures > TOLERATED_FAILURES) return { reply: replies.tooMany }
  context.log('info', `Can't change directory to ${name}: ${error.text}`)
  context.logDenied(error, session, path)
  const step = { session: { ...session, failedChanges: failures }, reply: replies.failed(name, error.text) }
  if (failures === 1) return step
  return context.pause((failures - 1) * FAILURE_STEP_MS).then(() => step)
}
