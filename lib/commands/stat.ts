import { listWalk } from '../listing/request.ts'
import { command } from '../protocol/command.ts'
import { block, reply } from '../protocol/reply.ts'

const about = reply(211, 'https://www.pureftpd.org/')

/** A listing over the control connection is gathered whole before it is sent: beyond this it is cut. */
const MAX_TEXT = 4 * 1024 * 1024

/** RFC 959 §4.1.3: without an argument something about the server, with one a listing (commands.md §9.5). */
export const stat = command({
  verbs: ['STAT'],
  access: 'list',
  idle: 'active',
  run: (session, argument, context) => {
    if (argument === '') return { reply: about }
    return session.fs.run(() => {
      const walk = listWalk(session, argument, context)
      const lines = gathered(walk.text()).split('\r\n').slice(0, -1)
      const problems = walk.problems.map((problem) => `213-${problem}`)
      return { reply: block(213, 'STAT', [...lines, ...problems], 'End.') }
    })
  },
})

function gathered(pieces: Iterable<string>): string {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length > MAX_TEXT) break
  }
  return text
}
