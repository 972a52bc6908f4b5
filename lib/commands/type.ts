import { anytimeCommand } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import type { TransferType } from '../protocol/session.ts'

const now = (type: TransferType): string => `TYPE is now ${type === 'ascii' ? 'ASCII' : '8-bit binary'}`

const replies = {
  ok: (type: TransferType): Reply => reply(200, now(type)),
  sizeMissing: reply(200, 'Missing argument', now('binary')),
  missing: (type: TransferType): Reply => reply(501, 'Missing argument', 'A(scii) I(mage) L(ocal)', now(type)),
  otherBytes: (type: TransferType): Reply =>
    reply(504, "Only 8-bit bytes are supported, we're not 10 years ago", now(type)),
  unknown: (argument: string, type: TransferType): Reply => reply(504, `Unknown TYPE: ${argument}`, now(type)),
}

interface Answer {
  readonly type: TransferType
  readonly reply: Reply
}

/** The first letter decides: `TYPE A N` and `TYPE L 8` are ASCII and binary (commands.md §5). */
function chooseType(argument: string, current: TransferType): Answer {
  switch (argument.charAt(0).toUpperCase()) {
    case '':
      return { type: current, reply: replies.missing(current) }
    case 'A':
      return { type: 'ascii', reply: replies.ok('ascii') }
    case 'I':
      return { type: 'binary', reply: replies.ok('binary') }
    case 'L':
      return chooseByteSize(argument.charAt(1), current)
    default:
      return { type: current, reply: replies.unknown(argument, current) }
  }
}

function chooseByteSize(size: string, current: TransferType): Answer {
  if (size === '8') return { type: 'binary', reply: replies.ok('binary') }
  if (/\d/.test(size)) return { type: current, reply: replies.otherBytes(current) }
  return { type: 'binary', reply: replies.sizeMissing }
}

export const type = anytimeCommand({
  verbs: ['TYPE'],
  access: 'none',
  idle: 'idle',
  run: (session, argument) => {
    const answer = chooseType(argument, session.transferType)
    return { session: { ...session, transferType: answer.type }, reply: answer.reply }
  },
})
