import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Authenticated } from '../protocol/session.ts'

const SLOWED_DOWN = 'Your bandwidth usage is restricted'
const FXP = 'This server supports FXP transfers'

/** What a user is told before `OK. Current directory is ...` (commands.md §3.2). */
export const userNotices = (session: Authenticated, config: RuntimeConfig): readonly string[] => [
  ...(isSlowedDown(session, config) ? [SLOWED_DOWN] : []),
  // Under -W the greeting has said so already.
  ...(config.fxp === 'users' ? [FXP] : []),
  ...ratioNotice(session, config),
]

/** What an anonymous user is told before the last line (commands.md §3.3). */
export const anonymousNotices = (config: RuntimeConfig): readonly string[] => (config.bandwidth ? [SLOWED_DOWN] : [])

function isSlowedDown({ account }: Authenticated, { bandwidth }: RuntimeConfig): boolean {
  const { uploadRate, downloadRate } = account.limits
  return bandwidth?.scope === 'everybody' || Boolean(uploadRate) || Boolean(downloadRate)
}

/** Of an account's own ratio the upload side alone makes it count (auth-backends.md §3). */
function ratioNotice({ account, trusted }: Authenticated, { ratio }: RuntimeConfig): readonly string[] {
  const { ratioUpload, ratioDownload } = account.limits
  if (trusted || (!ratioUpload && ratio?.scope !== 'everybody')) return []
  const upload = ratioUpload || ratio?.upload || 0
  const download = ratioDownload || ratio?.download || 0
  return [`You must respect a ${upload}:${download} (UL/DL) ratio`]
}
