/**
 * A reply as a value; `encodeReply` is the only place that turns one into bytes. Lines are byte strings
 * (core/bytes.ts) without line ends.
 */
export interface Reply {
  readonly code: number
  readonly lines: readonly string[]
  /** `coded`: every line carries the code. `block`: only the first and the last do (FEAT, HELP, MLST, STAT). */
  readonly layout: 'coded' | 'block'
  /** The connection is closed once the reply is out. */
  readonly closes: boolean
}

export const reply = (code: number, ...lines: readonly string[]): Reply => ({
  code,
  lines,
  layout: 'coded',
  closes: false,
})

/** A multi-line reply whose middle lines stand bare, as RFC 2389 §3.2 wants for FEAT. */
export const block = (code: number, first: string, middle: readonly string[], last: string): Reply => ({
  code,
  lines: [first, ...middle, last],
  layout: 'block',
  closes: false,
})

export const closing = (code: number, ...lines: readonly string[]): Reply => ({
  ...reply(code, ...lines),
  closes: true,
})

/** The same reply with `lines` in front, e.g. a `.message` file. */
export const withLinesBefore = (lines: readonly string[], last: Reply): Reply => ({
  ...last,
  lines: [...lines, ...last.lines],
})

/** RFC 959 §4.2: `CODE-text` for every line but the last, which is `CODE text`. */
export function encodeReply({ code, lines, layout }: Reply): string {
  const last = lines.length - 1
  let text = ''
  for (let i = 0; i < last; i++) {
    text += layout === 'block' && i > 0 ? `${lines[i]}\r\n` : `${code}-${lines[i]}\r\n`
  }
  return `${text}${code} ${lines[last] ?? ''}\r\n`
}

/** Replies that several commands share. */
export const common = {
  unknownCommand: reply(500, 'Unknown command'),
  notLoggedIn: reply(530, "You aren't logged in"),
  missingArgument: reply(501, 'Missing argument'),
  noFileName: reply(501, 'No file name'),
  prohibitedName: (name: string): Reply => reply(553, `Prohibited file name: ${name}`),
  noSuchFile: reply(550, "Can't check for file existence"),
} as const
