import { type Compiled, compileFlags } from '../config/compile-flags.ts'
import { type ConfigError, renderError } from '../config/config-error.ts'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { prestartReactors } from '../reactors/prestart.ts'
import { type Background, inBackground, startInBackground } from '../server/daemonise.ts'
import { asLines, type StartFailure, write } from './outcome.ts'
import type { ServeOptions } from './serve.ts'

const NAME = 'pure-ftpd'

/** What a start does differently from a plain one (`npm start`). */
export type Variation = Pick<ServeOptions, 'anonymousHome' | 'pidFile'> & {
  readonly onListening?: ServeOptions['onListening']
}

/** The server's program: resolves to its exit status, for a server once it was stopped. */
export async function main(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  variation: Variation = {},
): Promise<number> {
  const background = inBackground(env)
  try {
    return await start(argv, env, background, variation)
  } catch (error) {
    // A bug, or a file of ours that is missing. With -B nobody would see what Node prints.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return fail({ status: 1, lines: [`${NAME}: internal error: ${text}`] }, background)
  }
}

async function start(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  background: Background | undefined,
  variation: Variation,
): Promise<number> {
  const compiled = compileFlags(argv, { posixlyCorrect: env['POSIXLY_CORRECT'] !== undefined, programName: NAME })
  if (!compiled.ok) return refuse(compiled.error, background)
  if (compiled.value.kind !== 'serve') return inform(compiled.value)
  const { config } = compiled.value
  if (config.daemonize && !background) return callerOf(argv, env)
  if (background) process.chdir('/') // only now: files named by flags are relative to where the user stands
  return run(config, background, variation)
}

async function run(config: RuntimeConfig, background: Background | undefined, variation: Variation): Promise<number> {
  const workers = prestartReactors(config)
  const { serve } = await import('./serve.ts')
  const failure = await serve(config, {
    ...variation,
    workers,
    foreground: !background,
    onListening: (server) => {
      void background?.report({ kind: 'listening' })
      variation.onListening?.(server)
    },
  })
  return failure ? fail(failure, background) : 0
}

/** `-B`: the process that the user sees ends when the server listens, or says why it does not. */
async function callerOf(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [script = ''] = process.argv.slice(1)
  const args = [...process.execArgv, script, ...argv]
  const readiness = await startInBackground({ command: process.execPath, args, env })
  if (readiness.kind === 'listening') return 0
  write(2, asLines(readiness.lines))
  return readiness.status
}

/** Standard error and syslog; the reference writes to descriptor 0, which nobody reads (quirk 11). */
async function refuse(error: ConfigError, background: Background | undefined): Promise<number> {
  const { logRefusal } = await import('./log-refusal.ts')
  logRefusal(error.text)
  return fail({ status: error.exitCode, lines: renderError(error, NAME) }, background)
}

async function fail(failure: StartFailure, background: Background | undefined): Promise<number> {
  if (background) await background.report({ kind: 'failed', ...failure })
  else write(2, asLines(failure.lines))
  return failure.status
}

async function inform(asked: Exclude<Compiled, { kind: 'serve' }>): Promise<number> {
  const { informationFor } = await import('./information.ts')
  write(1, await informationFor(asked))
  return 0
}
