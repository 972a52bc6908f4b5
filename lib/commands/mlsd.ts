import { resolve } from '../files/virtual-path.ts'
import { onlyChosen } from '../listing/chosen-facts.ts'
import { ChunkedListing } from '../listing/chunks.ts'
import { mlsdLine } from '../listing/mlsd-line.ts'
import { type LineOf, namesOf, PlainWalk } from '../listing/plain-walk.ts'
import { withoutOptions } from '../listing/without-options.ts'
import { command } from '../protocol/command.ts'
import { common } from '../protocol/reply.ts'
import { sendListing } from '../transfer/send-listing.ts'

/** RFC 3659 §7: every entry with its facts, `.` and `..` included, in the order of the directory. */
export const mlsd = command({
  verbs: ['MLSD'],
  access: 'list',
  idle: 'active',
  features: () => ['MLSD'],
  run: (session, argument, context) => {
    const { fs, cwd, anonymous } = session
    const path = withoutOptions(fs, cwd, argument)
    const opened = fs.openDirectory(resolve(cwd, path === '' ? '.' : path))
    if (!opened.ok) return { reply: common.noSuchFile }
    const directory = opened.value
    const { config, facts } = context
    const whole: LineOf = (name) => mlsdLine(directory, name, anonymous, config.brokenclientscompatibility)
    const lineOf = facts ? chosen(whole, facts) : whole
    const walk = new PlainWalk(namesOf(directory), lineOf, config)
    return sendListing(session, new ChunkedListing(fs, walk, directory), context)
  },
})

const chosen =
  (whole: LineOf, facts: readonly string[]): LineOf =>
  (name) => {
    const line = whole(name)
    return line === undefined ? undefined : onlyChosen(line, facts)
  }
