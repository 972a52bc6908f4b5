import { allows } from '../files/policy.ts'
import { resolve, storedName } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import { common, type Reply, reply } from '../protocol/reply.ts'
import { ANONYMOUS, NO_NAME } from './rnfr.ts'

const replies = {
  needRnfr: reply(503, 'Need RNFR before RNTO'),
  failed: (text: string): Reply => reply(451, `Rename/move failure: ${text}`),
  done: reply(250, 'File successfully renamed or moved'),
}

/** commands.md §10.4. What is at the destination is replaced: upload tools depend on it (§20 row 76). */
export const rnto = command({
  verbs: ['RNTO'],
  access: 'write',
  idle: 'active',
  argument: storedName,
  run: (session, name, context) => {
    if (name === '') return { reply: NO_NAME }
    if (session.anonymous) return { reply: ANONYMOUS }
    const from = session.renameFrom
    if (!from) return { reply: replies.needRnfr }
    if (!allows(session, context.config, 'write', name)) return { reply: common.prohibitedName(name) }
    const next = { ...session, renameFrom: undefined }
    const path = resolve(session.cwd, name)
    const renamed = session.fs.rename(from.path, path, 'replace')
    if (renamed.ok) {
      context.log('notice', `File successfully renamed or moved: [${from.name}]->[${name}]`)
      return { session: next, reply: replies.done }
    }
    context.log('error', `Rename/move failure: ${renamed.error.text}`)
    context.logDenied(renamed.error, session, path)
    return { session: next, reply: replies.failed(renamed.error.text) }
  },
})
