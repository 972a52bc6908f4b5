import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { bounded } from './bounded.ts'
import type { Owner } from './home.ts'
import type { Program } from './launch.ts'

/** A line that the server writes to standard output when that is not a terminal. */
export interface LogLine {
  readonly level: string
  readonly time: string
  readonly user: string
  readonly host: string
  readonly msg: string
}

/** A server as a child process, its log parsed while it comes. */
export class ServerProcess {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  readonly logs: LogLine[] = []
  /** What came on standard error, and on standard output without being JSON. */
  noise = ''
  #rest = ''

  constructor({ command, args }: Program, options: { readonly env?: NodeJS.ProcessEnv; readonly startedBy?: Owner }) {
    this.#child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      ...options.startedBy,
    })
    this.#exited = once(this.#child, 'close').finally(() => process.off('exit', this.#killNow))
    process.on('exit', this.#killNow) // a spec that dies must not leave a server behind
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#take(text))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.noise += text
    })
  }

  get pid(): number {
    return this.#child.pid ?? assert.fail('the server did not start')
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** From the line `…, listening on ADDRESS:PORT and ADDRESS:PORT`; all ports are the same. */
  async listeningPort(): Promise<number> {
    const { msg } = await this.waitForLog(/listening on \S+:\d+/i)
    return Number(/listening on \S+:(\d+)/i.exec(msg)?.[1])
  }

  /** The first line, past or future, whose text matches. */
  async waitForLog(pattern: RegExp): Promise<LogLine> {
    for (;;) {
      const found = this.logs.find(({ msg }) => pattern.test(msg))
      if (found) return found
      const more = once(this.#child, 'log')
      await bounded(Promise.race([more, this.#exited]), `a log line ${String(pattern)} among ${this.#said()}`)
      if (!this.running && !this.logs.some(({ msg }) => pattern.test(msg))) {
        assert.fail(`the server ended before it logged ${String(pattern)}: ${this.#said()}`)
      }
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Exit status, or the name of the signal that ended it. */
  async ended(): Promise<number | string | null> {
    await bounded(this.#exited, `the end of the server: ${this.#said()}`, 20_000)
    return this.#child.exitCode ?? this.#child.signalCode
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }

  readonly #killNow = (): void => {
    this.#child.kill('SIGKILL')
  }

  #said(): string {
    return `${JSON.stringify(this.logs.map(({ msg }) => msg))} ${this.noise}`
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('{')) this.logs.push(JSON.parse(line) as LogLine)
      else this.noise += `${line}\n`
    }
    this.#child.emit('log')
  }
}
