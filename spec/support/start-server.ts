import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Home, type Owner, TemporaryDirectory, type Tree } from './home.ts'
import { freePort, REFERENCE, serverProgram, untilListening } from './launch.ts'
import { makePureDb } from './make-puredb.ts'
import { ServerProcess } from './server-process.ts'
import { TestServer, type TestUser } from './test-server.ts'

export interface ServerSetup {
  /** Wins over the defaults below. */
  readonly argv?: readonly string[]
  /** What the first user finds. */
  readonly home?: Tree
  /** The first user: `joe`, password `secret`, unless told otherwise. */
  readonly user?: Partial<TestUser>
  /** Further users, each with a home of its own: `home/NAME` in the server's directory. */
  readonly users?: readonly (Partial<TestUser> & { readonly name: string; readonly tree?: Tree })[]
  /** `127.0.0.1` or `::1`. */
  readonly host?: string
  readonly env?: NodeJS.ProcessEnv
  /** Who starts the server; whoever runs the specs, unless given. */
  readonly startedBy?: Owner
}

/** Under root, users are not root (and no account of the machine); else everybody is who runs the specs. */
const isRoot = process.getuid?.() === 0
export const USER: Owner = isRoot
  ? { uid: 2001, gid: 2001 }
  : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

/** The real program with a puredb file and homes of its own: `await using server = await startServer({ … })`. */
export async function startServer(setup: ServerSetup = {}): Promise<TestServer> {
  const directory = new TemporaryDirectory()
  try {
    return await start(setup, directory)
  } catch (error) {
    directory[Symbol.dispose]()
    throw error
  }
}

async function start(setup: ServerSetup, directory: TemporaryDirectory): Promise<TestServer> {
  const { argv = [], host = '127.0.0.1' } = setup
  const user = completed({ name: 'joe', ...setup.user }, directory)
  const users = [user, ...(setup.users ?? []).map((further) => completed(further, directory))]
  const trees = [setup.home, ...(setup.users ?? []).map(({ tree }) => tree)]
  const homes = users.map((each, at) => new Home(each.home.replace('/./', '/'), trees[at] ?? {}, each))
  const [home] = homes
  assert.ok(home)
  writeFileSync(join(directory.path, 'users.pdb'), makePureDb(users))
  const wanted = REFERENCE ? await freePort(host) : 0
  const program = serverProgram([...argv, ...defaults(argv, directory.path, `${host},${wanted}`)])
  const process = new ServerProcess(program, setup)
  try {
    const port = REFERENCE ? wanted : await process.listeningPort()
    if (REFERENCE) await untilListening(host, port)
    return new TestServer({ process, host, port, user, home, directory })
  } catch (error) {
    await process.kill()
    throw error
  }
}

const completed = (user: Partial<TestUser> & { readonly name: string }, directory: TemporaryDirectory): TestUser => ({
  password: 'secret',
  home: join(directory.path, 'home', user.name),
  ...USER,
  ...user,
})

/** Only what `argv` leaves open: a second -S, -l or -g would not replace the first. */
function defaults(argv: readonly string[], directory: string, bind: string): readonly string[] {
  const missing = (short: string, long: string): boolean =>
    !argv.some((word) => word.startsWith(`-${short}`) || word === `--${long}` || word.startsWith(`--${long}=`))
  return [
    ...(missing('S', 'bind') ? ['-S', bind] : []),
    ...(missing('l', 'login') ? ['-l', `puredb:${join(directory, 'users.pdb')}`] : []),
    ...(missing('g', 'pidfile') ? ['-g', join(directory, 'pid')] : []),
    ...(missing('H', 'dontresolve') ? ['-H'] : []),
    ...(REFERENCE ? ['-f', 'none'] : missing('-reactors', 'reactors') ? ['--reactors', '1'] : []),
  ]
}
