import { anytimeCommand } from '../protocol/command.ts'
import { block } from '../protocol/reply.ts'
import { recognized } from './site/recognized.ts'

/** HELP and SITE HELP say the same, whatever their argument (commands.md §5). */
export const help = anytimeCommand({
  verbs: ['HELP'],
  access: 'none',
  idle: 'active',
  run: () => {
    const names = recognized.flatMap(({ verbs }) => verbs.map((verb) => ` ${verb}`))
    return {
      reply: block(214, 'The following SITE commands are recognized', names, 'Pure-FTPd - http://pureftpd.org/'),
    }
  },
})
