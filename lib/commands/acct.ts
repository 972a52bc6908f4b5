import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

/** RFC 959 §5.4: 202, nothing needs an account (commands.md §3.4). */
export const acct = anytimeCommand({
  verbs: ['ACCT'],
  access: 'none',
  idle: 'active',
  run: () => ({ reply: reply(202, 'Please tell me who you are') }),
})
