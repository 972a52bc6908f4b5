import { err, type Result } from '../core/result.ts'
import { allows } from '../files/policy.ts'
import { resolve, storedName } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import { quoted } from './pwd.ts'

const replies = {
  noName: reply(501, 'No directory name'),
  anonymous: reply(550, 'Sorry, anonymous users are not allowed to create directories'),
  prohibited: reply(553, 'Prohibited directory name'),
  failed: (text: string): Reply => reply(550, `Can't create directory: ${text}`),
  // The argument, not an absolute path: clients know this form (commands.md §20 row 77).
  done: (name: string): Reply => reply(257, `${quoted(name)} : The directory was successfully created`),
}

function directoryName(text: string): Result<string, Reply> {
  const name = storedName(text)
  return name.ok ? name : err(replies.prohibited)
}

/** commands.md §10.1. Parents are not created. */
export const mkd = command({
  verbs: ['MKD', 'XMKD'],
  access: 'write',
  idle: 'active',
  argument: directoryName,
  run: (session, name, context) => {
    const { config } = context
    if (name === '') return { reply: replies.noName }
    if (session.anonymous && !config.anonymouscancreatedirs) return { reply: replies.anonymous }
    if (!allows(session, config, 'write', name)) return { reply: replies.prohibited }
    const path = resolve(session.cwd, name)
    const made = session.fs.mkdir(path, 0o777 & ~config.umask.directories)
    // Whoever can make directories does not guess their names (commands.md §6, scan protection).
    if (made.ok) return { session: { ...session, failedChanges: 0 }, reply: replies.done(name) }
    context.log('error', `Can't create directory: ${made.error.text}`)
    context.logDenied(made.error, session, path)
    return { reply: replies.failed(made.error.text) }
  },
})
