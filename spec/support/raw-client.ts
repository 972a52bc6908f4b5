import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, isIPv6, type Socket } from 'node:net'
import { bounded } from './bounded.ts'
import { DataConnection, DataListener } from './data-connection.ts'
import { ReplyReader } from './reply-reader.ts'

export interface Transfer {
  /** The reply to the command: 150, or the refusal, in which case there is no `final`. */
  readonly reply: string
  readonly final: string | undefined
  readonly data: Buffer
}
export type Mode = 'passive' | 'active'

/** A client that hides nothing: texts are byte strings, and every reply is what the server sent. */
export class RawClient implements AsyncDisposable {
  readonly socket: Socket
  readonly host: string
  readonly #replies: ReplyReader
  greeting = ''
  /** How `transfer` and what builds on it connect. */
  mode: Mode = 'passive'

  private constructor(socket: Socket, host: string) {
    this.socket = socket
    this.host = host
    this.#replies = new ReplyReader(socket)
  }

  /** Connects and reads the greeting, whatever it says. */
  static async connect(port: number, host = '127.0.0.1', from?: string): Promise<RawClient> {
    const socket = connect({ host, port, noDelay: true, ...(from === undefined ? {} : { localAddress: from }) })
    await bounded(once(socket, 'connect'), `connection to ${host}:${port}`)
    const client = new RawClient(socket, host)
    client.greeting = await client.#replies.next('the connection')
    return client
  }

  /** One command, its reply: the lines as sent, joined by LF. */
  async send(command: string): Promise<string> {
    this.write(`${command}\r\n`)
    return this.#replies.next(command)
  }

  /** Exactly these bytes, in one packet: a command may be cut anywhere, or several be sent at once. */
  write(bytes: string): void {
    this.socket.write(bytes, 'latin1')
  }

  /** The next reply. */
  reply(): Promise<string> {
    return this.#replies.next('what was sent before')
  }

  /** Everything the server has sent so far, line ends included. */
  get received(): string {
    return this.#replies.received
  }

  /** USER, PASS and TYPE I (a session begins in ASCII). */
  async login(name: string, password: string): Promise<this> {
    assert.match(await this.send(`USER ${name}`), /^331 /)
    assert.match(await this.send(`PASS ${password}`), /^230[ -]/m)
    assert.match(await this.send('TYPE I'), /^200 /)
    return this
  }

  /** PASV or EPSV by the address in use, connected. */
  async passive(): Promise<DataConnection> {
    return DataConnection.to(this.host, await this.passivePort())
  }

  /** Of PASV the port alone is believed, as by every client of today. */
  async passivePort(): Promise<number> {
    if (isIPv6(this.host)) {
      const reply = await this.send('EPSV')
      return Number(/^229 .*\(\|\|\|(\d+)\|\)/.exec(reply)?.[1] ?? assert.fail(reply))
    }
    const reply = await this.send('PASV')
    const [, high, low] = /^227 .*?\d+,\d+,\d+,\d+,(\d+),(\d+)/.exec(reply) ?? assert.fail(reply)
    return Number(high) * 256 + Number(low)
  }

  /** PORT or EPRT by the address in use. */
  async active(): Promise<DataListener> {
    const own = this.socket.localAddress ?? '127.0.0.1'
    const listener = await DataListener.on(own)
    const { port } = listener
    const command = isIPv6(own)
      ? `EPRT |2|${own}|${port}|`
      : `PORT ${own.replaceAll('.', ',')},${port >> 8},${port & 255}`
    assert.match(await this.send(command), /^200 /)
    return listener
  }

  /** A command with a data connection, whatever comes of it. With `upload`, that is what is sent. */
  async transfer(command: string, upload?: Uint8Array): Promise<Transfer> {
    using end = this.mode === 'passive' ? await this.passive() : await this.active()
    const reply = await this.send(command)
    if (!reply.startsWith('1')) return { reply, final: undefined, data: Buffer.alloc(0) }
    using connection = end instanceof DataConnection ? end : await end.accept()
    const data = upload ? await connection.finish(upload).then(() => Buffer.alloc(0)) : await connection.readAll()
    return { reply, final: await this.reply(), data }
  }

  /** RETR, which must succeed. */
  async download(path: string): Promise<Buffer> {
    const { data, ...replies } = await this.transfer(`RETR ${path}`)
    return succeeded(replies, data)
  }

  /** STOR, or another command that sends, which must succeed. Text is bytes. Tells the final reply. */
  async upload(path: string, content: string | Uint8Array, verb = 'STOR'): Promise<string> {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
    const { data: _, ...replies } = await this.transfer(`${verb} ${path}`, bytes)
    return succeeded(replies, replies.final ?? '')
  }

  /** LIST, NLST or MLSD, which must succeed: what came, as bytes. */
  async list(command = 'LIST'): Promise<string> {
    const { data, ...replies } = await this.transfer(command)
    return succeeded(replies, data.toString('latin1'))
  }

  /** The server must close the connection; tells the replies before it. */
  expectClosed(): Promise<readonly string[]> {
    return this.#replies.end()
  }

  /** Ends the session as a client does that is not in a hurry. */
  async quit(): Promise<void> {
    this.write('QUIT\r\n')
    await this.expectClosed()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.socket.closed) return
    const closed = once(this.socket, 'close')
    this.socket.destroy()
    await closed
  }
}

function succeeded<T>({ reply, final }: Omit<Transfer, 'data'>, value: T): T {
  assert.match(reply, /^150[ -]/)
  assert.match(final ?? '', /^226[ -]/)
  return value
}
