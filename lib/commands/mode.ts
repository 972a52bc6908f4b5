import { anytimeCommand } from '../protocol/command.ts'
import { common, reply } from '../protocol/reply.ts'

const replies = { stream: reply(200, 'S OK'), others: reply(504, 'Please use S(tream) mode') }

/** RFC 959 §3.4. Nobody uses the other modes. */
export const mode = anytimeCommand({
  verbs: ['MODE'],
  access: 'none',
  idle: 'idle',
  run: (_session, argument) => {
    if (argument === '') return { reply: common.missingArgument }
    return { reply: argument.toUpperCase() === 'S' ? replies.stream : replies.others }
  },
})
