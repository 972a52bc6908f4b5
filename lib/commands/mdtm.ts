import { timeText } from '../listing/mlsx.ts'
import { command } from '../protocol/command.ts'
import { reply } from '../protocol/reply.ts'
import { tell } from './size.ts'

/** RFC 3659 §3. It never sets a time: that is MFMT's work (commands.md §20 row 75). */
export const mdtm = command({
  verbs: ['MDTM'],
  access: 'read',
  idle: 'active',
  features: () => ['MDTM'],
  run: (session, name, context) => tell(session, name, context, (stat) => reply(213, timeText(stat.modified))),
})
