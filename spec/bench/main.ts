import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Clients } from './clients.ts'
import { contendersNamed } from './contenders.ts'
import { Files } from './files.ts'
import { freshRows } from './fresh-rows.ts'
import { measureFresh, measureRunning, thatStart } from './rounds.ts'
import { FULL, QUICK, rowsFor } from './rows.ts'
import { type Result, renderTable } from './table.ts'

const USAGE = `npm run bench -- [options]
  --rows REGEX    only rows whose title matches
  --rounds N      measurements of each server in each row (5; with --quick 3)
  --quick         smaller files, shorter rows
  --peers NAMES   only these, separated by commas: ours,pure-ftpd,vsftpd,pyftpdlib
  --readme        also put the table into README.md
Progress goes to standard error, the table to standard output.`

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    peers: { type: 'string', default: 'ours,pure-ftpd,vsftpd,pyftpdlib' },
    readme: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** Servers are ended and files removed when this process ends, so it must end by `exit`, and some day. */
const LIMIT_MINUTES = 30
setTimeout(() => stop('out of time'), LIMIT_MINUTES * 60_000).unref()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop(signal))

function stop(reason: string): never {
  console.error(`bench stopped: ${reason}`)
  process.exit(1)
}

if (options.help) console.log(USAGE)
else await main()
process.exit() // a thread that still waits for a server that hangs must not keep us

async function main(): Promise<void> {
  const scale = options.quick ? QUICK : FULL
  const rounds = Number(options.rounds ?? (options.quick ? 3 : 5))
  const wanted = new RegExp(options.rows, 'i')
  using files = new Files(scale)
  await using clients = new Clients()
  const bench = { clients, files, scale }
  const contenders = await thatStart(contendersNamed(options.peers.split(','), files.scratch), bench)
  const results: Result[] = []
  for (const row of rowsFor(scale).filter(({ title }) => wanted.test(title))) {
    results.push(await measureRunning(row, contenders, bench, rounds))
  }
  for (const row of freshRows.filter(({ title }) => wanted.test(title))) {
    results.push(await measureFresh(row, contenders, bench, rounds))
  }
  const table = renderTable(contenders, results, rounds)
  console.log(table)
  if (options.readme) writeFileSync('README.md', withTable(readFileSync('README.md', 'utf8'), table))
}

/** Between the markers; what others wrote around them stays. */
function withTable(readme: string, table: string): string {
  return readme.replace(
    /(<!-- bench:begin -->)[^]*(?=<!-- bench:end -->)/,
    (_, begin: string) => `${begin}\n${table}\n`,
  )
}
