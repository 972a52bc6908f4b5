import { anytimeCommand } from '../protocol/command.ts'
import { common } from '../protocol/reply.ts'

/**
 * RFC 7151 §3.3: clients ask for a virtual host before the login, and go on after a 500; the 530 of other verbs makes
 * them hang up (commands.md §20 row 35).
 */
export const host = anytimeCommand({
  verbs: ['HOST'],
  access: 'none',
  idle: 'active',
  run: () => ({ reply: common.unknownCommand }),
})
