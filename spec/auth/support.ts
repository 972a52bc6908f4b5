import type { Credential, Verdict } from '../../lib/auth/backend.ts'
import { Passwords } from '../../lib/auth/passwords.ts'
import type { Resolve } from '../../lib/auth/resolve.ts'
import type { Surroundings } from '../../lib/auth/surroundings.ts'
import { bytesFromText } from '../../lib/core/bytes.ts'
import { err } from '../../lib/core/result.ts'
import { Secret } from '../../lib/core/secret.ts'
import type { Gid, IpAddress, Uid } from '../../lib/core/units.ts'
import type { NameService, ShadowEntry, UserEntry } from '../../lib/kernel/kernel.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'

export const address = (text: string): IpAddress => text as IpAddress

export const credential = (user: string, password = 'secret', from: Partial<Credential> = {}): Credential => ({
  user: bytesFromText(user),
  password: new Secret(bytesFromText(password)),
  peer: address('127.0.0.1'),
  local: address('127.0.0.1'),
  ...from,
})

/** SHA-256 of `secret`, cheap on purpose. */
export const HASH_OF_SECRET = '$5$rounds=1000$puredbfixture$ws7tUzFwtVc.jh/6Yz1uSXw4/T2MZIlA0r5qmu3.lp6'

export const userEntry = (entry: Partial<UserEntry> = {}): UserEntry => ({
  name: 'joe',
  password: 'x',
  uid: 1001 as Uid,
  gid: 1001 as Gid,
  gecos: '',
  home: '/home/joe',
  shell: '/bin/sh',
  ...entry,
})

export const shadowEntry = (entry: Partial<ShadowEntry> = {}): ShadowEntry => ({
  password: HASH_OF_SECRET,
  lastChange: -1,
  maximumDays: -1,
  expires: -1,
  ...entry,
})

/** A name service that knows these users only; crypt(3) is the system's. */
export function namesOf(
  users: readonly UserEntry[] = [],
  shadows: Readonly<Record<string, ShadowEntry>> = {},
): NameService {
  const { names } = openKernel()
  return {
    userByName: (name) => users.find((user) => user.name === name),
    userByUid: (uid) => users.find((user) => user.uid === uid),
    groupName: () => undefined,
    groupId: () => undefined,
    groupsOf: (name, primary) => (users.some((user) => user.name === name) ? [primary, 2001 as Gid] : [primary]),
    shadow: (name) => shadows[name],
    validShells: () => ['/bin/sh', '/bin/bash'],
    crypt: (password, setting) => names.crypt(password, setting),
  }
}

export interface World extends Surroundings {
  readonly warnings: string[]
}

const knowsNobody: Resolve = () => Promise.resolve(err(-2))

export function world(given: Partial<Surroundings> = {}): World {
  const warnings: string[] = []
  const names = given.names ?? namesOf()
  return {
    names,
    passwords: new Passwords(names),
    resolve: knowsNobody,
    now: () => new Date(),
    warn: (text) => warnings.push(text),
    ...given,
    warnings,
  }
}

/** Without the account, which not every spec is about. */
export const kindOf = ({ kind }: Verdict): Verdict['kind'] => kind
