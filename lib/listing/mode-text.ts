import type { FileStat } from '../kernel/kernel.ts'

/** Mode texts of files and directories, made when first met: there are few in practice, and 4096 at most. */
const texts = { file: new Map<number, string>(), directory: new Map<number, string>() }
const LINK = 'lrwxrwxrwx'

/** The first ten characters of a long line, as `ls` writes them (commands.md §9.3). */
export function modeText({ kind, mode }: Pick<FileStat, 'kind' | 'mode'>): string {
  if (kind === 'symlink') return LINK
  const known = kind === 'directory' ? texts.directory : texts.file
  let text = known.get(mode)
  if (text === undefined) {
    text = (kind === 'directory' ? 'd' : '-') + permissions(mode)
    known.set(mode, text)
  }
  return text
}

const permissions = (mode: number): string =>
  triple(mode >> 6, mode & 0o4000, 's') + triple(mode >> 3, mode & 0o2000, 's') + triple(mode, mode & 0o1000, 't')

/** Set-id and sticky bits stand where `x` would, as capitals where there is no `x`. */
function triple(bits: number, special: number, mark: string): string {
  const execute = (bits & 1) !== 0
  const plain = execute ? 'x' : '-'
  const marked = execute ? mark : mark.toUpperCase()
  return (bits & 4 ? 'r' : '-') + (bits & 2 ? 'w' : '-') + (special ? marked : plain)
}
