import { withoutControls } from '../core/bytes.ts'
import type { VirtualPath } from '../core/units.ts'
import type { Fd, Files } from '../kernel/kernel.ts'
import type { ConfinedFs } from './confined-fs.ts'

/** What the reference reads of a `.banner` or `.message`: longer lines are split (flags.md §6.3). */
const MOST_LINES = 100
const LONGEST_LINE = 511

/** The lines of a `.banner` or `.message` file for a reply; none if there is no such file. */
export function messageLines(fs: ConfinedFs, files: Files, path: VirtualPath): readonly string[] {
  const opened = fs.open(path, { for: 'read' })
  if (!opened.ok) return []
  const stat = files.fstat(opened.value)
  // FIFOs and devices have no size, and directories cannot be read: nothing is shown of them, and nothing blocks.
  const text = stat.ok ? readAll(files, opened.value, stat.value.size) : ''
  files.close(opened.value)
  return splitLines(text)
}

function readAll(files: Files, fd: Fd, size: number): string {
  const bytes = Buffer.allocUnsafe(Math.min(size, MOST_LINES * LONGEST_LINE))
  let length = 0
  while (length < bytes.length) {
    const got = files.read(fd, bytes, length, bytes.length - length, length)
    if (!got.ok || got.value === 0) break
    length += got.value
  }
  return bytes.toString('latin1', 0, length)
}

export function splitLines(text: string): readonly string[] {
  const lines: string[] = []
  for (let from = 0; from < text.length && lines.length < MOST_LINES; ) {
    const lineEnd = text.indexOf('\n', from) + 1
    const end = Math.min(lineEnd === 0 ? text.length : lineEnd, from + LONGEST_LINE)
    lines.push(withoutControls(text.slice(from, end).replace(/[\r\n]+$/, '')))
    from = end
  }
  return lines
}
