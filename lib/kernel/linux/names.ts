import type { Gid, Uid } from '../../core/units.ts'
import type { NameService, ShadowEntry, UserEntry } from '../kernel.ts'
import { crypt } from './crypt.ts'
import { addressOf, type Call, call } from './library.ts'
import { CString, Lookup, type RecordView } from './lookup.ts'

const key = new CString()

const passwd = { byName: call(lookUpBy('getpwnam_r', 'uintptr_t')), byId: call(lookUpBy('getpwuid_r', 'uint32_t')) }
const group = { byName: call(lookUpBy('getgrnam_r', 'uintptr_t')), byId: call(lookUpBy('getgrgid_r', 'uint32_t')) }
const shadowByName = call(lookUpBy('getspnam_r', 'uintptr_t'))
const getgrouplist = call('int getgrouplist(uintptr_t, uint32_t, uintptr_t, uintptr_t)')
const setusershell = call('void setusershell()')
const getusershell = call('uintptr_t getusershell()')
const endusershell = call('void endusershell()')

const lookup = new Lookup()
const INITIAL_GROUPS = 64

export const linuxNames: NameService = {
  userByName: (name) => byName(passwd.byName, name, userEntry),
  userByUid: (uid) => lookup.find(passwd.byId, uid, userEntry),
  groupName: (gid) => lookup.find(group.byId, gid, (record) => record.string(GROUP.name)),
  groupId: (name) => byName(group.byName, name, (record) => record.uint32(GROUP.gid) as Gid),
  groupsOf: (name, primary) => groupsOf(name, primary, INITIAL_GROUPS),
  shadow: (name) => byName(shadowByName, name, shadowEntry),
  validShells: () => {
    const shells: string[] = []
    setusershell()
    for (let shell = getusershell(); shell !== 0; shell = getusershell()) shells.push(lookup.stringAt(shell))
    endusershell()
    return shells
  },
  crypt,
}

/** struct passwd, struct group and struct spwd with 64-bit pointers; the same in glibc and musl. */
const PASSWD = { name: 0, password: 8, uid: 16, gid: 20, gecos: 24, home: 32, shell: 40 } as const
const GROUP = { name: 0, gid: 16 } as const
const SPWD = { password: 8, lastChange: 16, maximum: 32, expires: 56 } as const

const userEntry = (record: RecordView): UserEntry => ({
  name: record.string(PASSWD.name),
  password: record.string(PASSWD.password),
  uid: record.uint32(PASSWD.uid) as Uid,
  gid: record.uint32(PASSWD.gid) as Gid,
  gecos: record.string(PASSWD.gecos),
  home: record.string(PASSWD.home),
  shell: record.string(PASSWD.shell),
})

const shadowEntry = (record: RecordView): ShadowEntry => ({
  password: record.string(SPWD.password),
  lastChange: record.long(SPWD.lastChange),
  maximumDays: record.long(SPWD.maximum),
  expires: record.long(SPWD.expires),
})

function lookUpBy(name: string, keyType: string): string {
  return `int ${name}(${keyType}, uintptr_t, uintptr_t, size_t, uintptr_t)`
}

const byName = <T>(find: Call, name: string, read: (record: RecordView) => T): T | undefined =>
  key.write(name) ? lookup.find(find, key.address, read) : undefined

function groupsOf(name: string, primary: Gid, room: number): readonly Gid[] {
  if (!key.write(name)) return [primary]
  const groups = new Uint32Array(room)
  const count = new Int32Array([room])
  const address = addressOf(new Uint8Array(groups.buffer))
  const status = getgrouplist(key.address, primary, address, addressOf(new Uint8Array(count.buffer)))
  const found = count[0] ?? 0
  // -1: there are more, and now it is known how many.
  if (status < 0 && found > room) return groupsOf(name, primary, found)
  return Array.from(groups.subarray(0, found)) as Gid[]
}
