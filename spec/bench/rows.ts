import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clients } from './clients.ts'
import type { Running } from './contender.ts'
import { type Files, SMALL_FILES } from './files.ts'
import type { Task } from './tasks.ts'

export interface Scale {
  /** Of the files of the bulk rows. */
  readonly downloadBytes: number
  readonly uploadBytes: number
  /** How long a row that counts goes on. */
  readonly seconds: number
}
export const FULL: Scale = { downloadBytes: 2 ** 30, uploadBytes: 2 ** 29, seconds: 2 }
export const QUICK: Scale = { downloadBytes: 2 ** 27, uploadBytes: 2 ** 26, seconds: 0.3 }

/** What a measurement is made with. */
export interface Bench {
  readonly clients: Clients
  readonly files: Files
  readonly scale: Scale
}

export interface Row {
  readonly title: string
  readonly unit: string
  readonly better: 'more' | 'less'
  /** Undefined where the server has nothing to compare. */
  measure(server: Running, bench: Bench): Promise<number | undefined>
}

const MIB = 2 ** 20

export const rowsFor = (scale: Scale): readonly Row[] => [
  ...[1, 8].map((streams) => download(streams, scale)),
  ...[1, 8].map((streams) => upload(streams, scale)),
  ...[1, 8].map((clients) => smallFiles(clients)),
  ...[1000, 10_000].map((entries) => listing(entries)),
  logins(8),
]

const streamsOf = (count: number): string => (count === 1 ? 'one stream' : `${count} streams`)
const clientsOf = (count: number): string => (count === 1 ? 'one client' : `${count} clients`)

const download = (streams: number, { downloadBytes: size }: Scale): Row => ({
  title: `RETR of ${size / MIB} MiB, ${streamsOf(streams)}`,
  unit: 'MiB/s',
  better: 'more',
  measure: async (server, { clients }) => {
    const done = await clients.measure(repeat(streams, () => ({ ...as(server), kind: 'download', path: 'big', size })))
    return done.amount / MIB / done.seconds
  },
})

const upload = (streams: number, { uploadBytes: size }: Scale): Row => ({
  title: `STOR of ${size / MIB} MiB, ${streamsOf(streams)}`,
  unit: 'MiB/s',
  better: 'more',
  measure: async (server, { clients, files }) => {
    const { source } = files
    const names = repeat(streams, (at) => `up/${at}`)
    try {
      const done = await clients.measure(names.map((path) => ({ ...as(server), kind: 'upload', path, source, size })))
      return done.amount / MIB / done.seconds
    } finally {
      for (const name of names) rmSync(join(files.root, name), { force: true })
    }
  },
})

const smallFiles = (count: number): Row => ({
  title: `RETR of 1 KiB files, ${clientsOf(count)}`,
  unit: 'files/s',
  better: 'more',
  measure: async (server, { clients, scale: { seconds } }) => {
    const commands = repeat(SMALL_FILES, (at) => `RETR small/${at}`)
    const done = await clients.measure(repeat(count, () => ({ ...as(server), kind: 'repeat', commands, seconds })))
    return done.amount / done.seconds
  },
})

const listing = (entries: number): Row => ({
  title: `LIST of ${entries} entries`,
  unit: 'ms',
  better: 'less',
  measure: async (server, { clients, scale: { seconds } }) => {
    const commands = [`LIST dir${entries}`]
    const done = await clients.measure([{ ...as(server), kind: 'repeat', commands, seconds }])
    return (1000 * done.seconds) / done.amount
  },
})

const logins = (count: number): Row => ({
  title: `Login and QUIT, ${clientsOf(count)}`,
  unit: 'sessions/s',
  better: 'more',
  measure: async (server, { clients, scale: { seconds } }) => {
    if (server.user === 'anonymous') return undefined // there is no password to check
    const done = await clients.measure(repeat(count, () => ({ ...as(server), kind: 'logins', seconds })))
    return done.amount / done.seconds
  },
})

const as = ({ port, user }: Running): Pick<Task, 'port' | 'user'> => ({ port, user })

const repeat = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at))
