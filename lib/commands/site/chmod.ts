import { err, ok, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import { allows } from '../../files/policy.ts'
import { resolve } from '../../files/virtual-path.ts'
import type { FileStat } from '../../kernel/kernel.ts'
import { command } from '../../protocol/command.ts'
import type { CommandContext } from '../../protocol/context.ts'
import { common, type Reply, reply } from '../../protocol/reply.ts'
import type { Authenticated } from '../../protocol/session.ts'

const replies = {
  noName: reply(550, 'No file name'),
  invalid: reply(501, 'Invalid permissions'),
  anonymous: reply(550, 'Anonymous users can not change perms'),
  refused: (name: string): Reply => reply(550, `Could not change perms on ${name}`),
  failed: (name: string, text: string): Reply => reply(550, `Could not change perms on ${name}: ${text}`),
  done: (name: string): Reply => reply(200, `Permissions changed on ${name}`),
}

interface Change {
  readonly mode: number
  readonly name: string
}

/** Octal digits and nothing else: the reference takes `u+x` for 0 (commands.md §20 row 13). */
function parseChange(text: string): Result<Change, Reply> {
  const [, digits = '', name = ''] = /^ *([^ ]*) *(.*)$/s.exec(text) ?? []
  if (digits === '') return err(common.missingArgument)
  if (name === '') return err(replies.noName)
  return /^0*[0-7]{1,4}$/.test(digits) ? ok({ mode: Number.parseInt(digits, 8), name }) : err(replies.invalid)
}

/** SITE CHMOD, and CHMOD as a command of its own (commands.md §10.7). */
export const chmod = command<Change>({
  verbs: ['CHMOD'],
  access: 'write',
  idle: 'active',
  argument: parseChange,
  run: (session, { mode, name }, context) => {
    const refusal = refuse(session, name, context)
    if (refusal) return { reply: refusal }
    const path = resolve(session.cwd, name)
    const stat = session.fs.stat(path, 'follow')
    const changed = stat.ok ? session.fs.chmod(path, mode | keptBits(stat.value, session, context)) : stat
    if (changed.ok) return { reply: replies.done(name) }
    context.logDenied(changed.error, session, path)
    return { reply: replies.failed(name, changed.error.text) }
  },
})

function refuse(session: Authenticated, name: string, context: CommandContext): Reply | undefined {
  if (context.config.nochmod && session.account.uid !== 0) {
    context.log('info', 'SITE CHMOD refused: -R')
    return replies.refused(name)
  }
  if (session.anonymous) return replies.anonymous
  return allows(session, context.config, 'write', name) ? undefined : common.prohibitedName(name)
}

/** Permissions that nobody can take away: of the root, in a quota's directories, and with `-Z`. */
function keptBits(stat: FileStat, session: Authenticated, { config }: CommandContext): number {
  if (stat.kind !== 'directory') return config.customerproof ? 0o600 : 0
  if (config.customerproof || isRoot(stat, session)) return 0o700
  const { quotaFiles, quotaBytes } = session.account.limits
  return quotaFiles === undefined && quotaBytes === undefined ? 0 : 0o500
}

function isRoot(stat: FileStat, { fs }: Authenticated): boolean {
  const root = fs.stat('/' as VirtualPath, 'follow')
  if (!root.ok) return false
  const { device, inodeHigh, inodeLow } = root.value
  return stat.device === device && stat.inodeHigh === inodeHigh && stat.inodeLow === inodeLow
}
