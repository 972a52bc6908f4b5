import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, OURS } from '../support/launch.ts'
import { makePureDb } from '../support/make-puredb.ts'
import type { Contender, Place } from './contender.ts'
import { pyftpdlibScript, vsftpdConfig } from './peer-configuration.ts'

/** The account of the sessions; its uid exists nowhere else. */
export const OWNER = { uid: 2001, gid: 2001 }

const pureFtpdFlags = ({ port, root, scratch }: Place): readonly string[] => {
  const database = join(scratch, 'users.pdb')
  writeFileSync(database, makePureDb([{ name: 'joe', ...OWNER, home: root }]))
  const limits = ['-c', '10000', '-C', '10000', '-L', '20000:5', '-I', '60']
  return ['-S', `127.0.0.1,${port}`, '-H', '-f', 'none', ...limits, '-l', `puredb:${database}`, '-g', `${database}.pid`]
}

const ours = (): Contender => ({
  name: 'ours',
  title: 'pure-ftpd for Node',
  user: 'joe',
  idleSessions: 3000,
  command: (place) => [process.execPath, OURS, ...pureFtpdFlags(place)],
})

function pureFtpd(): Contender | undefined {
  const program = findProgram('pure-ftpd', '/usr/sbin:/usr/local/sbin')
  if (program === undefined) return undefined
  const version = /v(\d\S+)/.exec(output(program, '--help'))?.[1] ?? ''
  return {
    name: 'pure-ftpd',
    title: `Pure-FTPd ${version}`,
    user: 'joe',
    idleSessions: 600,
    command: (place) => [program, ...pureFtpdFlags(place)],
  }
}

function vsftpd(scratch: string): Contender | undefined {
  const program = findProgram('vsftpd') ?? unpacked('vsftpd', scratch)
  if (program === undefined) return undefined
  return {
    name: 'vsftpd',
    title: 'vsftpd 3',
    user: 'anonymous', // its accounts are the machine's own, which a bench must not touch
    idleSessions: 600,
    command: (place) => [program, vsftpdConfig(place)],
  }
}

/** Debian's own interpreter has Debian's module, whatever comes first in PATH. */
function pyftpdlib(): Contender | undefined {
  const python = findProgram('python3', '/usr/bin')
  if (python === undefined) return undefined
  const version = output(python, '-c', 'import pyftpdlib; print(pyftpdlib.__ver__)').trim()
  if (version === '') return undefined
  return {
    name: 'pyftpdlib',
    title: `pyftpdlib ${version}`,
    user: 'joe',
    idleSessions: 600,
    command: (place) => [python, pyftpdlibScript(place)],
  }
}

/** Those of `names` that are here or can be fetched. */
export function contendersNamed(names: readonly string[], scratch: string): readonly Contender[] {
  const makers: Readonly<Record<string, () => Contender | undefined>> = {
    ours,
    'pure-ftpd': pureFtpd,
    vsftpd: () => vsftpd(scratch),
    pyftpdlib,
  }
  return names.map((name) => makers[name]?.()).filter((found) => found !== undefined)
}

/** A Debian package beside the system instead of in it: vsftpd installed would take port 21. */
function unpacked(name: string, scratch: string): string | undefined {
  const place = join(scratch, 'packages')
  mkdirSync(place, { recursive: true })
  chmodSync(place, 0o777) // apt downloads as a user of its own
  spawnSync('apt-get', ['download', '-qq', name], { cwd: place, timeout: 60_000 })
  const [archive] = readdirSync(place).filter((file) => file.startsWith(`${name}_`))
  if (archive === undefined) return undefined
  spawnSync('dpkg', ['-x', archive, '.'], { cwd: place })
  return findProgram(name, join(place, 'usr', 'sbin'))
}

const output = (program: string, ...args: readonly string[]): string =>
  spawnSync(program, args, { encoding: 'utf8', timeout: 10_000 }).stdout
