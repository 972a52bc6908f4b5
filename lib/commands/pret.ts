import { resolve } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

const replies = {
  ready: reply(200, 'Ready to proceed'),
  missing: reply(550, "Sorry, but that file doesn't exist"),
}

/** What DrFTPD's clients send before PASV: only a RETR can be judged beforehand (commands.md §7.6). */
export const pret = command({
  verbs: ['PRET'],
  access: 'read',
  idle: 'active',
  features: () => ['PRET'],
  run: (session, announced, context) => {
    const name = /^retr (.*)$/is.exec(announced)?.[1]
    return { reply: name === undefined || isRetrievable(session, name, context) ? replies.ready : replies.missing }
  },
})

function isRetrievable(session: Authenticated, name: string, { kernel }: CommandContext): boolean {
  if (name === '') return false
  const opened = session.fs.open(resolve(session.cwd, name), { for: 'read' })
  if (!opened.ok) return false
  const stat = kernel.files.fstat(opened.value)
  kernel.files.close(opened.value)
  return stat.ok && stat.value.kind === 'file'
}
