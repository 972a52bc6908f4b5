import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesFromText } from '../../lib/core/bytes.ts'
import type { Tree } from '../support/home.ts'

/** Bytes without a pattern that a client or a server could repair: every run has the same. */
export function noise(size: number, seed: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 64) }, (_, at) =>
    createHash('sha512').update(`${seed}${at}`).digest(),
  )
  return Buffer.concat(blocks).subarray(0, size)
}

/** Names that need care somewhere between a client's syntax, the protocol and a listing. */
export const SAMPLE: Readonly<Record<string, Buffer>> = {
  'plain.txt': Buffer.from('hello\r\nworld\n'),
  empty: Buffer.alloc(0),
  'big.bin': noise(1_500_000, 'big'),
  'with blank and  two.txt': Buffer.from('blank'),
  [`it's "quoted".txt`]: Buffer.from('quotes'),
  'brackets [1] {2} (3).txt': Buffer.from('brackets'),
  'grün-Ελλ-日本.txt': Buffer.from('not ASCII'),
  '100% #1 + & = ;.txt': Buffer.from('URL'),
  'sub/deeper still/leaf.bin': noise(70_000, 'leaf'),
  'sub/ünder/ä.txt': Buffer.from('umlauts'),
}
export const EMPTY_DIRECTORY = 'sub/nothing here'

export const sampleTree = (names: readonly string[] = Object.keys(SAMPLE)): Tree => ({
  ...Object.fromEntries(names.map((name) => [bytesFromText(name), SAMPLE[name] ?? null])),
  [`${EMPTY_DIRECTORY}/`]: null,
})

/** Path to checksum of everything under `directory`; directories end in `/`. */
export function fingerprint(directory: string): Readonly<Record<string, string>> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const pairs = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(directory.length + 1)
    return entry.isDirectory() ? [`${name}/`, 'directory'] : [name, checksum(readFileSync(path))]
  })
  return Object.fromEntries(pairs.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}

const checksum = (bytes: Buffer): string => `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`
