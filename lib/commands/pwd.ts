import { command } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'

/** RFC 959 App. II: quotes in the path are doubled. */
export const pwd = command({
  verbs: ['PWD', 'XPWD'],
  access: 'none',
  idle: 'idle',
  run: ({ cwd }) => ({ reply: reply(257, `${quoted(cwd)} is your current location`) }),
})

export const quoted = (path: string): string => `"${path.replaceAll('"', '""')}"`
