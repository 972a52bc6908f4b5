import { Socket } from 'node:net'
import type { Fd } from '../kernel/kernel.ts'
import type { Step } from '../protocol/command.ts'
import type { Client } from '../protocol/context.ts'
import { closing, encodeReply, type Reply, reply } from '../protocol/reply.ts'
import type { Session } from '../protocol/session.ts'
import { adoptDescriptor } from '../transfer/adopt-descriptor.ts'
import { dropChannel } from '../transfer/data-channel.ts'
import { CommandQueue } from './command-queue.ts'
import { type CommandLine, dispatch, lookUp, parseCommandLine } from './dispatch.ts'
import { type Attendance, greeting } from './greeting.ts'
import { IdleClock, type IdleVerdict } from './idle-clock.ts'
import { isUnfinishedAbort, readLines } from './line-reader.ts'
import { Pauses } from './pauses.ts'
import { ReplyWriter } from './reply-writer.ts'
import { SessionContext, type SessionServices } from './session-context.ts'
import { SilenceTimer } from './silence-timer.ts'

/** How long a client may take to close its side after the last reply. */
const LINGER_MS = 2000

/** All connections of a thread read into this buffer: every line is copied out of it before the next read. */
const inbox = Buffer.allocUnsafeSlow(64 * 1024)

const replies = {
  tooLong: closing(421, 'Line too long'),
  timeout: closing(421, 'Timeout'),
  idle: closing(421, 'Timeout - try typing a little faster next time'),
  noOperation: (seconds: number): Reply => closing(421, `Timeout (no operation for ${seconds} seconds)`),
  malformed: reply(500, 'Unknown command'),
  clientLeft: closing(425, 'Logout.'),
  internalError: closing(421, 'Internal error, closing the control connection'),
  stopping: closing(421, 'The server is shutting down'),
}

/** One client: lines in, commands in order, replies out (DESIGN.md, Invariants 3 and 6). */
export class ControlConnection {
  readonly context: SessionContext
  readonly #socket: Socket
  readonly #writer: ReplyWriter
  readonly #clock: IdleClock
  readonly #onClosed: () => void
  readonly #pauses = new Pauses()
  readonly #silence: SilenceTimer
  readonly #queue = new CommandQueue()
  #session: Session = { phase: 'awaiting-user', failures: 0, transferType: 'ascii' }
  #rest = ''
  #busy = false
  /** The client has finished sending. */
  #ended = false
  #closed = false
  #stopping = false
  #released = false
  #paused = false

