import { anytimeCommand, type Command } from '../protocol/command.ts'
import { closing } from '../protocol/reply.ts'

/**
 * A browser tricked into talking to this port is hung up on before its request can hold commands (commands.md §20
 * row 86).
 */
const httpVerb = (verb: string): Command =>
  anytimeCommand({
    verbs: [verb],
    access: 'none',
    idle: 'active',
    run: (_session, _argument, context) => {
      const text = `HTTP command: [${verb.toLowerCase()}]`
      context.log('info', text)
      return { reply: closing(500, text) }
    },
  })

export const http = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'].map(httpVerb)
