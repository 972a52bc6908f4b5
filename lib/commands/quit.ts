import { anytimeCommand } from '../protocol/command.ts'
import { closing } from '../protocol/reply.ts'

/** commands.md §3.5. A QUIT that comes during a transfer waits until it ends, as every command does. */
export const quit = anytimeCommand({
  verbs: ['QUIT'],
  access: 'none',
  idle: 'active',
  run: (_session, _argument, context) => {
    const { uploaded, downloaded } = context.totals
    context.log('info', 'Logout.')
    const goodbye = `Goodbye. You uploaded ${kbytes(uploaded)} and downloaded ${kbytes(downloaded)} kbytes.`
    return { reply: closing(221, goodbye, 'Logout.') }
  },
})

const kbytes = (bytes: number): number => Math.ceil(bytes / 1024)
