import { command } from '../../protocol/command.ts'
import { type Reply, reply } from '../../protocol/reply.ts'

const replies = {
  noFile: reply(502, 'Configuration error'),
  unknown: (name: string): Reply => reply(502, `Unknown alias ${name}.`),
}

/** commands.md §16, as a server without a file of aliases answers. */
export const alias = command({
  verbs: ['ALIAS'],
  access: 'none',
  idle: 'active',
  run: (_session, name) => ({ reply: name === '' ? replies.noFile : replies.unknown(name) }),
})
