import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

/** Outside TLS there is no level to choose (commands.md §12.2). */
export const prot = anytimeCommand({
  verbs: ['PROT'],
  access: 'none',
  idle: 'neutral',
  run: () => ({ reply: reply(503, 'PROT must be preceded by a successful PBSZ command') }),
})
