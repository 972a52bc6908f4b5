import type { Spelled } from './parse-argv.ts'

/** Names of Pure-FTPd that need a word of explanation here. */
const KNOWN_ABSENT: Readonly<Record<string, string>> = {
  '-v': 'Bonjour exists in macOS builds of Pure-FTPd only',
  '--bonjour': 'Bonjour exists in macOS builds of Pure-FTPd only',
}
const LIST = 'pure-ftpd -h lists the flags'

/** What may have been meant by an option that getopt does not accept. */
export function suggestion(typed: string, flags: readonly Spelled[]): string {
  const name = typed.split('=', 1)[0] ?? ''
  const absent = KNOWN_ABSENT[name]
  if (absent !== undefined) return absent
  const near = name.startsWith('--') ? nearest(name.slice(2), flags) : undefined
  return near === undefined ? LIST : `did you mean --${near}? ${LIST}`
}

/** `-noanonymous` is `-n` with the value `oanonymous` to getopt, which is never what was meant. */
export function oneDashOnly(typed: string, flags: readonly Spelled[]): string | undefined {
  const name = typed.startsWith('--') ? '' : (typed.slice(1).split(/[= ]/, 1)[0] ?? '')
  return flags.some((flag) => flag.long === name) ? `long names take two dashes: --${name}` : undefined
}

function nearest(name: string, flags: readonly Spelled[]): string | undefined {
  const ranked = flags.map(({ long }) => ({ long, off: distance(name.toLowerCase(), long) }))
  const best = ranked.toSorted((a, b) => a.off - b.off)[0]
  return best !== undefined && best.off <= Math.min(3, name.length / 2) ? best.long : undefined
}

/** Levenshtein's: letters to change, add or leave out. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [line, letter] of from.split('').entries()) {
    const next = [line + 1]
    for (const [column, other] of to.split('').entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
