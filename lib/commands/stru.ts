import { anytimeCommand } from '../protocol/command.ts'
import { common, reply } from '../protocol/reply.ts'

const replies = { file: reply(200, 'F OK'), others: reply(504, 'Only F(ile) is supported') }

/** RFC 959 §3.1.2. Files have no records here. */
export const stru = anytimeCommand({
  verbs: ['STRU'],
  access: 'none',
  idle: 'neutral',
  run: (_session, argument) => {
    if (argument === '') return { reply: common.missingArgument }
    return { reply: argument.toUpperCase() === 'F' ? replies.file : replies.others }
  },
})
