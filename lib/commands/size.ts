import { resolve } from '../files/virtual-path.ts'
import type { FileStat } from '../kernel/kernel.ts'
import { command, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common, type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

const onlyRegular = reply(550, 'I can only retrieve regular files')

/** RFC 3659 §4. Bytes on disk in ASCII type too: progress bars need no more (commands.md §20 row 72). */
export const size = command({
  verbs: ['SIZE'],
  access: 'read',
  idle: 'active',
  features: () => ['SIZE'],
  run: (session, name, context) => tell(session, name, context, (stat) => reply(213, String(stat.size))),
})

/** Answers a question about a regular file; SIZE and MDTM differ in `answer` only (commands.md §10.5). */
export function tell(
  session: Authenticated,
  name: string,
  context: CommandContext,
  answer: (stat: FileStat) => Reply,
): Step {
  if (name === '') return { reply: common.missingArgument }
  const path = resolve(session.cwd, name)
  const stat = session.fs.stat(path, 'follow')
  if (stat.ok) return { reply: stat.value.kind === 'file' ? answer(stat.value) : onlyRegular }
  context.logDenied(stat.error, session, path)
  return { reply: common.noSuchFile }
}
