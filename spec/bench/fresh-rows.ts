import type { Running } from './contender.ts'
import type { Bench, Row } from './rows.ts'

const FEW = 300

/** Rows of a server that has done nothing before: it is started anew for each measurement. */
export const freshRows: readonly Row[] = [
  {
    title: 'Start to first greeting',
    unit: 'ms',
    better: 'less',
    measure: async (server) => server.secondsToGreeting * 1000,
  },
  {
    title: `Memory with ${FEW} idle sessions`,
    unit: 'MiB',
    better: 'less',
    measure: async (server, bench) => (await memoryWith(server, bench, FEW)) / 1024,
  },
  {
    title: `Memory per idle session beyond ${FEW}`,
    unit: 'KiB',
    better: 'less',
    measure: async (server, bench) => {
      const many = server.contender.idleSessions
      const before = await memoryWith(server, bench, FEW)
      return ((await memoryWith(server, bench, many)) - before) / (many - FEW)
    },
  },
]

/** PSS of all processes, in KiB. */
const memoryWith = ({ port, user, memory }: Running, { clients }: Bench, sessions: number): Promise<number> =>
  clients.during([{ port, user, kind: 'idle', sessions }], async () => memory())
