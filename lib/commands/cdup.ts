import { command } from '../protocol/command.ts'
import { changeDirectory } from './cwd.ts'

/** `CWD ..`, with its code: every server answers 250 (commands.md §20 row 78). */
export const cdup = command({
  verbs: ['CDUP', 'XCUP'],
  access: 'none',
  idle: 'active',
  run: (session, _argument, context) => changeDirectory(session, '..', context),
})
