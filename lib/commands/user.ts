import { logInAnonymously } from '../login/anonymous-login.ts'
import { anytimeCommand, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { closing, type Reply, reply } from '../protocol/reply.ts'
import type { AwaitingPassword, AwaitingUser } from '../protocol/session.ts'

/** Longer names are cut (flags.md §11). */
const LONGEST_NAME = 127

const PRIVATE = 'This is a private system - No anonymous login'
const replies = {
  passwordRequired: (name: string): Reply => reply(331, `User ${name} OK. Password required`),
  alreadyIn: reply(530, "You're already logged in"),
  alreadyAnonymous: reply(230, 'Anonymous user logged in'),
  anyPassword: reply(331, 'Any password will work'),
  private: closing(530, PRIVATE),
}

/** commands.md §3.1. Nothing is looked up, so that unknown names get the same answer. */
export const user = anytimeCommand({
  verbs: ['USER'],
  access: 'none',
  idle: 'active',
  run: (session, argument, context) => {
    if (session.phase === 'authenticated') {
      if (!session.anonymous) return { reply: replies.alreadyIn }
      return { reply: context.config.brokenclientscompatibility ? replies.anyPassword : replies.alreadyAnonymous }
    }
    const name = argument.slice(0, LONGEST_NAME)
    if (isAnonymous(name, context)) return logInAnonymously(session, context)
    return name === '' ? refuseNobody(session, context) : awaitPassword(session, name)
  },
})

/** An empty name is anonymous, too; with `-e` every name is (commands.md §20 rows 52, 53). */
function isAnonymous(name: string, { anonymous }: CommandContext): boolean {
  if (anonymous === 'only') return true
  return anonymous === 'allowed' && /^(?:|ftp|anonymous)$/i.test(name)
}

type Outsider = AwaitingUser | AwaitingPassword

const awaitPassword = ({ failures, transferType }: Outsider, name: string): Step => ({
  session: { phase: 'awaiting-password', failures, transferType, user: name },
  reply: replies.passwordRequired(name),
})

function refuseNobody({ failures, transferType }: Outsider, context: CommandContext): Step {
  if (!context.config.brokenclientscompatibility) {
    context.log('debug', PRIVATE)
    return { reply: replies.private }
  }
  return { session: { phase: 'awaiting-user', failures, transferType }, reply: replies.passwordRequired('') }
}
