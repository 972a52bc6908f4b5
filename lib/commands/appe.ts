import { resolve, storedName } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import { common } from '../protocol/reply.ts'
import { store } from '../transfer/store.ts'

/** RFC 959 §4.1.3: appends always; a REST before it is ignored (commands.md §20 row 6). */
export const appe = command({
  verbs: ['APPE'],
  access: 'write',
  idle: 'active',
  argument: storedName,
  run: (session, name, context) =>
    name === ''
      ? { reply: common.noFileName }
      : store(session, { name, path: resolve(session.cwd, name), how: 'append', announce: [] }, context),
})
