import { resolve, storedName } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import { common } from '../protocol/reply.ts'
import { store } from '../transfer/store.ts'

/** RFC 959 §4.1.3; with REST it continues a file (RFC 3659 §5). */
export const stor = command({
  verbs: ['STOR'],
  access: 'write',
  idle: 'active',
  argument: storedName,
  run: (session, name, context) =>
    name === ''
      ? { reply: common.noFileName }
      : store(session, { name, path: resolve(session.cwd, name), how: 'write', announce: [] }, context),
})
