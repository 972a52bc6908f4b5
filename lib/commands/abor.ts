import { command } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

const nothingToAbort = reply(226, "Since you see this ABOR must've succeeded")

/** The control connection has ended the transfer already, when the line came in; this is ABOR's own reply. */
export const abor = command({
  verbs: ['ABOR'],
  access: 'none',
  idle: 'active',
  run: (_session, _argument, context) => {
    const lines = context.abortLines
    context.abortLines = undefined
    return { reply: lines ? reply(226, ...lines) : nothingToAbort }
  },
})
