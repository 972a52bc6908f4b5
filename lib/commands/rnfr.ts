import { allows } from '../files/policy.ts'
import { resolve } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import { common, reply } from '../protocol/reply.ts'

export const ANONYMOUS = reply(550, 'Anonymous users are not allowed to move/rename files')
export const NO_NAME = reply(550, 'No file name')

const READY = 'RNFR accepted - file exists, ready for destination'
const replies = {
  forbidden: reply(550, 'Rename/move failure'),
  missing: reply(550, "Sorry, but that file doesn't exist"),
  ready: reply(350, READY),
  again: reply(350, 'Aborting previous rename operation', READY),
}

/** commands.md §10.4. The name is kept until the next RNTO, whatever comes between. */
export const rnfr = command({
  verbs: ['RNFR'],
  access: 'write',
  idle: 'active',
  run: (session, name, context) => {
    if (name === '') return { reply: NO_NAME }
    if (session.anonymous) return { reply: ANONYMOUS }
    if (context.config.norename) {
      context.log('info', 'RNFR refused: -G')
      return { reply: replies.forbidden }
    }
    if (!allows(session, context.config, 'write', name)) return { reply: common.prohibitedName(name) }
    const path = resolve(session.cwd, name)
    if (!session.fs.stat(path, 'nofollow').ok) return { reply: replies.missing }
    const next = { ...session, renameFrom: { name, path } }
    return { session: next, reply: session.renameFrom ? replies.again : replies.ready }
  },
})
