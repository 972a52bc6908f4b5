import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

/** Outside TLS there is nothing to clear (commands.md §12.3). */
export const ccc = anytimeCommand({
  verbs: ['CCC'],
  access: 'none',
  idle: 'neutral',
  run: () => ({ reply: reply(534, 'CCC not allowed at this point') }),
})
