import { anytimeCommand, type Command } from '../protocol/command.ts'
import { block, reply } from '../protocol/reply.ts'

/** RFC 2389 §3: what the commands say they offer, in the order of their list. */
export const featOf = (commands: () => readonly Command[]): Command =>
  anytimeCommand({
    verbs: ['FEAT'],
    access: 'none',
    idle: 'neutral',
    run: (_session, _argument, context) => {
      const offered = commands().filter(({ available }) => available?.(context) !== false)
      const lines = offered.flatMap(({ features }) => features?.(context) ?? [])
      const indented = lines.map((line) => ` ${line}`)
      return { reply: indented.length > 0 ? block(211, 'Extensions supported:', indented, 'End.') : reply(211, 'End.') }
    },
  })
