import { spawnSync } from 'node:child_process'

/** One account; the rest of the record's fields by name (puredb.md §1). */
export interface PureDbUser {
  readonly name: string
  /** Plain text; `hash` wins over it. */
  readonly password?: string
  readonly hash?: string
  readonly uid: number
  readonly gid: number
  /** Confined to it, unless it says otherwise with a `/./` of its own or `confined: false`. */
  readonly home: string
  readonly confined?: boolean
  readonly uploadRate?: number
  readonly downloadRate?: number
  readonly ratioUpload?: number
  readonly ratioDownload?: number
  readonly sessions?: number
  readonly quotaFiles?: number
  readonly quotaBytes?: number
  readonly allowLocal?: string
  readonly denyLocal?: string
  readonly allowClient?: string
  readonly denyClient?: string
  readonly hours?: string
}

/** MD5 of `secret`: the cheapest hash that every crypt(3) knows, so that specs do not wait for logins. */
const SECRET = '$1$saltsalt$9xy1btjgzLYfb7hivXtC//'

export function cheapHash(password: string): string {
  if (password === 'secret') return SECRET
  const { stdout, status } = spawnSync('openssl', ['passwd', '-1', '-salt', 'saltsalt', password], { encoding: 'utf8' })
  if (status !== 0) throw new Error('openssl passwd failed')
  return stdout.trim()
}

/** A line of the passwd text. */
export const passwdLine = (user: PureDbUser): string => `${user.name}:${record(user)}`

const record = (user: PureDbUser): string =>
  [
    user.hash ?? cheapHash(user.password ?? 'secret'),
    user.uid,
    user.gid,
    '',
    user.confined === false || user.home.includes('/./') ? user.home : `${user.home}/./`,
    user.uploadRate,
    user.downloadRate,
    user.ratioUpload,
    user.ratioDownload,
    user.sessions,
    user.quotaFiles,
    user.quotaBytes,
    user.allowLocal,
    user.denyLocal,
    user.allowClient,
    user.denyClient,
    user.hours,
  ].join(':')

/** The `.pdb` file (puredb.md §2), written apart from lib/puredb so that neither proves the other by agreeing with it. */
export function makePureDb(users: readonly PureDbUser[]): Buffer {
  const entries = users.map((user) => ({ key: latin1(user.name), value: latin1(record(user)) }))
  const hashes = entries.map(({ key }) => hashOf(key))
  const tables = Array.from({ length: 256 }, (_, bucket) =>
    hashes.flatMap((h, at) => ((h & 255) === bucket ? [at] : [])),
  )
  const tableSizes = tables.map((table) => (table.length === 0 ? 4 : table.length * 8))
  const starts = runningTotals(HEADER, tableSizes)
  const recordSizes = entries.map(({ key, value }) => 8 + key.length + value.length)
  const offsets = runningTotals(starts[256] ?? 0, recordSizes)
  const slots = tables.flatMap((table, bucket) => slotWords(table, bucket, hashes, offsets))
  return Buffer.concat([
    latin1('PDB2'),
    words(starts),
    words(slots),
    ...entries.flatMap(({ key, value }) => [words([key.length]), key, words([value.length]), value]),
  ])
}

const HEADER = 4 + 257 * 4
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

function slotWords(
  table: readonly number[],
  bucket: number,
  hashes: readonly number[],
  offsets: readonly number[],
): readonly number[] {
  if (table.length === 0) return [bucket + 1]
  const slots = table.map((at) => [hashes[at] ?? 0, offsets[at] ?? 0] as const)
  return slots.toSorted(([a, x], [b, y]) => a - b || x - y).flat()
}

function hashOf(key: Buffer): number {
  let hash = 5381
  for (const byte of key.toReversed()) hash = (Math.imul(hash, 33) ^ byte) >>> 0
  return hash
}

/** `start`, then `start` plus each further size: one number more than there are sizes. */
function runningTotals(start: number, sizes: readonly number[]): readonly number[] {
  const totals = [start]
  for (const size of sizes) totals.push((totals.at(-1) ?? 0) + size)
  return totals
}

function words(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, at) => buffer.writeUInt32BE(value, at * 4))
  return buffer
}
