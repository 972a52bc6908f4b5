import { type AnonymousLogin, anonymousLogin } from '../auth/anonymous.ts'
import { identityOf } from '../auth/login-policy.ts'
import { ConfinedFs } from '../files/confined-fs.ts'
import { messageLines } from '../files/messages.ts'
import { resolve } from '../files/virtual-path.ts'
import type { Root } from '../kernel/kernel.ts'
import type { Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { closing, type Reply, reply, withLinesBefore } from '../protocol/reply.ts'
import type { Session } from '../protocol/session.ts'
import { anonymousNotices } from './notices.ts'
import { openRoot } from './open-home.ts'
import { ROOT, startSession } from './start-session.ts'

/** Virtual hosts are directories in `/etc/pure-ftpd` (commands.md §17). */
const SYSCONFDIR = '/etc'

const replies = {
  loggedIn: reply(230, 'Anonymous user logged in'),
  // -b: some clients insist on sending a password. The user is in already (commands.md §3.3).
  anyPassword: reply(331, 'Any password will work'),
}

/** USER alone logs in (commands.md §3.3). */
export function logInAnonymously(session: Session, context: CommandContext): Step {
  const { kernel, client, anonymousHome } = context
  const login = anonymousLogin({
    kernel,
    local: client.local,
    sysconfdir: SYSCONFDIR,
    fallbackHome: anonymousHome,
  })
  if (!login.ok) return abandon(login.error, context)
  const identity = identityOf(login.value.account, kernel.credentials)
  const root = openRoot(login.value.root, identity, kernel)
  return root.ok ? welcome(session, login.value, root.value, context) : abandon(login.value.unavailable, context)
}

function abandon(text: string, context: CommandContext): Step {
  context.log('error', text)
  return { reply: closing(421, text) }
}

function welcome(session: Session, { account, message }: AnonymousLogin, root: Root, context: CommandContext): Step {
  const { config, kernel } = context
  const fs = new ConfinedFs(kernel, root, identityOf(account, kernel.credentials))
  const place = { fs, home: ROOT, cwd: ROOT, trusted: false, restricted: true }
  const banner = messageLines(fs, kernel.files, resolve(ROOT, '.banner'))
  context.log('info', message)
  return {
    session: startSession(session, { account, anonymous: true, ...place }),
    reply: withLinesBefore([...anonymousNotices(config), ...banner], welcomeReply(config.brokenclientscompatibility)),
  }
}

const welcomeReply = (asksForPassword: boolean): Reply => (asksForPassword ? replies.anyPassword : replies.loggedIn)
