import { FLAGS } from './flags.ts'

interface HelpOptions {
  readonly version: string
  /** The effective user is root: only then does the reference print the version (flags.md §2.6). */
  readonly root: boolean
}

/** What `-h` prints. The list of Pure-FTPd's flags has its very form; our own follow in another. */
export function renderHelp({ version, root }: HelpOptions): string {
  const theirs = FLAGS.filter((flag) => 'short' in flag).map(
    ({ short, long, argument }) => `-${short}\t--${long}\t${argument === undefined ? '' : '<opt>'}`,
  )
  const title = root ? [`pure-ftpd v${version}`, ''] : []
  return [...title, ...theirs, '', ...ours()].map((line) => `${line}\n`).join('')
}

function ours(): readonly string[] {
  const rows = FLAGS.filter((flag) => !('short' in flag)).map(({ long, argument, help }) => ({
    spelling: argument === undefined ? `--${long}` : `--${long}=${argument}`,
    help,
  }))
  const width = Math.max(...rows.map(({ spelling }) => spelling.length))
  return rows.map(({ spelling, help }) => `${spelling.padEnd(width)}  ${help}`)
}
