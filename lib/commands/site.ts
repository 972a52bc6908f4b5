import { type Command, command } from '../protocol/command.ts'
import { type Reply, reply } from '../protocol/reply.ts'
import { help } from './help.ts'
import { recognized } from './site/recognized.ts'
import { time } from './site/time.ts'

const replies = {
  missing: reply(500, 'SITE: Missing argument'),
  unknown: (name: string): Reply => reply(500, `SITE ${name} is an unknown extension`),
}

const subcommands = new Map<string, Command>(
  [...recognized, help, time].flatMap((sub) => sub.verbs.map((verb) => [verb, sub] as const)),
)

interface Extension {
  readonly name: string
  readonly argument: string
}

/** Blanks in front are skipped (commands.md §20 row 48); one more ends the name, all others belong to the argument. */
function split(text: string): Extension {
  const [, name = '', argument = ''] = /^ *([^ ]*) ?(.*)$/s.exec(text) ?? []
  return { name, argument }
}

/** commands.md §11. */
export const site = command({
  verbs: ['SITE'],
  access: 'none',
  idle: 'active',
  features: () => ['IDLE'],
  run: (session, text, context) => {
    const { name, argument } = split(text)
    if (name === '') return { reply: replies.missing }
    const sub = subcommands.get(name.toUpperCase())
    return sub ? sub.execute(session, argument, context) : { reply: replies.unknown(name) }
  },
})
