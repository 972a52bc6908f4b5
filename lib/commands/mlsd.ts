import { resolve } from '../files/virtual-path.ts'
import { onlyChosen } from '../listing/chosen-facts.ts'
import { ChunkedListing } from '../listing/chunks.ts'
import { mlsdLine, namesOf, PlainWalk } from '../listing/plain-walk.ts'
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
    const line = (name: string): string | undefined => {
      const whole = mlsdLine(directory, name, anonymous, config)
      return facts && whole !== undefined ? onlyChosen(whole, facts) : whole
    }
    const walk = new PlainWalk(namesOf(directory), line, config)
    const source = new ChunkedListing(fs, walk.text(), () => walk.summary)
    return sendListing(session, source, context)
  },
})
