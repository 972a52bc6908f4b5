import { err, ok, type Result } from '../../core/result.ts'
import { type Draft, setting } from '../draft.ts'
import { merging } from '../flag.ts'
import { firstCounts } from '../repeat.ts'

/** WHATWG labels cover the charsets that file names are found in; UTF-8 has several spellings. */
function parseCharset(text: string): Result<string, string> {
  try {
    return ok(new TextDecoder(text).encoding === 'utf-8' ? 'utf-8' : text.toLowerCase())
  } catch {
    return err('')
  }
}

const fsCharset = setting('fscharset')('utf-8')
const clientCharset = setting('clientcharset')('utf-8')
/** Names are passed as the bytes they are, which is what equal charsets ask for (flags.md §10). */
const sameCharset = (draft: Draft): boolean => draft.get(fsCharset) === draft.get(clientCharset)

const charsetRow = {
  argument: 'CHARSET',
  initially: 'utf-8',
  expects: 'the name of a charset, like utf-8 or iso-8859-15',
  parse: parseCharset,
  repeat: firstCounts,
  supported: false,
  inert: sameCharset,
} as const

export const fscharset = merging({
  ...charsetRow,
  short: '8',
  long: 'fscharset',
  directive: 'FileSystemCharset',
  sets: fsCharset,
  refusal: (text) => `Configuration error: Illegal charset: ${text}/utf-8`,
  help: 'charset of file names on disk',
  more: 'As in Pure-FTPd up to 1.0.47.',
})

export const clientcharset = merging({
  ...charsetRow,
  short: '9',
  long: 'clientcharset',
  directive: 'ClientCharset',
  sets: clientCharset,
  refusal: (text) => `Configuration error: Illegal charset: utf-8/${text}`,
  help: 'charset of clients that did not ask for UTF-8',
  more: 'As in Pure-FTPd up to 1.0.47.',
})
