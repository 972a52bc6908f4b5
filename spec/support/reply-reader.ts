import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { bounded } from './bounded.ts'

/** Cuts what a server sends into replies, without improving it: a line that does not end in CR LF is a failure. */
export class ReplyReader {
  #rest = ''
  #lines: string[] = []
  #replies: string[] = []
  #ended = false
  #wake: () => void = () => undefined
  /** Everything received, as it came. */
  received = ''

  constructor(socket: Socket) {
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => this.#take(text))
    socket.on('error', () => undefined) // `close` follows and says what matters
    socket.on('close', () => {
      this.#ended = true
      this.#wake()
    })
  }

  /** The next reply, its lines joined by LF. */
  async next(after: string): Promise<string> {
    while (this.#replies.length === 0) {
      if (this.#ended) assert.fail(`connection closed instead of a reply to ${after}; rest: ${this.#unfinished()}`)
      await bounded(this.#something(), `a reply to ${after}; so far: ${this.#unfinished()}`)
    }
    return this.#replies.shift() ?? ''
  }

  /** Waits for the end of the connection; tells the replies that were still unread. */
  async end(): Promise<readonly string[]> {
    while (!this.#ended) await bounded(this.#something(), 'the end of the control connection')
    assert.equal(this.#unfinished(), '', 'the connection ended within a reply')
    return this.#replies.splice(0)
  }

  /** Replies that have come and that nobody has asked for. */
  get waiting(): readonly string[] {
    return this.#replies
  }

  #something(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #unfinished(): string {
    return [...this.#lines, this.#rest].join('\n')
  }

  #take(text: string): void {
    this.received += text
    const parts = (this.#rest + text).split('\n')
    this.#rest = parts.pop() ?? ''
    for (const part of parts) this.#line(part)
    this.#wake()
  }

  #line(line: string): void {
    this.#lines.push(line.endsWith('\r') ? line.slice(0, -1) : `${line}<bare LF>`)
    const code = this.#lines[0]?.slice(0, 3)
    if (!line.startsWith(`${code} `)) return // RFC 959 §4.2: the last line has the first one's code and a blank
    this.#replies.push(this.#lines.join('\n'))
    this.#lines = []
  }
}
