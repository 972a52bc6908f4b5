import { readFileSync } from 'node:fs'
import type { Gid, Uid } from '../../core/units.ts'
import type { NameService, UserEntry } from '../kernel.ts'

/** The text files alone: no directory services, no shadow passwords, no crypt(3). */
export const portableNames: NameService = {
  userByName: (name) => users().find((user) => user.name === name),
  userByUid: (uid) => users().find((user) => user.uid === uid),
  groupName: (gid) => rows('/etc/group').find((row) => row[2] === String(gid))?.[0],
  groupId: (name) => {
    const gid = rows('/etc/group').find((row) => row[0] === name)?.[2]
    return gid === undefined ? undefined : (Number(gid) as Gid)
  },
  groupsOf: (name, primary) => {
    const others = rows('/etc/group').filter((row) => (row[3] ?? '').split(',').includes(name))
    return [...new Set([primary, ...others.map((row) => Number(row[2]) as Gid)])]
  },
  shadow: () => undefined,
  validShells: () => lines('/etc/shells').filter((line) => line.startsWith('/')),
  crypt: () => undefined,
}

const users = (): readonly UserEntry[] =>
  rows('/etc/passwd').map(([name = '', password = '', uid, gid, gecos = '', home = '', shell = '']) => ({
    name,
    password,
    uid: Number(uid) as Uid,
    gid: Number(gid) as Gid,
    gecos,
    home,
    shell,
  }))

const rows = (file: string): readonly (readonly string[])[] => lines(file).map((line) => line.split(':'))

function lines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'latin1')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
  } catch {
    return []
  }
}
