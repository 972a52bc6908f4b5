import { FACTS } from '../listing/chosen-facts.ts'
import { anytimeCommand, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { reply } from '../protocol/reply.ts'

const replies = {
  utf8: reply(200, 'OK, UTF-8 enabled'),
  unknown: reply(504, 'Unknown command'),
}

/** RFC 2389 §4. Names are bytes both ways: UTF-8 is on whether it is asked for or not (commands.md §20 row 25). */
export const opts = anytimeCommand({
  verbs: ['OPTS'],
  access: 'none',
  idle: 'neutral',
  features: () => ['UTF8'],
  run: (_session, argument, context) => {
    const facts = /^mlst(?: (.*))?$/is.exec(argument)
    if (facts) return chooseFacts(facts[1] ?? '', context)
    return { reply: /^utf-?8(?: +on)? *$/i.test(argument) ? replies.utf8 : replies.unknown }
  },
})

/** RFC 3659 §7.9: unknown facts are passed over, the order is ours, and none at all is a choice, too. */
function chooseFacts(list: string, context: CommandContext): Step {
  const wanted = new Set(list.toLowerCase().split(/[*;]+/))
  context.facts = FACTS.filter((fact) => wanted.has(fact.toLowerCase()))
  const told = context.facts.map((fact) => `${fact};`).join('')
  return { reply: reply(200, told === '' ? 'MLST OPTS' : `MLST OPTS ${told}`) }
}
