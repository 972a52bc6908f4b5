import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

/** Outside TLS there is nothing to size (commands.md §12.2). */
export const pbsz = anytimeCommand({
  verbs: ['PBSZ'],
  access: 'none',
  idle: 'active',
  run: () => ({ reply: reply(503, 'PBSZ=0') }),
})