  /** Takes a connected descriptor (or, with the portable kernel, a socket) over. `onClosed` is told once. */
  constructor(services: SessionServices, client: Client, connection: Fd | Socket, onClosed: () => void) {
    this.#onClosed = onClosed
    const fd = connection instanceof Socket ? undefined : connection
    if (fd !== undefined) services.kernel.sockets?.tuneControl(fd)
    this.#socket = connection instanceof Socket ? this.#adoptSocket(connection) : this.#adoptDescriptor(connection)
    this.#writer = new ReplyWriter(services.kernel, this.#socket, fd)
    this.context = new SessionContext(services, client, {
      preliminary: (first) => this.#write(first),
      pause: (milliseconds) => this.#pauses.wait(milliseconds),
    })
    this.#clock = new IdleClock(() => this.context.idleSeconds * 1000, performance.now())
    this.#silence = new SilenceTimer(
      () => this.context.idleSeconds,
      () => this.#guard(() => this.#onSilence()),
    )
  }

  greet(attendance: Attendance): void {
    this.#write(greeting(this.context, attendance))
  }

  /** Ends the session before it began. */
  refuse(why: Reply): void {
    this.#reply(why)
  }

  /** Ends the session: at once, or after the transfer under way if it ends within `graceMs`. */
  stop(graceMs: number): void {
    this.#stopping = true
    if (!this.context.transfer) return this.#reply(replies.stopping)
    this.#pauses.after(graceMs, () => this.context.transfer?.abort('server-stops'))
  }

  /** An exception in a session is a bug: it ends this session, and no other (DESIGN.md, Invariant 6). */
  crash(error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.context.log('error', `Internal error: ${stack.replaceAll(/\s*\n\s*/g, ' | ')}`)
    if (this.#closed) this.#release()
    else this.#reply(replies.internalError)
  }

  #adoptDescriptor(fd: Fd): Socket {
    const callback = (length: number): boolean => {
      this.#guard(() => this.#onBytes(inbox.toString('latin1', 0, length)))
      this.#paused = this.#queue.isOverfull
      return !this.#paused
    }
    return this.#listen(adoptDescriptor(fd, { buffer: inbox, callback }))
  }

  #adoptSocket(socket: Socket): Socket {
    socket.on('data', (bytes: Buffer) => {
      this.#guard(() => this.#onBytes(bytes.toString('latin1')))
      this.#paused = this.#queue.isOverfull
      if (this.#paused) socket.pause()
    })
    return this.#listen(socket)
  }

  #listen(socket: Socket): Socket {
    socket.on('end', () => this.#guard(() => this.#onEnd()))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#guard(() => this.#onClose()))
    socket.resume()
    return socket
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.crash(error)
    }
  }

  #onBytes(bytes: string): void {
    if (this.#closed || this.#stopping) return
    this.#silence.restart()
    const { lines, rest, tooLong } = readLines(this.#rest, bytes)
    this.#rest = rest
    for (const line of lines) this.#enqueue(line)
    if (rest !== '') this.#onPartialLine(rest)
    this.#pump()
    if (tooLong) {
      this.context.log('warning', 'Line too long')
      this.#reply(replies.tooLong)
    }
  }

  #onPartialLine(rest: string): void {
    if (this.context.transfer && isUnfinishedAbort(rest)) {
      this.#rest = ''
      this.#enqueue('ABOR')
    } else if (!this.#busy) {
      this.#heed(this.#clock.onPartialLine(performance.now()))
    }
  }

  #enqueue(line: string): void {
    this.#queue.push(line)
    if (this.context.transfer && /^ABOR( |$)/i.test(line)) this.context.transfer.abort('aborted-by-client')
  }

  /** Runs what waits, one command after the other, as long as each ends at once. */
  #pump(): void {
    while (!this.#busy && !this.#closed) {
      const line = this.#queue.shift()
      if (line === undefined) break
      this.#runLine(line)
    }
    if (this.#closed || this.#busy) return
    if (this.#ended) return this.#leave()
    if (this.#paused) {
      this.#paused = false
      this.#socket.resume()
    }
  }

  #runLine(line: string): void {
    if (line === '') return
    const parsed = parseCommandLine(line)
    if (!parsed) return this.#finish({ reply: replies.malformed })
    if (this.context.config.verboselog > 0) this.context.log('debug', shown(parsed))
    const command = lookUp(parsed.verb, this.context)
    const loggedIn = this.#session.phase === 'authenticated'
    const kind = command?.idle ?? (loggedIn ? 'active' : 'neutral')
    if (!this.#heed(this.#clock.onCommand(kind, performance.now()))) return
    const step = dispatch(command, parsed.argument, this.#session, this.context)
    if (step instanceof Promise) this.#await(step)
    else this.#finish(step)
  }

  #await(step: Promise<Step>): void {
    this.#busy = true
    step
      .then((done) => {
        this.#busy = false
        this.#finish(done)
        this.#pump()
      })
      .catch((error: unknown) => {
        this.#busy = false
        this.crash(error)
      })
  }

  #finish({ session, reply: final }: Step): void {
    if (session) this.#enter(session)
    if (this.#closed) return this.#release()
    this.#reply(final)
    if (this.#stopping) this.#reply(replies.stopping)
    this.#clock.onReply(performance.now())
    this.#silence.restart()
  }

  #enter(session: Session): void {
    if (session.phase === 'authenticated' && this.#session.phase !== 'authenticated') {
      this.context.user = session.account.name
    }
    this.#session = session
  }

  /** False when the session has ended. */
  #heed(verdict: IdleVerdict): boolean {
    if (verdict === 'go-on') return true
    const seconds = 2 * this.context.idleSeconds
    const last = verdict === 'timeout' ? replies.timeout : replies.noOperation(seconds)
    this.context.log('info', last.lines[0] ?? '')
    this.#reply(last)
    return false
  }

  #reply(final: Reply): void {
    this.#write(final)
    if (final.closes) this.#close()
  }

  #write(text: Reply): void {
    if (this.#closed) return
    if (this.context.config.verboselog > 1) this.#logReply(text)
    if (this.#writer.write(encodeReply(text))) return
    this.context.log('warning', 'The client does not read its replies')
    this.#socket.destroy()
  }

  #logReply({ code, lines }: Reply): void {
    const last = lines.length - 1
    lines.forEach((line, i) => this.context.log('debug', `${code}${i < last ? '-' : ' '}${line}`))
  }

  #onEnd(): void {
    this.#ended = true
    this.context.transfer?.abort('connection-lost')
    if (!this.#busy) this.#pump()
  }

  #leave(): void {
    this.context.log('info', 'Logout.')
    this.#reply(replies.clientLeft)
  }

  #onClose(): void {
    if (!this.#closed && !this.#ended) this.context.log('info', 'Logout.')
    this.context.transfer?.abort('connection-lost')
    this.#shut()
    this.#socket.destroy()
  }

  /** After the last reply: the client gets the time to read it, and nothing more is read from it. */
  #close(): void {
    if (this.#closed) return
    this.#shut()
    this.#socket.end()
    this.#socket.resume()
    const linger = setTimeout(() => this.#socket.destroy(), LINGER_MS)
    this.#socket.once('close', () => clearTimeout(linger))
    if (this.#ended) this.#socket.once('finish', () => this.#socket.destroy())
    else this.#socket.once('end', () => this.#socket.destroy())
  }

  #shut(): void {
    if (this.#closed) return
    this.#closed = true
    this.#silence[Symbol.dispose]()
    this.#pauses[Symbol.dispose]()
    this.#queue.clear()
    if (!this.#busy) this.#release()
  }

  /** Gives back what the session holds: once, when nothing of it runs any more. */
  #release(): void {
    if (this.#released) return
    this.#released = true
    const session = this.#session
    this.#session = { phase: 'awaiting-user', failures: 0, transferType: 'ascii' }
    if (session.phase === 'authenticated') {
      dropChannel(session)
      session.fs[Symbol.dispose]()
    }
    this.#onClosed()
  }

  #onSilence(): void {
    // A running command has its own time limits.
    if (this.#busy) return this.#silence.restart()
    this.context.log('info', replies.idle.lines[0] ?? '')
    this.#reply(replies.idle)
  }
}

/** `-d` (flags.md): the verb in lower case, and never a password. */
const shown = ({ verb, argument }: CommandLine): string =>
  `Command [${verb.toLowerCase()}] [${verb === 'PASS' ? '<*>' : argument}]`
