import type { FileStat } from '../kernel/kernel.ts'

/** `-F`: `/` for directories, `@` for links, `*` for what owner or others may execute (commands.md §9.3). */
export function mark({ kind, mode }: FileStat): string {
  if (kind === 'directory') return '/'
  if (kind === 'symlink') return '@'
  return kind === 'file' && mode & 0o101 ? '*' : ''
}

const SCREEN_WIDTH = 75
const TAB = 8

/** `-C`: columns filled downwards, padded with tabs (commands.md §9.4). */
export function columns(names: readonly string[]): string {
  const longest = names.reduce((length, name) => Math.max(length, name.length), 0)
  const width = (Math.floor(longest / TAB) + 1) * TAB
  const perRow = Math.max(1, Math.floor(SCREEN_WIDTH / width))
  const rows = Math.ceil(names.length / perRow)
  let text = ''
  for (let row = 0; row < rows; row++) {
    for (let at = row; at < names.length; at += rows) {
      const name = names[at] ?? ''
      const isLast = at + rows >= names.length
      text += isLast ? `${name}\r\n` : name + '\t'.repeat(Math.ceil((width - name.length) / TAB))
    }
  }
  return text
}
