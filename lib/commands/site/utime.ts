import { err, ok, type Result } from '../../core/result.ts'
import { command } from '../../protocol/command.ts'
import { common, type Reply } from '../../protocol/reply.ts'
import { parseTimeAndName, setTimes, type TimesRequest } from '../mfmt.ts'

/**
 * commands.md §10.6: `TIME NAME` as MFMT, or `NAME ACCESSED MODIFIED CREATED UTC`, which the reference recognises by
 * its end. Times of creation cannot be set.
 */
function parseTimes(text: string): Result<TimesRequest, Reply> {
  if (text === '') return err(common.noFileName)
  if (!/ utc$/i.test(text)) return parseTimeAndName(text)
  const [, name, accessed, modified] = /^(.+) ([^ ]+) ([^ ]+) [^ ]+ utc$/i.exec(text) ?? []
  if (name === undefined || accessed === undefined || modified === undefined) return err(common.missingArgument)
  return ok({ name, accessed, modified })
}

export const utime = command<TimesRequest>({
  verbs: ['UTIME'],
  access: 'write',
  idle: 'active',
  argument: parseTimes,
  run: setTimes,
})
