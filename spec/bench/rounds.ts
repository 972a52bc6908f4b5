import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../support/launch.ts'
import { type Contender, Running } from './contender.ts'
import type { Bench, Row } from './rows.ts'
import { median, type Result } from './table.ts'

/** All servers run at once, and each has had a turn that does not count: they are long-running programs. */
export async function measureRunning(
  row: Row,
  contenders: readonly Contender[],
  bench: Bench,
  rounds: number,
): Promise<Result> {
  const servers: Running[] = []
  try {
    for (const contender of contenders) servers.push(await start(contender, bench))
    for (const server of servers) await attempt(row, server, bench)
    return await alternate(row, servers, rounds, (server) => attempt(row, server, bench))
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]()
  }
}

/** Memory does not vary as times do, and hundreds of sessions take a forking server a while. */
const FRESH_ROUNDS = 3

/** A new server for each measurement. */
export function measureFresh(
  row: Row,
  contenders: readonly Contender[],
  bench: Bench,
  rounds: number,
): Promise<Result> {
  return alternate(row, contenders, Math.min(rounds, FRESH_ROUNDS), async (contender) => {
    await using server = await start(contender, bench)
    return await attempt(row, server, bench)
  })
}

/** A server that does not start is left out, aloud. */
export async function thatStart(contenders: readonly Contender[], bench: Bench): Promise<readonly Contender[]> {
  const started: Contender[] = []
  for (const contender of contenders) {
    try {
      await using _ = await start(contender, bench)
      started.push(contender)
    } catch (error) {
      console.error(`${contender.title} is left out: ${String(error)}`)
    }
  }
  return started
}

async function start(contender: Contender, { files }: Bench): Promise<Running> {
  const scratch = join(files.scratch, contender.name)
  mkdirSync(scratch, { recursive: true })
  return new Running(contender, { port: await freePort('127.0.0.1'), root: files.root, scratch })
}

/** Each round begins with another server, so that none always has the quiet or the noisy moment. */
async function alternate<One extends { readonly name: string }>(
  row: Row,
  ones: readonly One[],
  rounds: number,
  turn: (one: One) => Promise<number | undefined>,
): Promise<Result> {
  const measured = new Map<string, number[]>(ones.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < ones.length; step++) {
      const one = ones[(round + step) % ones.length]
      const value = one && (await turn(one))
      if (one && value !== undefined) measured.get(one.name)?.push(value)
    }
  }
  console.error(
    `${row.title}: ${[...measured].map(([name, values]) => `${name} ${values.map(brief).join(' ')}`).join('; ')}`,
  )
  return { row, values: new Map([...measured].map(([name, values]) => [name, median(values)])) }
}

const brief = (value: number): string => value.toPrecision(3)

async function attempt(row: Row, server: Running, bench: Bench): Promise<number | undefined> {
  try {
    return await row.measure(server, bench)
  } catch (error) {
    console.error(`${server.name}: ${row.title}: ${String(error)}`)
    return undefined
  }
}
