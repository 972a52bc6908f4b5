import { allows } from '../files/policy.ts'
import { resolve } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'

const replies = {
  noName: reply(550, 'No directory name'),
  anonymous: reply(550, 'Sorry, anonymous users are not allowed to remove directories'),
  prohibited: reply(553, 'Prohibited directory name'),
  failed: (text: string): Reply => reply(550, `Can't remove directory: ${text}`),
  done: reply(250, 'The directory was successfully removed'),
}

/** commands.md §10.2. `-K` keeps files only. */
export const rmd = command({
  verbs: ['RMD', 'XRMD'],
  access: 'write',
  idle: 'active',
  run: (session, name, context) => {
    if (name === '') return { reply: replies.noName }
    if (session.anonymous) return { reply: replies.anonymous }
    if (!allows(session, context.config, 'write', name)) return { reply: replies.prohibited }
    const path = resolve(session.cwd, name)
    const removed = session.fs.rmdir(path)
    if (removed.ok) return { reply: replies.done }
    context.log('error', `Can't remove directory: ${removed.error.text}`)
    context.logDenied(removed.error, session, path)
    return { reply: replies.failed(removed.error.text) }
  },
})
