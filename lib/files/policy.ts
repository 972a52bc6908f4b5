import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Authenticated } from '../protocol/session.ts'

/** What the name rules depend on (commands.md §1.5, "Names that are refused"). */
export interface NameRules {
  /** uid 0 and the trusted group: dot files are theirs. */
  readonly trusted: boolean
  readonly anonymous: boolean
  /** The server keeps its own files in the user's directories. */
  readonly quota: boolean
  readonly dotfiles: RuntimeConfig['dotfiles']
  readonly allowdotfiles: boolean
}

export type Use = 'read' | 'write'

/** True when a session may use a name as the client gave it. */
export const allows = (session: Authenticated, config: RuntimeConfig, use: Use, name: string): boolean =>
  isAllowedName(name, use, rulesOf(session, config))

export const rulesOf = (session: Authenticated, config: RuntimeConfig): NameRules => ({
  trusted: session.trusted,
  anonymous: session.anonymous,
  quota: hasQuota(session, config),
  dotfiles: config.dotfiles,
  allowdotfiles: config.allowdotfiles,
})

/** Neither the anonymous nor the trusted have one (commands.md §13). */
function hasQuota({ account, anonymous, trusted }: Authenticated, config: RuntimeConfig): boolean {
  if (anonymous || trusted) return false
  const { quotaFiles, quotaBytes } = account.limits
  return config.quota !== undefined || quotaFiles !== undefined || quotaBytes !== undefined
}

export function isAllowedName(name: string, use: Use, rules: NameRules): boolean {
  if (name === '.' || name === '..') return true
  if (name.includes('\\')) return false
  if (rules.quota && isServersOwn(name)) return false
  return mayUseDotFiles(use, rules) || !hasDotFile(name)
}

/** The account of what is used, wherever it is named, and uploads under way. */
const isServersOwn = (name: string): boolean => name.includes('.ftpquota') || name.startsWith('.pureftpd-')

function mayUseDotFiles(use: Use, { trusted, anonymous, dotfiles, allowdotfiles }: NameRules): boolean {
  if (anonymous) return use === 'read' && allowdotfiles
  if (trusted || dotfiles === 'allowed') return true
  return use === 'read' && dotfiles === 'no-write'
}

/** A component that begins with a dot, other than `.` and `..` themselves. */
const hasDotFile = (name: string): boolean => /(^|\/)\.(?!\.?(\/|$))/.test(name)
