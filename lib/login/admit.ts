import type { Account } from '../auth/account.ts'
import { identityOf, type LoginPolicy, loginPolicy } from '../auth/login-policy.ts'
import { messageLines } from '../files/messages.ts'
import { resolve } from '../files/virtual-path.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { closing, reply } from '../protocol/reply.ts'
import type { AwaitingPassword } from '../protocol/session.ts'
import { userNotices } from './notices.ts'
import { openHome } from './open-home.ts'
import { ROOT, startSession } from './start-session.ts'

const NO_HOME = 'Home directory not available - aborting'

/** The password was right: opens the account's home, or ends the session (commands.md §3.2). */
export function admit(session: AwaitingPassword, account: Account, context: CommandContext): Step {
  const { config, kernel } = context
  const policy = loginPolicy(account, config)
  const identity = identityOf(account, kernel.credentials)
  const opened = openHome(account, policy, identity, context)
  if (!opened.ok) {
    context.log('error', NO_HOME)
    context.log('info', `${account.home}: ${opened.error.text}; the session is ${identity.uid}:${identity.gid}`)
    return { reply: closing(421, NO_HOME) }
  }
  const { fs, cwd } = opened.value
  const restricted = policy.jail !== 'none'
  const { trusted } = policy
  // Inside a jail `~` is its root, even where the session starts below it.
  const home = restricted ? ROOT : policy.home
  const next = startSession(session, { account, anonymous: false, trusted, restricted, fs, home, cwd })
  const banner = messageLines(fs, kernel.files, resolve(cwd, '.banner'))
  context.log('info', `${account.name} is now logged in`)
  const lines = [...userNotices(next, config), place(policy, cwd), ...banner]
  return { session: next, reply: reply(230, ...lines) }
}

const place = ({ jail }: LoginPolicy, cwd: string): string =>
  jail === 'implied' ? 'OK. Current restricted directory is /' : `OK. Current directory is ${cwd}`
