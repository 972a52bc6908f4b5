import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

export const noop = anytimeCommand({
  verbs: ['NOOP'],
  access: 'none',
  idle: 'idle',
  run: () => ({ reply: reply(200, 'Zzz...') }),
})
