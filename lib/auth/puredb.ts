import { err, type Result } from '../core/result.ts'
import type { PuredbIndex } from '../puredb/index-file.ts'
import { PuredbReader } from '../puredb/reader.ts'
import { type PasswdRecord, parseRecord } from '../puredb/record.ts'
import { isAdmitted } from './address-list.ts'
import type { Backend, Credential, Verdict } from './backend.ts'
import { clockTime, isWithinHours } from './hours.ts'
import { accountOf } from './puredb-account.ts'
import type { Surroundings } from './surroundings.ts'

const UNREADABLE = 'Unable to read the indexed puredb file (or old format detected) - Try pure-pw mkdb'

/** Virtual users of a `.pdb` file (auth-backends.md §6, puredb.md). */
export class PuredbBackend implements Backend {
  readonly #reader: PuredbReader
  readonly #world: Surroundings

  constructor(file: string, surroundings: Surroundings) {
    this.#reader = new PuredbReader(file)
    this.#world = surroundings
  }

  describe(): string {
    const count = this.#count()
    const users = count.ok ? `${count.value} ${count.value === 1 ? 'user' : 'users'}` : 'unusable'
    return `puredb:${this.#reader.file} (${users})`
  }

  /** What an administrator should know before the first user calls. */
  remarks(): readonly string[] {
    const count = this.#count()
    if (!count.ok) return [`puredb: ${count.error}`]
    const newer = this.#reader.newerSource()
    return newer === undefined ? [] : [`puredb: ${newer} is newer than ${this.#reader.file}: run pure-pw mkdb`]
  }

  async check(credential: Credential): Promise<Verdict> {
    const { file } = this.#reader
    const index = this.#reader.open()
    if (!index.ok) {
      this.#world.warn(`puredb: ${index.error}`)
      return { kind: 'broken', reply: UNREADABLE }
    }
    this.#imitate(index.value)
    const found = index.value.find(credential.user)
    // As in the reference, a damaged index only makes its users unknown; but it is told.
    if (!found.ok) this.#world.warn(`puredb: ${file}: ${found.error}: run pure-pw mkdb`)
    if (!found.ok || found.value === undefined) return { kind: 'unknown', why: `no such user in ${file}` }
    return this.#decide(credential, parseRecord(found.value))
  }

  /** The password comes first: what else is wrong with a record is not for those who do not know it. */
  async #decide(credential: Credential, record: PasswdRecord): Promise<Verdict> {
    const { passwords, names, now } = this.#world
    const wrong = await passwords.check(credential, record.password ?? '')
    if (wrong !== undefined) return refused(wrong)
    const account = accountOf(credential.user, record, names)
    if (!account.ok) return refused(`${account.error} in ${this.#reader.file}`)
    const outside = await this.#addressProblem(credential, record)
    if (outside !== undefined) return refused(outside)
    if (!isWithinHours(record.hours ?? '', clockTime(now()))) return refused(`no logins outside ${record.hours}`)
    return { kind: 'accepted', account: account.value }
  }

  /** A line that ends before its last address list has none of them (puredb.md §4). */
  async #addressProblem({ local, peer }: Credential, record: PasswdRecord): Promise<string | undefined> {
    const { allowLocal = '', denyLocal = '', allowClient = '', denyClient } = record
    if (denyClient === undefined) return undefined
    if (!(await isAdmitted(allowLocal, denyLocal, local, this.#world))) return `not through the address ${local}`
    if (!(await isAdmitted(allowClient, denyClient, peer, this.#world))) return `not from the address ${peer}`
    return undefined
  }

  #count(): Result<number, string> {
    const index = this.#reader.open()
    if (!index.ok) return index
    const count = index.value.check()
    return count.ok ? count : err(`${this.#reader.file}: ${count.error}: run pure-pw mkdb`)
  }

  /** Unknown users cost what those of this file do. */
  #imitate(index: PuredbIndex): void {
    const sample = index.sample()
    if (sample !== undefined) this.#world.passwords.imitate(parseRecord(sample).password ?? '')
  }
}

const refused = (why: string): Verdict => ({ kind: 'refused', why })
