import { resolve, storedName } from '../files/virtual-path.ts'
import { type Command, command } from '../protocol/command.ts'
import { common } from '../protocol/reply.ts'
import { type Storing, store } from '../transfer/store.ts'

/** STOR and APPE differ in where the bytes go. */
export const storing = (verb: string, how: Storing['how']): Command =>
  command({
    verbs: [verb],
    access: 'write',
    idle: 'active',
    argument: storedName,
    run: (session, name, context) =>
      name === ''
        ? { reply: common.noFileName }
        : store(session, { name, path: resolve(session.cwd, name), how, announce: [] }, context),
  })

/** RFC 959 §4.1.3; with REST it continues a file (RFC 3659 §5). */
export const stor = storing('STOR', 'write')
