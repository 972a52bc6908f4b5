import type { Directory } from '../kernel/kernel.ts'
import { type Entry, entryOf, shownNames } from './directory-entries.ts'
import { FirstOf } from './first-of.ts'
import type { ListOptions } from './options.ts'

export interface Ordered {
  readonly entries: Iterable<Entry>
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

/** In byte order. What the names stand for is looked up when their line is due. */
function byName(batches: Iterable<readonly string[]>, look: Look, limit: number, reverse: boolean): Ordered {
  const first = new FirstOf(limit, reverse ? descending : undefined)
  for (const names of batches) for (const name of names) first.add(name)
  return { isCut: first.isCut, entries: present(first.inOrder(), look) }
}

const descending = (a: string, b: string): number => (a > b ? -1 : 1)

function* present(names: readonly string[], look: Look): Generator<Entry> {
  for (const name of names) {
    const entry = look(name)
    if (entry) yield entry
  }
}

function byFact(batches: Iterable<readonly string[]>, look: Look, first: FirstOf<Entry>): Ordered {
  for (const names of batches) for (const entry of present(names, look)) first.add(entry)
  return { isCut: first.isCut, entries: first.inOrder() }
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
