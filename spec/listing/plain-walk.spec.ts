import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ok } from '../../lib/core/result.ts'
import type { VirtualPath } from '../../lib/core/units.ts'
import type { ConfinedFs } from '../../lib/files/confined-fs.ts'
import type { Directory, FileStat } from '../../lib/kernel/kernel.ts'
import { ChunkedListing, type Walk } from '../../lib/listing/chunks.ts'
import { ListWalk } from '../../lib/listing/list-walk.ts'
import { LongFormat } from '../../lib/listing/long.ts'
import { mlsdLine } from '../../lib/listing/mlsd-line.ts'
import { parseListOptions } from '../../lib/listing/options.ts'
import { namesOf, PlainWalk } from '../../lib/listing/plain-walk.ts'
import { ShortTimes } from '../../lib/listing/short-times.ts'

const ENTRIES = 300_000
const stat: FileStat = {
  kind: 'file',
  mode: 0o644,
  links: 1,
  uid: 1,
  gid: 1,
  size: 1,
  modified: 1,
  device: 1,
  inodeHigh: 0,
  inodeLow: 1,
}

/** A directory with names of 200 bytes that nothing but the listing keeps. */
function hugeDirectory(): Directory {
  let made = 0
  const name = (): string => Buffer.alloc(200, `${(made++ * 7919) % ENTRIES}-`).toString('latin1')
  return {
    next: () => ok(Array.from({ length: Math.min(500, ENTRIES - made) }, name)),
    stat: () => ok({ ...stat }),
    readlink: () => ok(''),
    [Symbol.dispose]: () => undefined,
  }
}

const fs = {
  run: (act: () => unknown) => act(),
  openDirectory: () => ok(hugeDirectory()),
} as unknown as ConfinedFs
const config = { limitrecursion: { files: 10_000, depth: 5 }, brokenclientscompatibility: false }
const unlimited = { ...config, limitrecursion: { files: 4_294_967_295, depth: 5 } }

function listWalk(argument: string): ListWalk {
  const { options } = parseListOptions(argument, false)
  const format = new LongFormat({ user: () => 'u', group: () => 'g' }, new ShortTimes(0, 0))
  return new ListWalk({ fs, cwd: '/' as VirtualPath, options, patterns: [], config, format })
}

function mlsdWalk(): PlainWalk {
  const directory = hugeDirectory()
  return new PlainWalk(namesOf(directory), (name) => mlsdLine(directory, name, false, false), unlimited)
}

const WALKS: readonly (readonly [what: string, walk: () => Walk, lines: number])[] = [
  ['NLST', () => new PlainWalk(namesOf(hugeDirectory()), (name) => `${name}\r\n`, unlimited), ENTRIES],
  ['MLSD', mlsdWalk, ENTRIES],
  ['LIST', () => listWalk(''), 10_000],
  ['LIST -r', () => listWalk('-r'), 10_000],
  ['LIST -t', () => listWalk('-t'), 10_000],
]
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What is held, garbage apart: when that goes is the engine's choice, and differs between versions. */
function heldBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

for (const [what, walk, lines] of WALKS) {
  test(`${what} of a huge directory needs little memory`, () => {
    const before = heldBytes()
    using source = new ChunkedListing(fs, walk())
    let count = 0
    let most = 0
    let pieces = 0
    for (let piece = source.next(); piece !== undefined; piece = source.next()) {
      count += piece.split('\n').length - 1
      // Each look collects garbage first, which takes a while.
      if (pieces++ % 100 === 0) most = Math.max(most, heldBytes() - before)
    }
    assert.equal(count, lines)
    assert.ok(most < 20 * 1024 * 1024, `${most} bytes more than before`)
  })
}
