import { Secret } from '../core/secret.ts'
import { logIn } from '../login/login.ts'
import { anytimeCommand, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

/** flags.md §11. */
const LONGEST_PASSWORD = 511

const NOT_NOW = "We can't do that in the current session"
const replies = {
  whoAreYou: reply(530, 'Please tell me who you are'),
  tooLong: reply(530, 'Line too long'),
  notNow: reply(530, NOT_NOW),
  anyPassword: reply(230, 'Any password will work'),
}

/** commands.md §3.2. */
export const pass = anytimeCommand({
  verbs: ['PASS'],
  access: 'none',
  idle: 'active',
  run: (session, password, context) => {
    switch (session.phase) {
      case 'awaiting-user':
        return { reply: replies.whoAreYou }
      case 'authenticated':
        return refuseSecond(session, context)
      case 'awaiting-password':
        if (password.length > LONGEST_PASSWORD) return { reply: replies.tooLong }
        return logIn(session, new Secret(password), context)
    }
  },
})

function refuseSecond({ anonymous }: Authenticated, context: CommandContext): Step {
  if (anonymous) return { reply: replies.anyPassword }
  context.log('debug', NOT_NOW)
  return { reply: replies.notNow }
}
