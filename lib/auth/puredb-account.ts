import { err, ok, type Result } from '../core/result.ts'
import type { Gid, Uid } from '../core/units.ts'
import type { NameService } from '../kernel/kernel.ts'
import type { PasswdRecord } from '../puredb/record.ts'
import type { Account, AccountLimits } from './account.ts'

/** What a record gives its user; an error says which field is wrong (puredb.md §4). */
export function accountOf(name: string, record: PasswdRecord, names: NameService): Result<Account, string> {
  const [uid, gid] = [idOf(record.uid), idOf(record.gid)]
  if (uid === undefined) return err(`uid ${quote(record.uid)} is not a number above 0`)
  if (gid === undefined) return err(`gid ${quote(record.gid)} is not a number above 0`)
  const { home } = record
  if (!home?.startsWith('/')) return err(`home ${quote(home)} is not an absolute path`)
  const account = { name, uid: uid as Uid, gid: gid as Gid, home, limits: limitsOf(record), slowTilde: true }
  return ok({ ...account, groups: groupsOf(account.uid, account.gid, names) })
}

const quote = (text: string | undefined): string => (text === undefined ? '(missing)' : JSON.stringify(text))

/** Decimal, with leading blanks and a sign as strtoul(3) takes them; 32 bits; never root. */
function idOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*[+-]?\d+$/.test(text)) return undefined
  const id = Number(BigInt.asUintN(32, BigInt(text.trim().replace(/^\+/, ''))))
  return id > 0 ? id : undefined
}

/** Of the system account with this uid, if there is one. */
function groupsOf(uid: Uid, gid: Gid, names: NameService): readonly Gid[] {
  const system = names.userByUid(uid)
  return system ? names.groupsOf(system.name, gid) : [gid]
}

/** The text of each number up to its first character that is no digit: `12k` is 12, `abc` is 0. */
function limitsOf(record: PasswdRecord): AccountLimits {
  return present({
    // 0 would stop every transfer, or end the session as in the reference: taken as "no rate of its own".
    uploadRate: number(record.uploadRate) || undefined,
    downloadRate: number(record.downloadRate) || undefined,
    ratioUpload: number(record.ratioUpload) || undefined,
    ratioDownload: number(record.ratioDownload) || undefined,
    sessions: number(record.sessions),
    quotaFiles: number(record.quotaFiles),
    quotaBytes: number(record.quotaBytes),
  })
}

type Optional<T> = { readonly [K in keyof T]: T[K] | undefined }

const present = (limits: Optional<Required<AccountLimits>>): AccountLimits =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined))

function number(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  return Math.min(Number(/^\s*(\d+)/.exec(text)?.[1] ?? 0), Number.MAX_SAFE_INTEGER)
}
