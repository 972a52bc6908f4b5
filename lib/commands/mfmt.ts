import { err, ok, type Result } from '../core/result.ts'
import { allows } from '../files/policy.ts'
import { resolve } from '../files/virtual-path.ts'
import { command, type Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common, type Reply, reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'

const replies = {
  anonymous: reply(550, 'Anonymous users can not change perms'),
  badTime: reply(501, "Can't get a time stamp"),
  failed: (name: string, text: string): Reply => reply(550, `utime(${name}): ${text}`),
  done: reply(213, 'UTIME OK'),
}

/** A file and its new times, as the client wrote them. */
export interface TimesRequest {
  readonly name: string
  readonly accessed: string
  readonly modified: string
}

/** `TIME NAME`; blanks between the two are skipped. */
export function parseTimeAndName(text: string): Result<TimesRequest, Reply> {
  const [, time, name] = /^([^ ]+) +(.+)$/s.exec(text) ?? []
  if (time === undefined || name === undefined) return err(common.missingArgument)
  return ok({ name, accessed: time, modified: time })
}

/** What MFMT and SITE UTIME share: the checks in the reference's order, then the change (commands.md §10.6). */
export function setTimes(session: Authenticated, request: TimesRequest, context: CommandContext): Step {
  const { name } = request
  if (session.anonymous) return { reply: replies.anonymous }
  if (!allows(session, context.config, 'write', name)) return { reply: common.prohibitedName(name) }
  const accessed = secondsOf(request.accessed)
  const modified = secondsOf(request.modified)
  if (accessed === undefined || modified === undefined) return { reply: replies.badTime }
  const path = resolve(session.cwd, name)
  const set = session.fs.utimes(path, accessed, modified)
  if (set.ok) return { reply: replies.done }
  context.logDenied(set.error, session, path)
  return { reply: replies.failed(name, set.error.text) }
}

/** RFC 3659 §2.3: YYYYMMDDHHMMSS in UTC, with a fraction that is ignored. A minute may have 61 seconds. */
export function secondsOf(text: string): number | undefined {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?$/.exec(text)?.map(Number) ?? []
  if (year <= 1900 || hour > 23 || minute > 59 || second > 60) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  // A month or a day that does not exist leads into another month.
  return date.getUTCMonth() === month - 1 ? date.getTime() / 1000 + hour * 3600 + minute * 60 + second : undefined
}

export const mfmt = command<TimesRequest>({
  verbs: ['MFMT'],
  access: 'write',
  idle: 'active',
  features: () => ['MFMT'],
  argument: parseTimeAndName,
  run: setTimes,
})
