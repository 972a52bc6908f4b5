import type { ChildProcess } from 'node:child_process'

/** What the background process tells the one that the user waits for. */
export type Readiness =
  | { readonly kind: 'listening' }
  | { readonly kind: 'failed'; readonly status: number; readonly lines: readonly string[] }

/** Marks the environment of the background process; taken out again at once. */
const MARK = 'PURE_FTPD_IN_BACKGROUND'

/** Longer than any name lookup; a server that says nothing for this long is stuck. */
const PATIENCE = 30_000

export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly patience?: number
}

/**
 * `-B`, from the caller's side: starts the same command as the leader of a new session and waits for its word, where
 * the reference returns before it has tried to listen (quirk 10). Resolves to what there is to say and the status to
 * exit with.
 */
export async function startInBackground({ command, args, env, patience }: Launch): Promise<Readiness> {
  const { spawn } = await import('node:child_process') // 7 ms that the server itself need not spend
  const child = spawn(command, args, {
    detached: true,
    env: { ...env, [MARK]: '1' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return firstWord(child, patience ?? PATIENCE).finally(() => release(child))
}

const failed = (line: string): Readiness => ({ kind: 'failed', status: 1, lines: [`pure-ftpd: ${line}`] })

function firstWord(child: ChildProcess, patience: number): Promise<Readiness> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      resolve(failed(`the server did not start within ${patience / 1000} seconds: run it without -B to see why`))
    }, patience)
    const settle = (readiness: Readiness): void => {
      clearTimeout(timer)
      resolve(readiness)
    }
    child.once('message', (message) => settle(message as Readiness))
    child.once('error', (error) => settle(failed(`the server could not be started: ${error.message}`)))
    child.once('exit', (code, signal) =>
      settle(failed(`the server ended before it listened (${signal ?? `status ${code}`})`)),
    )
  })
}

/** Nothing of the child may keep this process waiting. */
function release(child: ChildProcess): void {
  child.removeAllListeners()
  if (child.connected) child.disconnect()
  child.unref()
}

/** The background process's side. */
export interface Background {
  /** Tells the caller, once; afterwards nobody listens. Resolves when it is told: an exit would lose the word. */
  report(readiness: Readiness): Promise<void>
}

/** Present in a process that `startInBackground` made. */
export function inBackground(env: NodeJS.ProcessEnv): Background | undefined {
  if (env[MARK] !== '1' || !process.send) return undefined
  delete env[MARK] // programs that we start in turn are not servers
  return { report }
}

function report(readiness: Readiness): Promise<void> {
  // The caller may have been killed while it waited: that is no reason for the server to end.
  process.on('error', () => {})
  return new Promise((resolve) => {
    process.send?.(readiness, () => {
      if (process.connected) process.disconnect()
      resolve()
    })
  })
}
