import { findCommand } from '../commands/index.ts'
import type { Command, Step } from '../protocol/command.ts'
import type { CommandContext } from '../protocol/context.ts'
import { common } from '../protocol/reply.ts'
import type { Session } from '../protocol/session.ts'

export interface CommandLine {
  /** Upper case. */
  readonly verb: string
  readonly argument: string
}

/**
 * Splits a line (commands.md §1.3): the verb is the longest run of letters, digits and `@`, followed by the end or by
 * one blank; all that follows the blank is the argument. Undefined for a line that has no verb.
 */
export function parseCommandLine(line: string): CommandLine | undefined {
  let end = 0
  while (end < line.length && isVerbCharacter(line.charCodeAt(end))) end++
  if (end === 0 || (end < line.length && line[end] !== ' ')) return undefined
  return { verb: line.slice(0, end).toUpperCase(), argument: line.slice(end + 1) }
}

const isVerbCharacter = (c: number): boolean =>
  (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39) || c === 0x40

/** The command behind a verb, if this server offers it to this connection. */
export function lookUp(verb: string, context: CommandContext): Command | undefined {
  const command = findCommand(verb)
  return command?.available?.(context) === false ? undefined : command
}

/** Checks a command's facts, then runs it (commands.md §1.4). */
export function dispatch(
  command: Command | undefined,
  argument: string,
  session: Session,
  context: CommandContext,
): Step | Promise<Step> {
  if (session.phase !== 'authenticated' && command?.phase !== 'any') return { reply: common.notLoggedIn }
  return command ? command.execute(session, argument, context) : { reply: common.unknownCommand }
}
