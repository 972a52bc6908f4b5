import type { Directory } from '../kernel/kernel.ts'
import { BATCH, inBatches } from './batches.ts'
import { type Entry, entryOf, shownNames } from './directory-entries.ts'
import { FirstOf } from './first-of.ts'
import type { ListOptions } from './options.ts'

export interface Ordered {
  readonly batches: Iterable<readonly Entry[]>
  /** There were more than the limit. */
  readonly isCut: boolean
}

type Wanted = Pick<ListOptions, 'all' | 'sort' | 'reverse'>

/** The first `limit` entries of a directory in the order asked for. All of it is read, but no more is held. */
export function entriesInOrder(directory: Directory, wanted: Wanted, limit: number, resolveLinks: boolean): Ordered {
  const look = (name: string): Entry | undefined => entryOf(directory, name, resolveLinks)
  const names = shownNames(directory, wanted.all)
  return wanted.sort === 'name'
    ? byName(names, look, limit, wanted.reverse)
    : byFact(names, look, new FirstOf(limit, comparison(wanted.sort, wanted.reverse)))
}

type Look = (name: string) => Entry | undefined

/** Names kept beyond the limit, for those that turn out to be nothing that is shown. */
const SPARE_NAMES = 256

/** In byte order. What the names stand for is looked up when their line is due. */
function byName(batches: Iterable<readonly string[]>, look: Look, limit: number, reverse: boolean): Ordered {
  const first = new FirstOf(limit + SPARE_NAMES, reverse ? descending : undefined)
  for (const names of batches) for (const name of names) first.add(name)
  return { isCut: first.isCut, batches: present(first.inOrder(), look, limit) }
}

const descending = (a: string, b: string): number => (a > b ? -1 : 1)

/** At most `limit` entries; names that are nothing to be shown do not count. */
function* present(names: readonly string[], look: Look, limit: number): Generator<readonly Entry[]> {
  let left = limit
  for (let from = 0; from < names.length && left > 0; ) {
    const to = from + Math.min(BATCH, left)
    const batch = lookAll(names, from, to, look)
    yield batch
    left -= batch.length
    from = to
  }
}

function lookAll(names: readonly string[], from: number, to: number, look: Look): readonly Entry[] {
  const entries: Entry[] = []
  for (let at = from; at < to && at < names.length; at++) {
    const name = names[at]
    const entry = name === undefined ? undefined : look(name)
    if (entry) entries.push(entry)
  }
  return entries
}

function byFact(batches: Iterable<readonly string[]>, look: Look, first: FirstOf<Entry>): Ordered {
  for (const names of batches) for (const entry of lookAll(names, 0, names.length, look)) first.add(entry)
  return { isCut: first.isCut, batches: inBatches(first.inOrder()) }
}

type Compare = (a: Entry, b: Entry) => number
const COMPARE: Readonly<Record<'time' | 'size', Compare>> = {
  time: (a, b) => b.stat.modified - a.stat.modified,
  size: (a, b) => b.stat.size - a.stat.size,
}

/** Newest or largest first. Equal ones keep the order of the directory, reversed or not (commands.md §9.4). */
function comparison(sort: 'time' | 'size', reverse: boolean): Compare {
  const compare = COMPARE[sort]
  return reverse ? (a, b) => compare(b, a) : compare
}
