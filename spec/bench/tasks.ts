import { closeSync, openSync } from 'node:fs'
import { Ftp } from './ftp.ts'

/** What one client does while the clock runs. */
export type Task = { readonly port: number; readonly user: string } & (
  | { readonly kind: 'download'; readonly path: string; readonly size: number }
  | { readonly kind: 'upload'; readonly path: string; readonly source: string; readonly size: number }
  /** The same commands again and again until the time is up. */
  | { readonly kind: 'repeat'; readonly commands: readonly string[]; readonly seconds: number }
  | { readonly kind: 'logins'; readonly seconds: number }
  /** Nothing, with this many sessions. */
  | { readonly kind: 'idle'; readonly sessions: number }
)

/** What was done in all: bytes, or how often. Times are seconds of the machine's monotonic clock. */
export interface Done {
  readonly amount: number
  readonly start: number
  readonly end: number
}

export interface Prepared extends Disposable {
  run(): Done
}

/** Connects and logs in, so that `run` is the work alone. */
export function prepare(task: Task): Prepared {
  if (task.kind === 'idle') return holding(task.port, task.user, task.sessions)
  if (task.kind === 'logins') return { run: () => timed(() => logins(task)), [Symbol.dispose]: () => undefined }
  const session = Ftp.to(task.port).login(task.user)
  return { run: () => timed(() => work(session, task)), [Symbol.dispose]: () => session.quit() }
}

type Work = Exclude<Task, { kind: 'idle' | 'logins' }>

function work(session: Ftp, task: Work): number {
  if (task.kind === 'download') return download(session, task.path, task.size)
  if (task.kind === 'upload') return upload(session, task)
  const end = now() + task.seconds
  let count = 0
  for (; now() < end; count++) session.download(task.commands[count % task.commands.length] ?? 'LIST')
  return count
}

function download(session: Ftp, path: string, size: number): number {
  const got = session.download(`RETR ${path}`)
  if (got !== size) throw new Error(`RETR ${path}: ${got} bytes instead of ${size}`)
  return got
}

function upload(session: Ftp, { path, source, size }: Extract<Task, { kind: 'upload' }>): number {
  const file = openSync(source, 'r')
  try {
    session.upload(path, file, size)
  } finally {
    closeSync(file)
  }
  return size
}

function logins({ port, user, seconds }: Extract<Task, { kind: 'logins' }>): number {
  const end = now() + seconds
  let count = 0
  for (; now() < end; count++) Ftp.to(port).login(user).quit()
  return count
}

function holding(port: number, user: string, count: number): Prepared {
  const sessions = Array.from({ length: count }, () => Ftp.to(port).login(user))
  return { run: () => timed(() => count), [Symbol.dispose]: () => sessions.forEach((session) => session.close()) }
}

function timed(act: () => number): Done {
  const start = now()
  const amount = act()
  return { amount, start, end: now() }
}

export const now = (): number => Number(process.hrtime.bigint()) / 1e9
