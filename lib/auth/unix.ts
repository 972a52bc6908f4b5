import type { UserEntry } from '../kernel/kernel.ts'
import type { Backend, Credential, Verdict } from './backend.ts'
import type { Surroundings } from './surroundings.ts'

const DAY_MS = 86_400_000

/** Accounts of the system, with the passwords of shadow(5) (auth-backends.md §4). */
export class UnixBackend implements Backend {
  readonly #world: Surroundings

  constructor(surroundings: Surroundings) {
    this.#world = surroundings
  }

  describe(): string {
    return 'unix'
  }

  remarks(): readonly string[] {
    if (process.geteuid?.() === 0) return []
    return ['unix: only root can read the passwords of system accounts: nobody will be able to log in by them']
  }

  async check(credential: Credential): Promise<Verdict> {
    const entry = this.#world.names.userByName(credential.user)
    if (!entry) return { kind: 'unknown', why: 'no such system account' }
    // The password comes first, so that the answer takes as long whatever else is wrong with the account.
    const why = (await this.#passwordProblem(credential, entry)) ?? this.#shellProblem(entry) ?? this.#ageProblem(entry)
    return why === undefined ? { kind: 'accepted', account: this.#account(entry) } : { kind: 'refused', why }
  }

  async #passwordProblem(credential: Credential, entry: UserEntry): Promise<string | undefined> {
    const shadow = isShadowed(entry) ? this.#world.names.shadow(entry.name) : undefined
    if (isShadowed(entry) && !shadow) {
      await this.#world.passwords.pretend(credential)
      return 'the shadow entry of the account cannot be read'
    }
    return this.#world.passwords.check(credential, shadow?.password ?? entry.password)
  }

  /** A shell called `ftp` says that the account is for FTP. */
  #shellProblem({ shell }: UserEntry): string | undefined {
    if (shell.toLowerCase() === 'ftp' || this.#world.names.validShells().includes(shell)) return undefined
    return `the shell ${JSON.stringify(shell)} is not one of /etc/shells`
  }

  #ageProblem(entry: UserEntry): string | undefined {
    const shadow = isShadowed(entry) ? this.#world.names.shadow(entry.name) : undefined
    if (!shadow) return undefined
    const today = Math.floor(this.#world.now().getTime() / DAY_MS)
    const { expires, lastChange, maximumDays } = shadow
    if (expires > 0 && expires < today) return 'the account has expired'
    if (lastChange > 0 && maximumDays > 0 && lastChange + maximumDays < today) return 'the password has expired'
    return undefined
  }

  #account({ name, uid, gid, home }: UserEntry): Extract<Verdict, { kind: 'accepted' }>['account'] {
    return { name, uid, gid, groups: this.#world.names.groupsOf(name, gid), home, limits: {}, slowTilde: false }
  }
}

const isShadowed = ({ password }: UserEntry): boolean => password === 'x' || password.startsWith('##')
