import { resolve } from '../files/virtual-path.ts'
import { onlyChosen } from '../listing/chosen-facts.ts'
import { ChunkedListing } from '../listing/chunks.ts'
import { mlsdLine } from '../listing/mlsd-line.ts'
import { openListed } from '../listing/open-listed.ts'
import { type LineOf, namesOf, PlainWalk } from '../listing/plain-walk.ts'
import type { ListingSource } from '../listing/source.ts'
import { withoutOptions } from '../listing/without-options.ts'
import { command } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import { sendListing } from '../transfer/send-listing.ts'

/** RFC 3659 §7: every entry with its facts, `.` and `..` included, in the order of the directory. */
export const mlsd = command({
  verbs: ['MLSD'],
  access: 'list',
  idle: 'active',
  features: () => ['MLSD'],
  run: (session, argument, context) => {
    const source = mlsdSource(session, argument, context)
    return source ? sendListing(session, source, context) : { reply: common.noSuchFile }
  },
})

/** Undefined when there is no directory of that name. */
export function mlsdSource(
  { fs, cwd, anonymous }: Authenticated,
  argument: string,
  { config, facts }: CommandContext,
): ListingSource | undefined {
  const path = withoutOptions(fs, cwd, argument)
  const opened = openListed(fs, resolve(cwd, path === '' ? '.' : path))
  if (!opened.ok) return undefined
  const directory = opened.value
  const whole: LineOf = (name) => mlsdLine(directory, name, anonymous, config.brokenclientscompatibility)
  const lineOf = facts ? chosen(whole, facts) : whole
  return new ChunkedListing(fs, new PlainWalk(namesOf(directory), lineOf, config), directory)
}

const chosen =
  (whole: LineOf, facts: readonly string[]): LineOf =>
  (name) => {
    const line = whole(name)
    return line === undefined ? undefined : onlyChosen(line, facts)
  }
