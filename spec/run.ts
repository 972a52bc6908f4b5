import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const USAGE = `npm test -- [--list] [PART…]
Runs the specs of this build whose path contains one of the parts (all of them without a part), e.g. commands/retr.`

/** The specs wait more than they compute, for servers to start and clients to finish. */
const CONCURRENCY = Math.max(4, 2 * availableParallelism())

/** A hang is a failure of one spec, not of the suite. */
const TEST_TIMEOUT_MS = 120_000

const here = fileURLToPath(new URL('.', import.meta.url))

/** Compiled specs of the build this file belongs to, by their path under spec/. The bench has none. */
const all = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.spec.js'))
  .toSorted()

const [options, parts] = partition(process.argv.slice(2), (word) => word.startsWith('--'))
// People name the source, the build or the module: `spec/a/b.spec.ts`, `lib/a/b.ts` and `a/b` are the same.
const wanted = parts.map((part) => part.replace(/^(\.\/)?((dist|spec|lib)\/)*/, '').replace(/(\.spec)?\.[jt]s$/, ''))
const files = wanted.length === 0 ? all : all.filter((name) => wanted.some((part) => name.includes(part)))

if (options.some((option) => option !== '--list')) process.exitCode = refuse(USAGE)
else if (files.length === 0) process.exitCode = refuse(`no spec matches ${parts.join(' ')}\n${USAGE}`)
else if (options.length > 0) console.log(files.join('\n'))
else process.exitCode = await run(files)

/** Node's own runner, on our standard output: its closing lines are what CI reads. */
async function run(names: readonly string[]): Promise<number> {
  const flags = ['--test', `--test-concurrency=${CONCURRENCY}`, `--test-timeout=${TEST_TIMEOUT_MS}`]
  const paths = names.map((name) => relative(process.cwd(), `${here}${name}`))
  const runner = spawn(process.execPath, [...flags, ...paths], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal))
  const [status] = (await once(runner, 'exit')) as [number | null]
  return status ?? 1
}

function refuse(text: string): number {
  console.error(text)
  return 2
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
