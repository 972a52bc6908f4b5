/** Longest command line, its LF included (commands.md §1.2: PATH_MAX + 16). */
export const MAX_LINE_BYTES = 4112

export interface LinesRead {
  readonly lines: readonly string[]
  /** The unfinished line, to be given back with the next bytes; never longer than `MAX_LINE_BYTES`. */
  readonly rest: string
  /** A line longer than the limit was met: what follows it is not read. */
  readonly tooLong: boolean
}

/**
 * Cuts bytes into lines (commands.md §1.2): LF ends a line, a CR before it is dropped, other control characters become
 * `_`, and leading Telnet codes are dropped (RFC 959 §4.1.3: they come before an urgent ABOR).
 */
export function readLines(rest: string, bytes: string): LinesRead {
  const lines: string[] = []
  let from = 0
  const text = rest === '' ? bytes : rest + bytes
  for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', from)) {
    if (end - from >= MAX_LINE_BYTES) return { lines, rest: '', tooLong: true }
    lines.push(cleaned(text.slice(from, text[end - 1] === '\r' && end > from ? end - 1 : end)))
    from = end + 1
  }
  const left = text.slice(from)
  return left.length >= MAX_LINE_BYTES ? { lines, rest: '', tooLong: true } : { lines, rest: left, tooLong: false }
}

/** True for a line whose LF was sent as urgent data and lost (clients.md §5, Python's ftplib). */
export const isUnfinishedAbort = (rest: string): boolean => /^ABOR\r?$/i.test(withoutTelnet(rest))

// Almost every line is plain: it is looked at before anything is copied.
const NEEDS_CLEANING = /^[\xf0-\xff]|[\x00-\x1f\x7f]/

const cleaned = (line: string): string =>
  NEEDS_CLEANING.test(line) ? withoutTelnet(line).replace(/[\x00-\x1f\x7f]/g, '_') : line

/** IAC, IP, DM and the like in front of a command: bytes from 0xF0 up (commands.md §1.7, §20 row 32). */
const withoutTelnet = (line: string): string => line.replace(/^[\xf0-\xff]+/, '')
