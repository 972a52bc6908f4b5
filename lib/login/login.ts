import type { Account } from '../auth/account.ts'
import { isUidAllowed } from '../auth/login-policy.ts'
import type { Secret } from '../core/secret.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { closing, reply } from '../protocol/reply.ts'
import type { AwaitingPassword } from '../protocol/session.ts'
import { admit } from './admit.ts'
import { loginDelay, TOLERATED_FAILURES } from './delays.ts'

const FAILED = 'Login authentication failed'
const replies = {
  failed: reply(530, FAILED),
  failedForGood: closing(530, FAILED),
  untrusted: reply(530, "Sorry, but I can't trust you"),
}

/** PASS for an account (commands.md §3.2). */
export async function logIn(session: AwaitingPassword, password: Secret, context: CommandContext): Promise<Step> {
  const { peer, local } = context.client
  const verdict = await context.authenticate({ user: session.user, password, peer, local })
  switch (verdict.kind) {
    case 'accepted':
      return isUidAllowed(verdict.account, context.config)
        ? admit(session, verdict.account, context)
        : distrust(session, verdict.account, context)
    case 'refused':
    case 'unknown':
      return refuse(session, verdict.why, context)
    case 'broken':
      context.log('error', verdict.reply)
      return { reply: closing(421, verdict.reply) }
  }
}

/** Logged before the delay, so that whoever bans addresses need not wait for it (flags.md §8, Q44). */
async function refuse(session: AwaitingPassword, why: string, context: CommandContext): Promise<Step> {
  const failures = session.failures + 1
  const isLast = failures > TOLERATED_FAILURES
  if (isLast) context.log('error', 'Too many authentication failures')
  else context.log('warning', `Authentication failed for user [${session.user}]`)
  context.log('info', `Login of [${session.user}] refused: ${why}`)
  await context.pause(loginDelay(failures, Math.random()))
  return { session: { ...session, failures }, reply: isLast ? replies.failedForGood : replies.failed }
}

/** The password is right, the uid too low (`-u`): not counted, but no way around the limit of wrong passwords. */
async function distrust(session: AwaitingPassword, account: Account, context: CommandContext): Promise<Step> {
  const { minuid } = context.config
  context.log('warning', `Can't login as [${account.name}]: account disabled (uid < ${minuid})`)
  await context.pause(loginDelay(session.failures, Math.random()))
  return { reply: session.failures >= TOLERATED_FAILURES ? replies.failedForGood : replies.untrusted }
}
