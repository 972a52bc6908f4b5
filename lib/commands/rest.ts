import { err, ok, type Result } from '../core/result.ts'
import type { FileOffset } from '../core/units.ts'
import { command } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import { START } from '../transfer/target.ts'

const replies = {
  missing: reply(501, 'No restart point'),
  notANumber: reply(554, 'REST needs a numeric parameter', 'Restart offset reset to 0'),
  accepted: (digits: string): Reply => reply(350, `Restarting at ${digits}`),
  // Clients set TYPE after REST, so that the offset is kept (commands.md §20 row 74).
  inAscii: (digits: string): Reply => reply(350, `Restarting at ${digits}. But we're in ASCII mode`),
}

interface Restart {
  readonly offset: FileOffset
  /** For the reply: an offset beyond 2^53 is answered, though no file is that long. */
  readonly digits: string
}

const LARGEST = 2n ** 63n - 1n

function parseOffset(text: string): Result<Restart, Reply> {
  if (text === '') return err(replies.missing)
  const digits = /^ *\+?(\d+)$/.exec(text)?.[1]
  const value = digits === undefined ? -1n : BigInt(digits)
  if (value < 0n || value > LARGEST) return err(replies.notANumber)
  const offset = Math.min(Number(value), Number.MAX_SAFE_INTEGER) as FileOffset
  return ok({ offset, digits: value.toString() })
}

/** RFC 3659 §5.3, RFC 959 §4.1.3. The offset outlives other commands until a transfer uses it (commands.md §8.1). */
export const rest = command<Result<Restart, Reply>>({
  verbs: ['REST'],
  access: 'none',
  idle: 'idle',
  features: () => ['REST STREAM'],
  argument: (text) => ok(parseOffset(text)),
  run: (session, restart, context) => {
    if (!restart.ok) return { session: { ...session, restartAt: START }, reply: restart.error }
    const { offset, digits } = restart.value
    const next = { ...session, restartAt: offset }
    if (offset > 0 && session.transferType === 'ascii') return { session: next, reply: replies.inAscii(digits) }
    if (offset > 0) context.log('notice', `Restarting at ${digits}`)
    return { session: next, reply: replies.accepted(digits) }
  },
})
