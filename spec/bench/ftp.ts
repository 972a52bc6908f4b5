import {
  closeSocket,
  connectTo,
  discardAll,
  finishSending,
  receive,
  type SocketFd,
  sendAll,
  sendFile,
} from './sockets.ts'

/** A session of a client that waits for everything, in a thread of its own. */
export class Ftp {
  readonly #control: SocketFd
  readonly #buffer = Buffer.allocUnsafe(4096)
  #text = ''

  constructor(control: SocketFd) {
    this.#control = control
    this.#expect('220', 'connect')
  }

  static to(port: number): Ftp {
    const control = connectTo(port)
    if (control === undefined) throw new Error(`nothing listens on port ${port}`)
    return new Ftp(control)
  }

  /** As `joe`, or as `anonymous` on servers that ask no password of it. */
  login(user: string): this {
    const reply = this.#send(`USER ${user}`)
    if (reply.startsWith('331')) this.command('PASS secret', '230')
    this.command('TYPE I', '200')
    return this
  }

  command(line: string, code: string): string {
    const reply = this.#send(line)
    if (!reply.startsWith(code)) throw new Error(`${line}: ${reply}`)
    return reply
  }

  /** Bytes that came. */
  download(command: string): number {
    const data = this.#passive()
    this.command(command, '1') // some say 125
    const size = discardAll(data)
    closeSocket(data)
    this.#expect('226', command)
    return size
  }

  upload(path: string, file: number, size: number): void {
    const data = this.#passive()
    this.command(`STOR ${path}`, '1')
    sendFile(data, file, size)
    finishSending(data)
    closeSocket(data)
    this.#expect('226', path)
  }

  quit(): void {
    this.#send('QUIT')
    discardAll(this.#control)
    this.close()
  }

  close(): void {
    closeSocket(this.#control)
  }

  #passive(): SocketFd {
    const reply = this.command('PASV', '227')
    const numbers = /(\d+),(\d+)\)/.exec(reply)
    const data = connectTo(Number(numbers?.[1]) * 256 + Number(numbers?.[2]))
    if (data === undefined) throw new Error(`nobody at ${reply}`)
    return data
  }

  #send(line: string): string {
    sendAll(this.#control, Buffer.from(`${line}\r\n`, 'latin1'))
    return this.#reply()
  }

  #expect(code: string, after: string): void {
    const reply = this.#reply()
    if (!reply.startsWith(code)) throw new Error(`${after}: ${reply}`)
  }

  #reply(): string {
    for (;;) {
      const end = endOfReply(this.#text)
      if (end > 0) {
        const reply = this.#text.slice(0, end)
        this.#text = this.#text.slice(end)
        return reply
      }
      const count = receive(this.#control, this.#buffer)
      if (count === 0) throw new Error(`connection closed: ${this.#text}`)
      this.#text += this.#buffer.toString('latin1', 0, count)
    }
  }
}

/** Where the first reply ends, 0 if it has not come completely. */
function endOfReply(text: string): number {
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start)
    if (end < 0) return 0
    if (text[start + 3] === ' ' && text.startsWith(text.slice(0, 3), start)) return end + 1
    start = end + 1
  }
}
