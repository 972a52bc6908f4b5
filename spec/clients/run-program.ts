import { execFile } from 'node:child_process'
import { findProgram } from '../support/launch.ts'

const TIMEOUT_MS = 60_000

/** Runs a client to its end. A status other than 0 is a failure that shows all it said. */
export function runProgram(
  name: string,
  args: readonly string[],
  options: { readonly input?: string; readonly cwd?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = {
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: 1 << 24,
      // No settings, histories or bookmarks of whoever runs the specs, and names in UTF-8.
      env: { PATH: process.env['PATH'], HOME: options.cwd ?? '/nonexistent', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    } as const
    const child = execFile(name, args, settings, (error, out, err) => {
      if (error) reject(new Error(`${name} ${args.join(' ')}: ${error.code ?? error.signal}\n${out}\n${err}`))
      else resolve(out + err)
    })
    child.stdin?.on('error', () => undefined) // it may end without reading everything
    child.stdin?.end(options.input ?? '')
  })
}

/** Why `program` cannot be used, or undefined. */
export const absence = (program: string): string | undefined =>
  findProgram(program) === undefined ? `${program} is not installed` : undefined
