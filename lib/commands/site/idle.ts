import { err, ok, type Result } from '../../core/result.ts'
import { command } from '../../protocol/command.ts'
import { type Reply, reply } from '../../protocol/reply.ts'

/** The reference's limit, whatever `-I` says (flags.md §11). */
const LONGEST_SECONDS = 2520

const replies = {
  missing: reply(501, 'SITE IDLE: Missing argument'),
  garbage: (rest: string): Reply => reply(501, `Garbage found after value : ${rest}`),
  tooLarge: reply(501, 'Value too large'),
  // The reference accepts 0 and hangs up at once (commands.md §20 row 47).
  tooSmall: reply(501, 'Value too small'),
  set: (seconds: number): Reply => reply(200, `Idle time set to ${seconds} seconds`),
}

function parseSeconds(text: string): Result<number, Reply> {
  if (text === '') return err(replies.missing)
  const [, sign = '', digits = '', rest = text] = /^ *([+-]?)(\d+)(.*)$/s.exec(text) ?? []
  if (rest !== '') return err(replies.garbage(rest))
  const seconds = Number(digits)
  if (sign === '-' || seconds > LONGEST_SECONDS) return err(replies.tooLarge)
  return seconds === 0 ? err(replies.tooSmall) : ok(seconds)
}

/** commands.md §11. */
export const idle = command<number>({
  verbs: ['IDLE'],
  access: 'none',
  idle: 'active',
  argument: parseSeconds,
  run: (_session, seconds, context) => {
    context.idleSeconds = seconds
    return { reply: replies.set(seconds) }
  },
})
