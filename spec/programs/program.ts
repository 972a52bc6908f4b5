import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A compiled launcher of bin/. */
export const launcher = (name: string): string => new URL(`../../bin/${name}.js`, import.meta.url).pathname

/** A directory that goes when its test does. */
export class Scratch implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'pure-ftpd-program-'))

  file(name: string): string {
    return join(this.path, name)
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true })
  }
}

export interface LogLine {
  readonly level: string
  readonly msg: string
}

/** A program as a user starts it, its standard output and error as text. Ended with the test, whatever happened. */
export class Program implements AsyncDisposable {
  readonly child: ChildProcess
  readonly #exited: Promise<unknown>
  out = ''
  err = ''

  constructor(
    name: string,
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; cwd?: string; stdin?: number } = {},
  ) {
    this.child = spawn(process.execPath, [launcher(name), ...args], {
      stdio: [options.stdin ?? 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    this.#exited = once(this.child, 'close')
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.out += text
      this.child.emit('text')
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.err += text
    })
  }

  get pid(): number {
    return this.child.pid ?? assert.fail('the program did not start')
  }

  async status(): Promise<number | string | null> {
    await this.#exited
    return this.child.exitCode ?? this.child.signalCode
  }

  /** Waits for a line of the log. */
  async logged(pattern: RegExp): Promise<LogLine> {
    for (;;) {
      const found = this.log().find(({ msg }) => pattern.test(msg))
      if (found) return found
      const ended = await Promise.race([once(this.child, 'text').then(() => false), this.#exited.then(() => true)])
      if (ended && !this.log().some(({ msg }) => pattern.test(msg))) {
        assert.fail(`ended without ${String(pattern)}: ${this.out}${this.err}`)
      }
    }
  }

  /** Whole lines only. */
  log(): readonly LogLine[] {
    const lines = this.out.split('\n').slice(0, -1)
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine)
  }

  /** Of a server that listens on one address. */
  async port(): Promise<number> {
    const { msg } = await this.logged(/listening on /)
    return Number(/:(\d+)$/.exec(msg)?.[1])
  }

  async stop(): Promise<number | string | null> {
    this.child.kill('SIGTERM')
    return this.status()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL')
    await this.status()
  }
}

/** First line of the greeting. */
export async function greeting(port: number, host = '127.0.0.1'): Promise<string> {
  const socket = connect(port, host).setEncoding('latin1')
  try {
    let text = ''
    for await (const chunk of socket) {
      text += chunk as string
      if (text.includes('\n')) break
    }
    return text.slice(0, text.indexOf('\r'))
  } finally {
    socket.destroy()
  }
}

/** A process that is not our child: ends it and waits until it is gone. */
export async function endForeign(pid: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  process.kill(pid, signal)
  for (;;) {
    try {
      process.kill(pid, 0)
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'))) return // its reaper is not ours
    } catch {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 10)) // not our child: there is no event to wait for
  }
}
