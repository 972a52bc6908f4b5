import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { bounded } from './bounded.ts'

/** The client's end of a data connection. */
export class DataConnection implements Disposable {
  readonly socket: Socket
  readonly #closed: Promise<unknown>
  /** Code of what broke the connection (`ECONNRESET`), if anything did. */
  failure: string | undefined

  constructor(socket: Socket) {
    this.socket = socket
    this.#closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.failure = error.code
    })
  }

  /** Connects first, as most clients do, so that the command finds the connection there. */
  static async to(host: string, port: number, from?: string): Promise<DataConnection> {
    const socket = connect({ host, port, allowHalfOpen: true, ...(from === undefined ? {} : { localAddress: from }) })
    await bounded(once(socket, 'connect'), `data connection to ${host}:${port}`)
    return new DataConnection(socket.pause())
  }

  /** Everything up to the server's end of file; then closes. */
  async readAll(): Promise<Buffer> {
    const chunks: Buffer[] = []
    this.socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    this.#closeAfterEnd()
    this.socket.resume()
    await bounded(this.#closed, 'the end of the data connection')
    return Buffer.concat(chunks)
  }

  /** Sends, then closes the sending half, which ends an upload. */
  async finish(data: Uint8Array): Promise<void> {
    this.socket.resume() // nothing is sent on an upload, but the server's end of file must be seen
    this.socket.end(data)
    await bounded(this.#closed, 'the server closing the data connection')
  }

  async closed(): Promise<void> {
    this.#closeAfterEnd()
    this.socket.resume()
    await bounded(this.#closed, 'the server closing the data connection')
  }

  /** An end of file without a byte before it is seen by a paused socket, too. */
  #closeAfterEnd(): void {
    if (this.socket.readableEnded) this.socket.end()
    else this.socket.once('end', () => this.socket.end())
  }

  /** Breaks off with a reset: what a client looks like whose machine has gone. */
  reset(): void {
    this.socket.resetAndDestroy()
  }

  [Symbol.dispose](): void {
    this.socket.destroy()
  }
}

/** What PORT and EPRT name: the server connects to it. */
export class DataListener implements Disposable {
  readonly #server: Server
  readonly #connected: Promise<DataConnection>

  private constructor(server: Server) {
    this.#server = server
    this.#connected = new Promise((resolve) => {
      server.once('connection', (socket) => resolve(new DataConnection(socket.pause())))
    })
  }

  static async on(host: string): Promise<DataListener> {
    const server = createServer({ allowHalfOpen: true })
    server.listen(0, host)
    await once(server, 'listening')
    return new DataListener(server)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  accept(): Promise<DataConnection> {
    return bounded(this.#connected, 'the server connecting to our data port')
  }

  [Symbol.dispose](): void {
    this.#server.close()
  }
}
