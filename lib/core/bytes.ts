/**
 * Protocol text is kept as strings in which one character is one byte (latin1), so that names that are not UTF-8
 * survive. These convert at the edges where people's text is needed.
 */
export const textFromBytes = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')
export const bytesFromText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** Replaces control characters (below 32, and 127) by `_`, as the reference does (commands.md §1.2). */
export const withoutControls = (bytes: string): string => bytes.replace(/[\x00-\x1f\x7f]/g, '_')
