import { anytimeCommand } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

const notImplemented = reply(500, 'This security scheme is not implemented')

/** commands.md §12.1. ADAT belongs to mechanisms that are not TLS (RFC 2228 §3): never accepted. */
export const auth = anytimeCommand({
  verbs: ['AUTH'],
  access: 'none',
  idle: 'active',
  run: () => ({ reply: notImplemented }),
})

export const adat = anytimeCommand({
  verbs: ['ADAT'],
  access: 'none',
  idle: 'active',
  run: () => ({ reply: notImplemented }),
})
