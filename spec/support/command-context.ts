import assert from 'node:assert/strict'
import type { Account } from '../../lib/auth/account.ts'
import type { Credential, Verdict } from '../../lib/auth/backend.ts'
import type { RuntimeConfig } from '../../lib/config/runtime-config.ts'
import { dispatch, lookUp, parseCommandLine } from '../../lib/control/dispatch.ts'
import type { Gid, IpAddress, Port, Uid } from '../../lib/core/units.ts'
import type { KernelError } from '../../lib/kernel/errno.ts'
import type { Kernel } from '../../lib/kernel/kernel.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import type { Level } from '../../lib/logs/event.ts'
import type { Step } from '../../lib/protocol/command.ts'
import type { Client, CommandContext } from '../../lib/protocol/context.ts'
import { encodeReply } from '../../lib/protocol/reply.ts'
import type { Session } from '../../lib/protocol/session.ts'
import { PassivePorts } from '../../lib/transfer/passive-ports.ts'
import { configOf } from '../config/fixtures/compile.ts'
import { Home, type Owner, TemporaryDirectory, type Tree } from './home.ts'

export const CLIENT: Client = {
  peer: '127.0.0.1' as IpAddress,
  local: '127.0.0.1' as IpAddress,
  localPort: 21 as Port,
}

export interface Setup {
  /** Flags of the server. */
  readonly argv?: readonly string[]
  readonly home?: Tree
  /** Changes of the account `joe`, whose password is `secret`. */
  readonly account?: Partial<Account>
  readonly kernel?: Kernel
}

const isRoot = process.getuid?.() === 0
const OWNER: Owner = isRoot ? { uid: 2001, gid: 2001 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

/** One session without a socket: the commands are the real ones, and so are the files; waits are only noted down. */
export class Conversation implements CommandContext, Disposable {
  readonly config: RuntimeConfig
  readonly kernel: Kernel
  readonly client = CLIENT
  readonly ports = new PassivePorts()
  readonly totals = { uploaded: 0, downloaded: 0 }
  readonly peerName = CLIENT.peer
  readonly anonymous: RuntimeConfig['anonymous']
  readonly advertised = CLIENT.local
  readonly anonymousHome: string
  idleSeconds: number
  facts?: readonly string[]
  transfer = undefined
  abortLines = undefined
  /** `LEVEL text`, denials included. */
  readonly logs: string[] = []
  /** Milliseconds that the client was made to wait. */
  readonly pauses: number[] = []
  readonly home: Home
  readonly account: Account
  session: Session = { phase: 'awaiting-user', failures: 0, transferType: 'ascii' }
  isClosed = false
  readonly #directory = new TemporaryDirectory()

  constructor({ argv = ['-A'], home = {}, account = {}, kernel = openKernel() }: Setup = {}) {
    this.config = configOf(...argv)
    this.kernel = kernel
    this.anonymous = this.config.anonymous
    this.idleSeconds = this.config.maxidletime
    this.home = new Home(`${this.#directory.path}/joe`, home, OWNER)
    this.anonymousHome = this.home.path
    const { uid, gid } = OWNER as { uid: Uid; gid: Gid }
    this.account = {
      name: 'joe',
      uid,
      gid,
      groups: [gid],
      home: this.home.path,
      limits: {},
      slowTilde: true,
      ...account,
    }
  }

  /** A session of `joe`, its log still empty. */
  static async loggedIn(setup: Setup = {}): Promise<Conversation> {
    const talk = new Conversation(setup)
    assert.equal(await talk.send('USER joe'), '331 User joe OK. Password required')
    assert.match(await talk.send('PASS secret'), /^230[ -]/)
    talk.logs.length = 0
    talk.pauses.length = 0
    return talk
  }

  /** The directory that holds the home. */
  get directory(): string {
    return this.#directory.path
  }

  /** One command line; the lines of its reply, joined by LF. */
  async send(line: string): Promise<string> {
    assert.ok(!this.isClosed, `the connection was closed before ${line}`)
    const parsed = parseCommandLine(line)
    assert.ok(parsed, `not a command line: ${line}`)
    const step: Step = await dispatch(lookUp(parsed.verb, this), parsed.argument, this.session, this)
    if (step.session) this.session = step.session
    this.isClosed = step.reply.closes
    return encodeReply(step.reply).slice(0, -2).replaceAll('\r\n', '\n')
  }

  log(level: Level, text: string): void {
    this.logs.push(`${level} ${text}`)
  }

  logDenied(error: KernelError): void {
    if (/^(EACCES|EPERM|EROFS)$/.test(error.code)) this.logs.push(`denied ${error.code}`)
  }

  preliminary(): void {
    assert.fail('no transfer is expected')
  }

  authenticate({ user, password }: Credential): Promise<Verdict> {
    if (user === 'broken') return Promise.resolve({ kind: 'broken', reply: 'The database is gone' })
    if (user !== this.account.name) return Promise.resolve({ kind: 'unknown', why: 'nobody knows' })
    const right = password.reveal() === 'secret'
    return Promise.resolve(right ? { kind: 'accepted', account: this.account } : { kind: 'refused', why: 'wrong' })
  }

  pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds)
    return Promise.resolve()
  }

  [Symbol.dispose](): void {
    if (this.session.phase === 'authenticated') this.session.fs[Symbol.dispose]()
    this.#directory[Symbol.dispose]()
  }
}
