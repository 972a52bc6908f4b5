import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

/** Clients choose their parser of LIST by this text. */
export const syst = anytimeCommand({
  verbs: ['SYST'],
  access: 'none',
  idle: 'idle',
  run: () => ({ reply: reply(215, 'UNIX Type: L8') }),
})
