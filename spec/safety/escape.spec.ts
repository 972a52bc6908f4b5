import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RawClient } from '../support/raw-client.ts'
import { startServer, USER } from '../support/start-server.ts'

const SECRET = 'outside the root'
const ROUNDS = 2500

/** A directory that everybody may read and write, which no session of the server may reach. */
function outside(directory: string): string {
  const path = join(directory, 'outside')
  mkdirSync(path)
  chmodSync(path, 0o777)
  writeFileSync(join(path, 'secret'), SECRET, { mode: 0o666 })
  return path
}

const HOSTILE = (out: string): readonly string[] => [
  `${out}/secret`,
  `../../../../../../..${out}/secret`,
  `/..${out}/secret`,
  'absolute/secret',
  'relative/secret',
  'double/secret',
  'sub/../absolute/secret',
  'sub/up/secret',
  'file',
  '/proc/self/root/etc/passwd',
  'magic/etc/passwd',
]

async function prepared() {
  const server = await startServer({ argv: ['-A'], home: { 'sub/a': 'inside' } })
  const out = outside(server.directory)
  server.home.put('absolute', { link: out })
  server.home.put('relative', { link: `../../../../../../../../../..${out}` })
  server.home.put('double', { link: 'absolute' })
  server.home.put('sub/up', { link: '../absolute' })
  server.home.put('file', { link: `${out}/secret` })
  server.home.put('magic', { link: '/proc/self/root' })
  return { server, out }
}

test('no path and no link leads out of the root, whatever the command', async () => {
  const { server, out } = await prepared()
  await using _ = server
  const client = await server.login()
  for (const path of HOSTILE(out)) {
    const got = await client.transfer(`RETR ${path}`)
    assert.doesNotMatch(got.data.toString(), /outside/, path)
    // Of a link, DELE removes the link itself.
    for (const command of path === 'file' ? ['SIZE', 'MDTM'] : ['SIZE', 'MDTM', 'DELE', 'RMD']) {
      assert.match(await client.send(`${command} ${path}`), /^55\d /, `${command} ${path}`)
    }
    await client.transfer(`STOR ${path}x`, Buffer.from('planted'))
    await client.send(`MKD ${path}d`)
    await client.send('RNFR sub/a')
    await client.send(`RNTO ${path}r`)
    await client.send('RNFR sub/a')
    await client.send('RNTO sub/a')
  }
  for (const directory of ['absolute', 'relative', 'double', 'sub/up', '../..', `..${out}`]) {
    const listing = await client.transfer(`LIST ${directory}`)
    assert.doesNotMatch(listing.data.toString(), / secret\r$/m, directory)
    await client.send(`CWD ${directory}`)
    assert.doesNotMatch((await client.transfer('NLST')).data.toString(), /^secret/m, directory)
    await client.send('CWD /')
  }
  assert.deepEqual(readdirSync(out), ['secret'])
})

/** Flips `gate` between a directory of the home and a link that leads out, as fast as it can. */
const FLIP = `
import os, sys
home, out = sys.argv[1], sys.argv[2]
os.chdir(home)
print('flipping', flush=True)
try:
    while True:
        os.rename('gate', 'parked'); os.symlink(out, 'gate')
        os.unlink('gate'); os.rename('parked', 'gate')
except KeyboardInterrupt:
    pass
`

test('a link swapped in by another process while 20,000 commands run opens nothing outside', async () => {
  await using server = await startServer({
    argv: ['-A', '-C', '20'],
    home: { 'gate/secret': 'inside', 'gate/sub/': null },
  })
  const out = outside(server.directory)
  mkdirSync(join(out, 'sub'), { mode: 0o777 })
  chmodSync(join(out, 'sub'), 0o777)
  const flipper = spawn('python3', ['-c', FLIP, server.home.path, out], {
    ...USER,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(flipper.stdout, 'data')
    const counts = await Promise.all(Array.from({ length: 4 }, async (_, n) => attack(await server.login(), n)))
    assert.ok(
      counts.some((count) => count > 0),
      'the race never let a command through: it proves nothing',
    )
  } finally {
    flipper.kill('SIGINT')
    await once(flipper, 'exit')
  }
  assert.deepEqual(readdirSync(out).toSorted(), ['secret', 'sub'], 'something was made outside')
  assert.deepEqual(readdirSync(join(out, 'sub')), [], 'something was made outside')
})

/** RETR, STOR, MKD and RNTO through the gate; tells how many commands succeeded inside. */
async function attack(client: RawClient, n: number): Promise<number> {
  let through = 0
  const count = (reply: string): void => {
    if (reply.startsWith('2')) through++
  }
  for (let round = 0; round < ROUNDS / 2; round++) {
    count(await client.send(`MKD gate/made${n}`))
    count(await client.send(`RMD gate/made${n}`))
    if ((await client.send(`RNFR gate/secret`)).startsWith('350')) {
      count(await client.send(`RNTO gate/sub/moved${n}`))
      await client.send(`RNFR gate/sub/moved${n}`)
      await client.send('RNTO gate/secret')
    }
    if (round % 10 === 0) {
      const { data } = await client.transfer('RETR gate/secret')
      assert.doesNotMatch(data.toString(), /outside/)
      count((await client.transfer(`STOR gate/stored${n}`, Buffer.from('x'))).final ?? '')
      await client.send(`DELE gate/stored${n}`)
    }
  }
  return through
}

test('the secret outside is still what it was', async () => {
  const { server, out } = await prepared()
  await using _ = server
  const client = await server.login()
  await client.transfer('STOR file', Buffer.from('overwritten'))
  await client.transfer('APPE file', Buffer.from('appended'))
  await client.send('SITE CHMOD 000 file')
  assert.ok(existsSync(join(out, 'secret')))
})
