import type { Result } from '../core/result.ts'
import { ok } from '../core/result.ts'
import type { CommandContext } from './context.ts'
import type { Reply } from './reply.ts'
import type { Authenticated, Session } from './session.ts'

/** What a command leaves behind: the next session (the same when left out) and exactly one final reply. */
export interface Step {
  readonly session?: Session
  readonly reply: Reply
}

/** Facts that dispatch checks or that others are computed from (FEAT, HELP, read-only servers). */
export interface CommandFacts {
  /** Upper case; the first one names the command. */
  readonly verbs: readonly string[]
  /** `read` and `write` touch files, `list` shows names, `none` does neither. */
  readonly access: 'none' | 'read' | 'write' | 'list'
  /** How it counts towards `Timeout (no operation ...)`: commands.md §1.6, and the table of §4. */
  readonly idle: 'idle' | 'neutral' | 'active'
  /** FEAT lines, without the leading space. */
  readonly features?: (context: CommandContext) => readonly string[]
  /** False makes the verb unknown, e.g. PASV under `-N`. */
  readonly available?: (context: CommandContext) => boolean
}

export type ArgumentParser<A> = (text: string, context: CommandContext) => Result<A, Reply>

/** A command in the list: argument and session types are checked where it is made, and erased here. */
export interface Command extends CommandFacts {
  readonly phase: 'any' | 'authenticated'
  readonly execute: (session: Session, text: string, context: CommandContext) => Step | Promise<Step>
}

interface Definition<A, S extends Session> extends CommandFacts {
  /** Text after the verb and one space. Left out: the text as it is. */
  readonly argument?: ArgumentParser<A>
  readonly run: (session: S, argument: A, context: CommandContext) => Step | Promise<Step>
}

function executor<A, S extends Session>({ argument, run }: Definition<A, S>): Command['execute'] {
  const parse = argument ?? ((text: string) => ok(text as A))
  return (session, text, context) => {
    const parsed = parse(text, context)
    return parsed.ok ? run(session as S, parsed.value, context) : { reply: parsed.error }
  }
}

/** A command that needs a login; `530 You aren't logged in` before. */
export const command = <A = string>(definition: Definition<A, Authenticated>): Command => ({
  ...definition,
  phase: 'authenticated',
  execute: executor(definition),
})

/** A command that is recognised at any time. */
export const anytimeCommand = <A = string>(definition: Definition<A, Session>): Command => ({
  ...definition,
  phase: 'any',
  execute: executor(definition),
})
