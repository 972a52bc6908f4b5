import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Home, TemporaryDirectory } from '../support/home.ts'
import { startServer } from '../support/start-server.ts'
import type { TestServer } from '../support/test-server.ts'
import type { FtpClient, Target } from './client.ts'
import { EMPTY_DIRECTORY, fingerprint, noise, SAMPLE, sampleTree } from './sample-tree.ts'

const MODES = ['passive', 'active'] as const

/** What every client must be able to do with us, as far as it can do it at all. */
export function clientContract(client: FtpClient): void {
  const { missing, cannot } = client
  test(`${client.name} over IPv4`, { skip: missing ?? false }, async (t) => {
    await using server = await startServer({ home: homeOf(client) })
    await trees(t, client, server)
    await resuming(t, client, server)
    await managing(t, client, server)
  })
  test(`${client.name} over IPv6`, { skip: missing ?? cannot.ipv6 ?? false }, async (t) => {
    await using server = await startServer({ host: '::1', home: homeOf(client) })
    await trees(t, client, server)
  })
}

const namesFor = ({ cannot }: FtpClient): readonly string[] =>
  Object.keys(SAMPLE).filter((name) => !cannot.names?.includes(name))

const homeOf = (client: FtpClient) => ({
  'down/': null,
  ...prefixed('down/', sampleTree(namesFor(client))),
  'up/': null,
})

const inability = ({ cannot }: FtpClient, { host }: TestServer): string | undefined =>
  cannot.active ?? (host.includes(':') ? cannot.activeOverIpv6 : undefined)

const prefixed = <T>(prefix: string, tree: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(tree).map(([name, content]) => [`${prefix}${name}`, content]))

const target = ({ host, port, user }: TestServer, mode: Target['mode'] = 'passive'): Target => ({
  host,
  port,
  user: user.name,
  password: user.password,
  mode,
})

async function trees(t: TestContext, client: FtpClient, server: TestServer): Promise<void> {
  const names = namesFor(client)
  for (const mode of MODES) {
    const skip = (mode === 'active' && inability(client, server)) || false
    await t.test(`a tree down, ${mode}`, { skip }, async () => {
      using local = new TemporaryDirectory()
      const into = new Home(join(local.path, 'down'), {}, OURSELVES)
      await client.fetchTree(target(server, mode), names, into.path)
      assert.deepEqual(fingerprint(into.path), expected(client, join(server.home.path, 'down')))
    })
    const { sendTree } = client
    await t.test(`a tree up, ${mode}`, { skip: sendTree ? skip : 'it only downloads' }, async () => {
      using local = new TemporaryDirectory()
      const from = new Home(join(local.path, 'up'), sampleTree(names), OURSELVES)
      rmSync(server.home.at('up'), { recursive: true })
      server.home.put('up/', null)
      await sendTree?.(target(server, mode), names, from.path)
      assert.deepEqual(fingerprint(join(server.home.path, 'up')), expected(client, from.path))
    })
  }
}

async function resuming(t: TestContext, client: FtpClient, server: TestServer): Promise<void> {
  const whole = noise(900_000, 'resumed')
  const { resumeDownload, resumeUpload } = client
  await t.test('a download resumed', { skip: resumeDownload ? false : 'it cannot' }, async () => {
    using local = new TemporaryDirectory()
    const to = join(local.path, 'half.bin')
    writeFileSync(to, whole.subarray(0, 400_000))
    server.home.put('half.bin', whole)
    await resumeDownload?.(target(server), 'half.bin', to)
    assert.ok(readFileSync(to).equals(whole))
  })
  await t.test('an upload resumed', { skip: resumeUpload ? false : 'it cannot' }, async () => {
    using local = new TemporaryDirectory()
    const from = join(local.path, 'rest.bin')
    writeFileSync(from, whole)
    server.home.put('rest.bin', whole.subarray(0, 400_000))
    await resumeUpload?.(target(server), from, 'rest.bin')
    assert.ok(server.home.read('rest.bin').equals(whole))
  })
}

async function managing(t: TestContext, client: FtpClient, server: TestServer): Promise<void> {
  const { manage } = client
  await t.test('rename, delete, mkdir and rmdir', { skip: manage ? false : 'it only downloads' }, async () => {
    const { home } = server
    home.put('old', 'renamed')
    home.put('unwanted', 'x')
    home.put('emptied/', null)
    await manage?.(target(server))
    assert.equal(home.text('new name'), 'renamed')
    assert.deepEqual(
      ['old', 'unwanted', 'emptied'].filter((name) => home.has(name)),
      [],
    )
    assert.ok(existsSync(join(home.path, 'made')))
  })
}

/** Contents decide, and directories: those that hold something always, the empty one where the client can. */
function expected({ cannot }: FtpClient, directory: string): Readonly<Record<string, string>> {
  const { [`${EMPTY_DIRECTORY}/`]: empty, ...rest } = fingerprint(directory)
  return cannot.emptyDirectories === undefined && empty !== undefined ? fingerprint(directory) : rest
}

const OURSELVES = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
