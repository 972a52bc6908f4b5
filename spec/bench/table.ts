import { cpus, release } from 'node:os'
import type { Contender } from './contender.ts'
import type { Row } from './rows.ts'

/** One value of each contender: the median of its rounds. */
export interface Result {
  readonly row: Row
  readonly values: ReadonlyMap<string, number | undefined>
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? undefined : (low + high) / 2
}

export function renderTable(contenders: readonly Contender[], results: readonly Result[], rounds: number): string {
  const titles = contenders.map(({ title }) => title)
  const lines = [
    ['', 'Unit', ...titles, 'Best peer = 1'],
    ['---', '---', ...titles.map(() => '---:'), '---:'],
    ...results.map((result) => [
      result.row.title,
      result.row.unit,
      ...contenders.map(({ name }) => shown(result.values.get(name))),
      ratio(result),
    ]),
  ]
  return [...lines.map((cells) => `| ${cells.join(' | ')} |`), '', caption(rounds)].join('\n')
}

/** Above 1 is better than the best peer, whichever way the row counts. */
export function ratio({ row, values }: Result): string {
  const own = values.get('ours')
  const others = [...values].flatMap(([name, value]) => (name === 'ours' || value === undefined ? [] : [value]))
  if (own === undefined || others.length === 0) return '–'
  const quotient = row.better === 'more' ? own / Math.max(...others) : Math.min(...others) / own
  return `${quotient.toFixed(2)} ×`
}

const shown = (value: number | undefined): string =>
  value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value.toPrecision(3)

function caption(rounds: number): string {
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Linux ${release()}`
  const date = new Date().toISOString().slice(0, 10)
  return `Medians of ${rounds} alternating rounds over loopback, files in memory, client on the same ${machine}; Node ${process.version}; ${date}.`
}
