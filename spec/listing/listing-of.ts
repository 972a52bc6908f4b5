import assert from 'node:assert/strict'
import type { ListingSource } from '../../lib/listing/source.ts'
import type { CommandContext } from '../../lib/protocol/context.ts'
import type { Authenticated } from '../../lib/protocol/session.ts'
import type { Conversation } from '../support/command-context.ts'

/** How a command opens its listing; undefined is its 550. */
export type OpenListing = (
  session: Authenticated,
  argument: string,
  context: CommandContext,
) => ListingSource | undefined

export interface Listed {
  /** What goes over the data connection. */
  readonly text: string
  /** Its lines, without the last line end. */
  readonly lines: readonly string[]
  /** Lines of the final reply. */
  readonly summary: readonly string[]
  /** Lengths of the pieces. */
  readonly pieces: readonly number[]
}

export function sessionOf({ session }: Conversation): Authenticated {
  assert.equal(session.phase, 'authenticated')
  return session
}

/** A listing read to its end; undefined when there is none. */
export function listed(open: OpenListing, talk: Conversation, argument = ''): Listed | undefined {
  using source = open(sessionOf(talk), argument, talk)
  if (!source) return undefined
  const pieces: string[] = []
  for (let piece = source.next(); piece !== undefined; piece = source.next()) pieces.push(piece)
  const text = pieces.join('')
  const lines = text === '' ? [] : text.replace(/\r\n$/, '').split('\r\n')
  return { text, lines, summary: source.summary, pieces: pieces.map(({ length }) => length) }
}

/** A listing that must be there. */
export function list(open: OpenListing, talk: Conversation, argument = ''): Listed {
  const found = listed(open, talk, argument)
  assert.ok(found, `nothing to list for ${argument}`)
  return found
}
